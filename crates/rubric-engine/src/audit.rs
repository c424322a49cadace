//! An audit that fits its rubric, by the rubric's own places.

use std::collections::BTreeMap;

use rubric_model::Name;
use rubric_model::audit::{
    Answer, Audit as Document, Decimal, DetailedAnswer, FORMAT, FactAnswer, Retired,
    RubricReference, Stage,
};

use crate::answer::{Answered, Given};
use crate::condition::FactGiven;
use crate::error::{AuditError, Problem};
use crate::fit::{self, Fitted};
use crate::index::{FactKind, Index, Named};
use crate::nearest::Suggestions;
use crate::pointer::Pointer;
use crate::rubric::Rubric;

/// One audit, checked against a rubric and ready to be scored by it. Another rubric reads it
/// wrongly: keep the two together.
#[derive(Clone, Debug)]
pub struct Audit {
    /// What is written in it, one text after the other.
    texts: String,
    pub(crate) reference: Text,
    pub(crate) date: Text,
    pub(crate) cycle: Option<Text>,
    pub(crate) stage: Option<Stage>,
    pub(crate) auditor: Option<Text>,
    /// Whether it names the digest of its rubric.
    pub(crate) names_digest: bool,
    pub(crate) facts: Vec<Option<FactGiven>>,
    pub(crate) answers: Vec<Option<Given>>,
    pub(crate) retired: BTreeMap<Name, Retired>,
}

/// A text in an audit: where it begins and ends among the others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Text {
    from: u32,
    to: u32,
}

impl Audit {
    pub(crate) fn blank(index: &Index) -> Self {
        Self {
            facts: vec![None; index.facts.len()],
            ..Self::of_answers(vec![None; index.criteria.len()])
        }
    }

    /// Answers, with nothing said beside them.
    pub(crate) fn of_answers(answers: Vec<Option<Given>>) -> Self {
        Self {
            texts: String::new(),
            reference: Text::default(),
            date: Text::default(),
            cycle: None,
            stage: None,
            auditor: None,
            names_digest: false,
            facts: Vec::new(),
            answers,
            retired: BTreeMap::new(),
        }
    }

    /// Keeps a text. An audit has at most [`crate::MOST_AUDIT_BYTES`] of them, and few edits.
    pub(crate) fn keep(&mut self, text: &str) -> Text {
        let place = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let from = place(self.texts.len());
        self.texts.push_str(text);
        Text {
            from,
            to: place(self.texts.len()),
        }
    }

    pub(crate) fn text(&self, text: Text) -> &str {
        let place = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        let range = place(text.from)..place(text.to);
        self.texts.get(range).unwrap_or_default()
    }

    /// Which plan: letters, digits and hyphens.
    #[must_use]
    pub fn reference(&self) -> &str {
        self.text(self.reference)
    }

    /// When it was made, as `YYYY-MM-DD`.
    #[must_use]
    pub fn date(&self) -> &str {
        self.text(self.date)
    }

    /// The round of audits it belongs to.
    #[must_use]
    pub fn cycle(&self) -> Option<&str> {
        self.cycle.map(|cycle| self.text(cycle))
    }

    /// Which reading of the plan it is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or_default()
    }

    /// A code for who made it.
    #[must_use]
    pub fn auditor(&self) -> Option<&str> {
        self.auditor.map(|auditor| self.text(auditor))
    }

    /// What it holds of earlier versions that has no place in this one, by the name it had. Nothing of it
    /// counts.
    #[must_use]
    pub fn retired(&self) -> &BTreeMap<Name, Retired> {
        &self.retired
    }

    pub(crate) fn fact(&self, place: usize) -> Option<&FactGiven> {
        self.facts.get(place).and_then(Option::as_ref)
    }

    pub(crate) fn given(&self, place: usize) -> Option<&Given> {
        self.answers.get(place).and_then(Option::as_ref)
    }

    /// Answers a criterion with an answer that fits it, and with what stands beside that.
    pub(crate) fn give(&mut self, place: usize, fitted: Fitted, answer: &Answer) {
        let (comment, auditor) = match answer {
            Answer::Detailed(one) => (one.comment.as_deref(), one.auditor.as_deref()),
            _ => (None, None),
        };
        let given = Given {
            answered: fitted.answered,
            standing: fitted.standing,
            comment: comment.map(|comment| self.keep(comment)),
            cause: fitted.cause,
            auditor: auditor.map(|auditor| self.keep(auditor)),
        };
        self.set_given(place, Some(given));
    }

    pub(crate) fn set_given(&mut self, place: usize, given: Option<Given>) {
        if let Some(answer) = self.answers.get_mut(place) {
            *answer = given;
        }
    }
}

/// Makes an audit by name, without asking for comments and causes: for tests and for what-ifs.
///
/// The values are checked as those of any audit are.
#[derive(Clone, Debug)]
pub struct AuditBuilder<'r> {
    rubric: &'r Rubric,
    audit: Audit,
}

impl<'r> AuditBuilder<'r> {
    pub(crate) fn new(rubric: &'r Rubric, audit: Audit) -> Self {
        Self { rubric, audit }
    }

    /// Sets a fact; a later value replaces an earlier one.
    ///
    /// # Errors
    /// When the rubric has no such fact, or the value is not one it may have.
    pub fn fact(&mut self, name: &str, value: &FactAnswer) -> Result<&mut Self, Problem> {
        let root = Pointer::Root;
        let at = root.member("facts");
        let (place, value) = fit::fact(
            self.rubric.index(),
            name,
            value,
            &at.member(name),
            &Suggestions::default(),
        )?;
        if let Some(fact) = self.audit.facts.get_mut(place) {
            *fact = Some(value);
        }
        Ok(self)
    }

