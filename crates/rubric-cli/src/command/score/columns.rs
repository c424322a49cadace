//! What the columns of a CSV file mean, by the names in its first row.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};

use rubric_engine::Rubric;
use rubric_model::rubric::{AnswerForm, FactKind, Mapping, Rubric as Model};

use super::column_names::{HEADER, Known, Meaning, UTF_8, forms, problem};
use super::standards::Standards;
use crate::input::rows::Row;

/// What every audit must say of itself.
const REQUIRED: [&str; 2] = ["reference", "date"];
/// The most problems with a first row that are told.
const MOST_TOLD: usize = 20;

/// What the columns of a CSV file mean.
pub struct Columns {
    /// Their names, in their order; blank where there is none.
    pub names: Vec<String>,
    /// The columns of what the audits say of themselves, by the place in [`HEADER`].
    pub header: [Option<usize>; 5],
    /// What they hold by each of the versions of the standard, in the order of those.
    pub held: Vec<Held>,
}

/// What columns hold by one version of the standard.
pub struct Held {
    /// The facts: column, name, and form where the version has it.
    pub facts: Vec<(usize, String, Option<FactForm>)>,
    /// The answers, each with its columns.
    pub answers: Vec<Answer>,
}

/// The columns of an answer.
pub struct Answer {
    /// The criterion.
    pub name: String,
    /// How it is answered, where the version has it.
    pub form: Option<Form>,
    /// The columns of its parts, as [`super::column_names::Part`] counts them.
    pub parts: [Option<usize>; 6],
}

/// How a fact is given.
#[derive(Clone, Copy)]
pub enum FactForm {
    /// By yes or no.
    YesNo,
    /// By a number.
    Number,
    /// By an option.
    Option,
}

/// How a criterion is answered.
pub enum Form {
    /// By a level.
    Level,
    /// By yes or no.
    YesNo,
    /// By items; or by one of the levels.
    Items(Vec<String>, Vec<String>),
    /// By how many of how many; or by one of the levels.
    Proportion(Vec<String>),
    /// By a number; or by one of the levels.
    Number(Vec<String>),
}

/// What stands between the cells of a file: the first of comma, semicolon and tab in its first row.
///
/// # Errors
/// When the file cannot be read.
pub fn delimiter(file: &mut impl BufRead) -> io::Result<u8> {
    let start = file.fill_buf()?;
    let row = start
        .split(|byte| *byte == b'\n')
        .find(|row| !row.trim_ascii().is_empty());
    let found = row.and_then(|row| row.iter().find(|byte| matches!(byte, b',' | b';' | b'\t')));
    Ok(found.copied().unwrap_or(b','))
}

