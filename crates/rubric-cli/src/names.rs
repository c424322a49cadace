//! What the names in an outcome or an assurance stand for.

use std::collections::HashMap;

use rubric_model::rubric::{AnswerForm, Criterion, FactKind, Ladder, Mark, Rubric, Scale, Section};

/// Looks up titles in a rubric. A name that the rubric does not have stands for itself.
pub struct Names<'a> {
    rubric: &'a Rubric,
    sections: HashMap<&'a str, &'a Section>,
    criteria: HashMap<&'a str, (&'a Criterion, &'a Section)>,
}

impl<'a> Names<'a> {
    /// The names of a rubric.
    #[must_use]
    pub fn new(rubric: &'a Rubric) -> Self {
        let mut names = Self {
            rubric,
            sections: HashMap::new(),
            criteria: HashMap::new(),
        };
        let mut waiting: Vec<&'a Section> = rubric.sections.iter().collect();
        while let Some(section) = waiting.pop() {
            names.sections.insert(&section.name, section);
            for criterion in &section.criteria {
                names.criteria.insert(&criterion.name, (criterion, section));
            }
            waiting.extend(&section.sections);
        }
        names
    }

    /// The rubric.
    pub fn rubric(&self) -> &'a Rubric {
        self.rubric
    }

    /// The ladder of the overall grade.
    pub fn overall_ladder(&self) -> Option<&'a Ladder> {
        self.ladder(&self.rubric.overall.ladder)
    }

    /// The ladder of a section's grade.
    pub fn section_ladder(&self, section: &str) -> Option<&'a Ladder> {
        self.sections
            .get(section)
            .and_then(|section| self.ladder(&section.ladder))
    }

    /// A section's title, a short name before it: `C · Health needs`.
    pub fn section(&self, name: &'a str) -> String {
        let title = self
            .sections
            .get(name)
            .map_or(name, |section| section.title.as_str());
        if name.len() <= 3 && name != title {
            format!("{name} · {title}")
        } else {
            title.to_owned()
        }
    }

    /// What a criterion asks.
    pub fn question(&self, name: &'a str) -> &'a str {
        self.criteria
            .get(name)
            .map_or(name, |(criterion, _)| criterion.question.as_str())
    }

    /// The section that a criterion stands in: its name where that is short, else its title.
    pub fn section_of(&self, criterion: &str) -> Option<&'a str> {
        let (_, section) = self.criteria.get(criterion)?;
        Some(if section.name.len() <= 3 {
            &section.name
        } else {
            &section.title
        })
    }

    /// Whether a criterion is essential.
    pub fn is_essential(&self, criterion: &str) -> bool {
        let found = self.criteria.get(criterion);
        found.is_some_and(|(criterion, _)| criterion.marks.contains(&Mark::Essential))
    }

    /// How a criterion is answered.
    pub fn form(&self, criterion: &str) -> Option<&'a AnswerForm> {
        self.criteria
            .get(criterion)
            .map(|(criterion, _)| &criterion.answer)
    }

    /// What a fact asks.
    pub fn fact(&self, name: &'a str) -> &'a str {
        let fact = self.rubric.facts.iter().find(|fact| fact.name == name);
        fact.map_or(name, |fact| fact.title.as_str())
    }

    /// The title of an option of a fact.
    pub fn option<'n>(&self, fact: &str, option: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let fact = self.rubric.facts.iter().find(|known| known.name == fact);
        let Some(FactKind::OneOf { options }) = fact.map(|fact| &fact.kind) else {
            return option;
        };
        let known = options.iter().find(|known| known.name == option);
        known.map_or(option, |known| known.title.as_str())
    }

    /// An owner's title.
    pub fn owner(&self, name: &'a str) -> &'a str {
        let owner = self.rubric.owners.iter().find(|owner| owner.name == name);
        owner.map_or(name, |owner| owner.title.as_str())
    }

    /// A cause's title.
    pub fn cause(&self, name: &'a str) -> &'a str {
        let cause = self.rubric.causes.iter().find(|cause| cause.name == name);
        cause.map_or(name, |cause| cause.title.as_str())
    }

    /// The title of a level of a criterion.
    pub fn level<'n>(&self, criterion: &str, level: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let scale = self.scale(criterion);
        let level_of = |scale: &'a Scale| scale.levels.iter().find(|known| known.name == level);
        scale
            .and_then(level_of)
            .map_or(level, |known| known.title.as_str())
    }

    /// The title of an item of a checklist.
    pub fn item<'n>(&self, criterion: &str, item: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let Some(AnswerForm::Checklist { items, .. }) = self.form(criterion) else {
            return item;
        };
        items
            .iter()
            .find(|known| known.name == item)
            .map_or(item, |known| known.title.as_str())
    }

    fn scale(&self, criterion: &str) -> Option<&'a Scale> {
        let name = match self.form(criterion)? {
            AnswerForm::Scale { scale, .. } => scale,
            AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
                &levels.as_ref()?.scale
            }
            AnswerForm::Number { levels, .. } => &levels.scale,
            AnswerForm::YesNo => return None,
        };
        self.rubric.scales.iter().find(|scale| scale.name == *name)
    }

    fn ladder(&self, name: &str) -> Option<&'a Ladder> {
        self.rubric
            .ladders
            .iter()
            .find(|ladder| ladder.name == name)
    }
}

/// The title of a grade of a ladder; a grade that the ladder does not have stands for itself.
pub fn grade<'n>(ladder: Option<&'n Ladder>, name: &'n str) -> &'n str {
    let known = ladder.and_then(|ladder| ladder.grades.iter().find(|grade| grade.name == name));
    known.map_or(name, |grade| grade.title.as_str())
}
