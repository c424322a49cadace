//! Whether an answer means the same under another version.

use std::collections::HashMap;

use rubric_model::Name;
use rubric_model::audit::{Answer, DetailedAnswer, FactAnswer};
use rubric_model::rubric::{
    AnswerForm, Cause, Choice, Criterion, Fact, FactKind, Level, Rubric, Scale,
};

use super::because::Because;
use crate::pair::folded;

/// What answers speak of besides their question, in the two versions.
#[derive(Debug)]
pub(super) struct Elements<'r> {
    old_scales: HashMap<&'r str, &'r Scale>,
    new_scales: HashMap<&'r str, &'r Scale>,
    new_causes: &'r [Cause],
}

impl<'r> Elements<'r> {
    pub(super) fn new(old: &'r Rubric, new: &'r Rubric) -> Self {
        let by_name = |rubric: &'r Rubric| -> HashMap<&'r str, &'r Scale> {
            let scales = rubric.scales.iter();
            scales.map(|scale| (scale.name.as_str(), scale)).collect()
        };
        Self {
            old_scales: by_name(old),
            new_scales: by_name(new),
            new_causes: &new.causes,
        }
    }

    /// The answer as it is written under the new version, where it means the same there.
    pub(super) fn answer(
        &self,
        old: &Criterion,
        new: &Criterion,
        answer: &Answer,
    ) -> Result<Answer, Because> {
        if old.question != new.question {
            return Err(Because::Wording);
        }
        same_form(&old.answer, &new.answer)?;
        Ok(match answer {
            Answer::YesNo(_) | Answer::Number(_) => answer.clone(),
            Answer::Level(level) => Answer::Level(self.level(old, new, level)?),
            Answer::Detailed(detailed) => {
                Answer::Detailed(self.detailed(old, new, detailed.clone())?)
            }
        })
    }

    fn detailed(
        &self,
        old: &Criterion,
        new: &Criterion,
        mut answer: DetailedAnswer,
    ) -> Result<DetailedAnswer, Because> {
        if let Some(level) = &mut answer.level {
            *level = self.level(old, new, level)?;
        }
        if let (Some(ticked), AnswerForm::Checklist { items, .. }) =
            (&mut answer.ticked, &new.answer)
        {
            for item in ticked {
                *item = choice(items, item).ok_or(Because::Items)?.name.clone();
            }
        }
        if let Some(cause) = &mut answer.cause {
            let mut causes = self.new_causes.iter();
            let known = causes.find(|known| folded(&known.name) == folded(cause));
            *cause = match known {
                Some(known) => known.name.clone(),
                None => return Err(Because::Cause(cause.clone())),
            };
        }
        Ok(answer)
    }

    /// The level by its new name, where it is worth the same.
    fn level(&self, old: &Criterion, new: &Criterion, level: &Name) -> Result<Name, Because> {
        let before = find(scale(&self.old_scales, &old.answer), level);
        let Some(now) = find(scale(&self.new_scales, &new.answer), level) else {
            return Err(Because::Level(level.clone()));
        };
        let same = |before: &Level| before.value == now.value && before.excluded == now.excluded;
        if !before.is_some_and(same) {
            return Err(Because::Worth(level.clone()));
        }
        let is_worded_alike = before.is_some_and(|before| {
            before.title == now.title && agree(before.means.as_ref(), now.means.as_ref())
        });
        let means = |criterion: &'_ Criterion| {
            let mut means = criterion.means.iter();
            let of_level = means.find(|(name, _)| folded(name) == folded(level));
            of_level.map(|(_, text)| text.clone())
        };
        if is_worded_alike && agree(means(old).as_ref(), means(new).as_ref()) {
            Ok(now.name.clone())
        } else {
            Err(Because::Meaning(level.clone()))
        }
    }
}

/// Whether two texts say the same, where there are two: what says more where nothing was said is no other.
fn agree(before: Option<&String>, now: Option<&String>) -> bool {
    before.zip(now).is_none_or(|(before, now)| before == now)
}

/// The scale whose levels a criterion may be answered with.
fn scale<'r>(scales: &HashMap<&str, &'r Scale>, form: &AnswerForm) -> Option<&'r Scale> {
    let name = match form {
        AnswerForm::Scale { scale, .. } => scale,
        AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
            &levels.as_ref()?.scale
        }
        AnswerForm::Number { levels, .. } => &levels.scale,
        AnswerForm::YesNo => return None,
    };
    scales.get(name.as_str()).copied()
}

fn find<'r>(scale: Option<&'r Scale>, level: &str) -> Option<&'r Level> {
    let level = folded(level);
    let mut levels = scale?.levels.iter();
    levels.find(|known| folded(&known.name) == level)
}

fn choice<'r>(choices: &'r [Choice], name: &str) -> Option<&'r Choice> {
    let name = folded(name);
    choices.iter().find(|known| folded(&known.name) == name)
}

/// Whether every one of some choices is among others, in the same words.
fn among(some: &[Choice], others: &[Choice]) -> bool {
    let titles: HashMap<String, &String> = (others.iter())
        .map(|other| (folded(&other.name), &other.title))
        .collect();
    (some.iter()).all(|one| {
        titles
            .get(&folded(&one.name))
            .is_some_and(|title| **title == one.title)
    })
}

/// Whether two criteria are answered in the same way. How an answer becomes a level is not looked at: those
/// are rules, not what was found.
fn same_form(old: &AnswerForm, new: &AnswerForm) -> Result<(), Because> {
    match (old, new) {
        (AnswerForm::Scale { .. }, AnswerForm::Scale { .. })
        | (AnswerForm::YesNo, AnswerForm::YesNo) => Ok(()),
        (AnswerForm::Checklist { items: old, .. }, AnswerForm::Checklist { items: new, .. }) => {
            let same = old.len() == new.len() && among(old, new);
            if same { Ok(()) } else { Err(Because::Items) }
        }
        (AnswerForm::Proportion { of: old, .. }, AnswerForm::Proportion { of: new, .. }) => {
            if old == new {
                Ok(())
            } else {
                Err(Because::Counted)
            }
        }
        (AnswerForm::Number { unit: old, .. }, AnswerForm::Number { unit: new, .. }) => {
            if old == new {
                Ok(())
            } else {
                Err(Because::Unit)
            }
        }
        _ => Err(Because::Form),
    }
}

/// A fact's value as it is written under the new version, where it means the same there.
pub(super) fn fact(old: &Fact, new: &Fact, value: &FactAnswer) -> Result<FactAnswer, Because> {
    if old.title != new.title {
        return Err(Because::Wording);
    }
    match (&old.kind, &new.kind, value) {
        (FactKind::YesNo, FactKind::YesNo, _)
        | (FactKind::Number { .. }, FactKind::Number { .. }, _) => Ok(value.clone()),
        (
            FactKind::OneOf { options: old },
            FactKind::OneOf { options: new },
            FactAnswer::Option(option),
        ) => match (choice(old, option), choice(new, option)) {
            (Some(before), Some(now)) if before.title == now.title => {
                Ok(FactAnswer::Option(now.name.clone()))
            }
            _ => Err(Because::Option(option.clone())),
        },
        _ => Err(Because::Form),
    }
}