impl Columns {
    /// What the columns mean that a first row names.
    ///
    /// # Errors
    /// With everything that is wrong: a name that the standard does not have, one given twice, and what
    /// every audit must say of itself where it is missing.
    pub fn read(heading: &Row, standards: &Standards) -> Result<Self, Vec<String>> {
        if heading.raw.starts_with(b"\xff\xfe") || heading.raw.starts_with(b"\xfe\xff") {
            return Err(vec![problem(None, "the file is not in UTF-8", Some(UTF_8))]);
        }
        let known = Known::of(standards);
        let mut names = Vec::new();
        let mut columns: HashMap<(Meaning, &str), usize> = HashMap::new();
        let mut order = Vec::new();
        let mut problems = Problems::default();
        let cells: Vec<&[u8]> = heading.cells().collect();
        for (column, cell) in cells.iter().enumerate() {
            let Ok(name) = std::str::from_utf8(cell) else {
                let name = String::from_utf8_lossy(cell);
                problems.add(|| problem(Some(&name), "the name is not in UTF-8", Some(UTF_8)));
                continue;
            };
            let name = name.trim();
            names.push(name.to_owned());
            // Whether it holds something is seen in the rows.
            if name.is_empty() {
                continue;
            }
            let meanings = known.meanings(name);
            let [(meaning, of)] = meanings.as_slice() else {
                problems.add(|| known.problem(name, !meanings.is_empty()));
                continue;
            };
            if columns.insert((*meaning, of), column).is_some() {
                problems.add(|| problem(Some(name), "the column is named twice", Some("keep one")));
            }
            order.push((*meaning, *of));
        }
        for name in REQUIRED {
            if !names.iter().any(|known| known == name) {
                let help = "every audit has one: add the column";
                problems.add(|| problem(None, &format!("there is no column `{name}`"), Some(help)));
            }
        }
        problems.none()?;
        let at = |meaning, name| columns.get(&(meaning, name)).copied();
        let mut header = [None; 5];
        for (place, column) in header.iter_mut().enumerate() {
            *column = HEADER
                .get(place)
                .and_then(|name| at(Meaning::Header(place), name));
        }
        let held = |rubric: &Rubric| {
            let model = rubric.model();
            let (mut facts, mut answers) = (Vec::new(), Vec::new());
            let mut seen = HashSet::new();
            let forms = forms(model);
            for (meaning, name) in &order {
                match meaning {
                    Meaning::Header(_) => {}
                    Meaning::Fact => {
                        let fact = model.facts.iter().find(|fact| fact.name == *name);
                        let form = fact.map(|fact| match fact.kind {
                            FactKind::YesNo => FactForm::YesNo,
                            FactKind::Number { .. } => FactForm::Number,
                            FactKind::OneOf { .. } => FactForm::Option,
                        });
                        facts.extend(
                            at(*meaning, name).map(|column| (column, (*name).to_owned(), form)),
                        );
                    }
                    Meaning::Answer(_) if seen.insert(*name) => {
                        let mut parts = [None; 6];
                        for (place, column) in parts.iter_mut().enumerate() {
                            *column = at(Meaning::Answer(place), name);
                        }
                        answers.push(Answer {
                            name: (*name).to_owned(),
                            form: forms.get(name).map(|form| form_of(form, model)),
                            parts,
                        });
                    }
                    Meaning::Answer(_) => {}
                }
            }
            Held { facts, answers }
        };
        Ok(Self {
            header,
            held: standards.rubrics().map(held).collect(),
            names,
        })
    }
}

/// The problems of a first row, the first of which are told.
#[derive(Default)]
struct Problems {
    told: Vec<String>,
    more: usize,
}

impl Problems {
    fn add(&mut self, problem: impl FnOnce() -> String) {
        if self.told.len() < MOST_TOLD {
            self.told.push(problem());
        } else {
            self.more = self.more.saturating_add(1);
        }
    }

    fn none(mut self) -> Result<(), Vec<String>> {
        if self.more > 0 {
            self.told
                .push(format!("  and {} more of the kind", self.more));
        }
        if self.told.is_empty() {
            Ok(())
        } else {
            Err(self.told)
        }
    }
}

fn form_of(form: &AnswerForm, model: &Model) -> Form {
    let levels = |mapping: Option<&Mapping>| {
        let scale = mapping.and_then(|mapping| {
            model
                .scales
                .iter()
                .find(|scale| scale.name == mapping.scale)
        });
        let levels = scale.map_or(&[][..], |scale| &scale.levels);
        levels.iter().map(|level| level.name.clone()).collect()
    };
    match form {
        AnswerForm::Scale { .. } => Form::Level,
        AnswerForm::YesNo => Form::YesNo,
        AnswerForm::Checklist {
            items,
            levels: mapping,
        } => {
            let items = items.iter().map(|item| item.name.clone());
            Form::Items(items.collect(), levels(mapping.as_ref()))
        }
        AnswerForm::Proportion {
            levels: mapping, ..
        } => Form::Proportion(levels(mapping.as_ref())),
        AnswerForm::Number {
            levels: mapping, ..
        } => Form::Number(levels(Some(mapping))),
    }
}