    /// Answers a criterion; a later answer replaces an earlier one.
    ///
    /// # Errors
    /// The first problem, when the rubric has no such criterion, or the answer is not one it may
    /// have.
    pub fn answer(&mut self, name: &str, answer: &Answer) -> Result<&mut Self, Problem> {
        let root = Pointer::Root;
        let at = root.member("answers");
        let fitted = fit::answer(
            self.rubric.index(),
            name,
            answer,
            false,
            &at.member(name),
            &Suggestions::default(),
        );
        let (place, fitted) = fitted.map_err(|problems| {
            let first = problems.into_iter().next();
            first.unwrap_or_else(|| at.problem(format!("`{name}` does not fit")))
        })?;
        self.audit.give(place, fitted, answer);
        Ok(self)
    }

    /// Takes a criterion's answer back, or a fact's value. A name the rubric does not have has
    /// nothing to take back.
    pub fn leave(&mut self, name: &str) -> &mut Self {
        match self.rubric.index().named(name) {
            Some(Named::Criterion(place)) => self.audit.set_given(place, None),
            Some(Named::Fact(place)) => {
                if let Some(fact) = self.audit.facts.get_mut(place) {
                    *fact = None;
                }
            }
            _ => {}
        }
        self
    }

    /// The audit so far.
    #[must_use]
    pub fn build(&self) -> Audit {
        self.audit.clone()
    }
}

/// An answer as it is written down.
pub(crate) fn written(index: &Index, place: usize, answered: &Answered) -> Option<Answer> {
    let criterion = index.criteria.get(place)?;
    Some(match answered {
        Answered::Level(level) => {
            Answer::Level(index.scale_of(criterion)?.names.get(*level)?.clone())
        }
        Answered::YesNo(yes) => Answer::YesNo(*yes),
        Answered::Number(number) => Answer::Number(Decimal::new(number.into())?),
        Answered::Counted(count, of) => Answer::Detailed(DetailedAnswer {
            count: Some(*count),
            of: Some(*of),
            ..DetailedAnswer::default()
        }),
        Answered::Ticked(ticked) => {
            let crate::answer::Form::Checklist(items, _) = &criterion.form else {
                return None;
            };
            let items = items.iter().zip(ticked).filter(|(_, ticked)| **ticked);
            Answer::Detailed(DetailedAnswer {
                ticked: Some(items.map(|(item, _)| item.clone()).collect()),
                ..DetailedAnswer::default()
            })
        }
    })
}

impl Rubric {
    /// The audit as it is written down.
    #[must_use]
    pub fn write_audit(&self, audit: &Audit) -> Document {
        let index = self.index();
        let mut facts: BTreeMap<Name, FactAnswer> = BTreeMap::new();
        for (place, fact) in index.facts.iter().enumerate() {
            let value = match (audit.fact(place), &fact.kind) {
                (Some(FactGiven::YesNo(yes)), _) => Some(FactAnswer::YesNo(*yes)),
                (Some(FactGiven::Number(number)), _) => {
                    Decimal::new(number.into()).map(FactAnswer::Number)
                }
                (Some(FactGiven::Option(option)), FactKind::OneOf(options)) => {
                    options.get(*option).cloned().map(FactAnswer::Option)
                }
                _ => None,
            };
            facts.extend(value.map(|value| (fact.name.clone(), value)));
        }
        let mut answers = BTreeMap::new();
        for (place, criterion) in index.criteria.iter().enumerate() {
            let Some(given) = audit.given(place) else {
                continue;
            };
            let Some(answer) = written(index, place, &given.answered) else {
                continue;
            };
            let cause = given
                .cause
                .and_then(|cause| index.causes.get(cause))
                .cloned();
            let text = |text: Option<Text>| text.map(|text| audit.text(text).to_owned());
            let (comment, auditor) = (text(given.comment), text(given.auditor));
            let answer = if comment.is_none() && cause.is_none() && auditor.is_none() {
                answer
            } else {
                let mut detailed = DetailedAnswer::from(answer);
                (detailed.comment, detailed.cause, detailed.auditor) = (comment, cause, auditor);
                Answer::Detailed(detailed)
            };
            answers.insert(criterion.name.clone(), answer);
        }
        Document {
            format: FORMAT.to_owned(),
            rubric: RubricReference {
                name: self.model().name.clone(),
                version: self.model().version.clone(),
                digest: (audit.names_digest).then(|| self.model().digest.clone()),
            },
            reference: audit.reference().to_owned(),
            date: audit.date().to_owned(),
            cycle: audit.cycle().map(str::to_owned),
            stage: audit.stage,
            auditor: audit.auditor().map(str::to_owned),
            facts,
            answers,
            retired: audit.retired.clone(),
        }
    }

    /// Whether an audit of this rubric may hold an answer, with the comment and the cause that must stand
    /// beside it.
    ///
    /// # Errors
    /// With everything that is wrong with it.
    pub fn check_answer(&self, name: &str, answer: &Answer) -> Result<(), AuditError> {
        let root = Pointer::Root;
        let at = root.member("answers");
        let at = at.member(name);
        fit::answer(
            self.index(),
            name,
            answer,
            true,
            &at,
            &Suggestions::default(),
        )
        .map(|_| ())
        .map_err(|problems| AuditError { problems })
    }

    /// Whether an audit of this rubric may hold a fact's value.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn check_fact(&self, name: &str, value: &FactAnswer) -> Result<(), Problem> {
        let root = Pointer::Root;
        let at = root.member("facts");
        let at = at.member(name);
        fit::fact(self.index(), name, value, &at, &Suggestions::default()).map(|_| ())
    }
}
