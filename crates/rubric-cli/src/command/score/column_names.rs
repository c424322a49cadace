//! The names of columns: what each means, and which was probably meant.

use std::collections::{HashMap, HashSet};

use rubric_engine::Rubric;
use rubric_lang::diagnostic::render::one_line;
use rubric_model::rubric::{AnswerForm, Rubric as Model};

use super::standards::Standards;

/// What an audit says of itself in columns of these names.
pub const HEADER: [&str; 5] = ["reference", "date", "cycle", "stage", "auditor"];
/// What the name of a fact's column begins with.
const FACT: &str = "fact.";

/// A part of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The level, the number, yes or no, the items.
    Value,
    /// How many.
    Count,
    /// Of how many.
    Of,
    /// The comment.
    Comment,
    /// The cause.
    Cause,
    /// Who gave it.
    Auditor,
}

/// The parts of an answer, each with what its column's name ends with.
pub const PARTS: [(Part, &str); 6] = [
    (Part::Value, ""),
    (Part::Count, ".count"),
    (Part::Of, ".of"),
    (Part::Comment, ".comment"),
    (Part::Cause, ".cause"),
    (Part::Auditor, ".auditor"),
];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// By the place in [`HEADER`].
    Header(usize),
    /// The value of a fact.
    Fact,
    /// By the place in [`PARTS`].
    Answer(usize),
}

/// The names that columns may have.
pub struct Known<'s> {
    facts: HashSet<&'s str>,
    /// By criterion, whether it is answered by how many of how many.
    criteria: HashMap<&'s str, bool>,
}

impl<'s> Known<'s> {
    /// Those of all versions of a standard.
    #[must_use]
    pub fn of(standards: &'s Standards) -> Self {
        let models = || standards.rubrics().map(Rubric::model);
        let facts = models().flat_map(|model| &model.facts);
        let mut criteria = HashMap::new();
        for (name, form) in models().flat_map(forms) {
            let counts = criteria.entry(name).or_insert(false);
            *counts |= matches!(form, AnswerForm::Proportion { .. });
        }
        Self {
            facts: facts.map(|fact| fact.name.as_str()).collect(),
            criteria,
        }
    }

    /// What a column of this name holds, and of which fact or criterion.
    #[must_use]
    pub fn meanings<'n>(&self, name: &'n str) -> Vec<(Meaning, &'n str)> {
        let header = HEADER.iter().position(|known| *known == name);
        let mut meanings: Vec<_> = header
            .map(|place| (Meaning::Header(place), name))
            .into_iter()
            .collect();
        if let Some(fact) = name
            .strip_prefix(FACT)
            .filter(|fact| self.facts.contains(fact))
        {
            meanings.push((Meaning::Fact, fact));
        }
        for (place, (part, end)) in PARTS.iter().enumerate() {
            let criterion = name.strip_suffix(end);
            let found = criterion.and_then(|name| Some((name, *self.criteria.get(name)?)));
            match found {
                Some((_, false)) if matches!(part, Part::Count | Part::Of) => {}
                Some((name, _)) => meanings.push((Meaning::Answer(place), name)),
                None => {}
            }
        }
        meanings
    }

    /// That a column of this name does not mean one thing.
    #[must_use]
    pub fn problem(&self, name: &str, is_known: bool) -> String {
        if is_known {
            let message = "the name means more than one thing in this standard";
            return problem(Some(name), message, Some("give these audits as JSON"));
        }
        let counted = [".count", ".of"]
            .iter()
            .find_map(|end| name.strip_suffix(end));
        if let Some(criterion) = counted.filter(|name| self.criteria.contains_key(name)) {
            let message = format!("`{criterion}` is not answered by how many of how many");
            let help = format!("write the answer in the column `{criterion}`");
            return problem(Some(name), &message, Some(&help));
        }
        let help = self
            .nearest(name)
            .map(|near| format!("did you mean `{near}`?"));
        let message = "the standard has nothing of this name";
        problem(Some(name), message, help.as_deref())
    }

    fn nearest(&self, wanted: &str) -> Option<String> {
        let wanted = wanted.to_lowercase();
        let most = (wanted.len() / 3).min(20);
        let header = HEADER.iter().map(|name| (*name).to_owned());
        let facts = self.facts.iter().map(|name| of_fact(name));
        let answers = self.criteria.iter().flat_map(|(name, counts)| {
            let parts = PARTS
                .iter()
                .filter(|(part, _)| *counts || !matches!(part, Part::Count | Part::Of));
            parts.map(move |(_, end)| format!("{name}{end}"))
        });
        let near = header.chain(facts).chain(answers).filter_map(|name| {
            if name.len().abs_diff(wanted.len()) > most {
                return None;
            }
            let distance = strsim::osa_distance(&name.to_lowercase(), &wanted);
            (distance <= most).then_some((distance, name))
        });
        near.min().map(|(_, name)| name)
    }
}

/// The name of the column of a fact.
#[must_use]
pub fn of_fact(name: &str) -> String {
    format!("{FACT}{name}")
}

/// How each criterion of a standard is answered.
#[must_use]
pub fn forms(model: &Model) -> HashMap<&str, &AnswerForm> {
    let mut forms = HashMap::new();
    let mut waiting: Vec<_> = model.sections.iter().collect();
    while let Some(section) = waiting.pop() {
        for criterion in &section.criteria {
            forms.insert(criterion.name.as_str(), &criterion.answer);
        }
        waiting.extend(&section.sections);
    }
    forms
}

/// What to do about a file in another encoding.
pub const UTF_8: &str = "save the file as CSV in UTF-8: in Excel, `CSV UTF-8 (Comma delimited)`";

/// A problem, of a column where it is one of a column, as it is told.
#[must_use]
pub fn problem(column: Option<&str>, message: &str, help: Option<&str>) -> String {
    let mut text = String::from("  ");
    if let Some(column) = column {
        text.push_str(&format!("column `{}`: ", one_line(&short(column))));
    }
    text.push_str(&one_line(message));
    if let Some(help) = help {
        text.push_str(&format!("\n    help: {}", one_line(help)));
    }
    text
}

/// A text as a message quotes it: no more than its beginning.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 60;
    let mut letters = text.chars();
    let mut short: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}
