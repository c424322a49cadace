//! A row of a CSV file as an audit.

use rubric_engine::{AuditError, Problem, Rubric};
use rubric_model::audit::FORMAT;
use serde_json::value::RawValue;

use super::column_names::{HEADER, PARTS, Part, UTF_8, of_fact, problem, short};
use super::columns::{Answer, Columns, FactForm, Form};
use crate::input::rows::Row;

/// What stands for a checklist of which nothing is there.
const NO_ITEM: &str = "none";

/// A row, and what is wrong with it, by the columns.
pub struct Cells<'c> {
    columns: &'c Columns,
    texts: Vec<&'c str>,
    /// Each with the place of its column.
    problems: Vec<(usize, String)>,
}

impl<'c> Cells<'c> {
    /// The cells of a row.
    ///
    /// # Errors
    /// When they are no cells of these columns: too few or many, not in UTF-8, or under no name.
    pub fn read(row: &'c Row, columns: &'c Columns) -> Result<Self, Vec<String>> {
        let width = columns.names.len();
        if row.width() != width {
            let message = format!(
                "the row has {} cells, and the first row names {width} columns",
                row.width()
            );
            let help =
                "put a text that has commas, quotes or line breaks in it between quotes `\"`";
            return Err(vec![problem(None, &message, Some(help))]);
        }
        let mut texts = Vec::with_capacity(width);
        let mut problems = Vec::new();
        for (place, (cell, name)) in row.cells().zip(&columns.names).enumerate() {
            match std::str::from_utf8(cell) {
                Err(_) => problems.push(problem(Some(name), "this is not in UTF-8", Some(UTF_8))),
                Ok(text) if name.is_empty() && !text.trim().is_empty() => {
                    let message = format!(
                        "the cell in column {} stands under no name",
                        place.saturating_add(1)
                    );
                    problems.push(problem(
                        None,
                        &message,
                        Some("name the column, or empty the cell"),
                    ));
                }
                Ok(text) => texts.push(text.trim()),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            columns,
            texts,
            problems: Vec::new(),
        })
    }

    /// The date of the audit, as it is written.
    #[must_use]
    pub fn date(&self) -> Option<&'c str> {
        self.header(1)
    }

    /// The audit as JSON, under the version of the standard that is at a place.
    #[must_use]
    pub fn audit(&mut self, which: usize, rubric: &Rubric) -> String {
        let columns = self.columns;
        let model = rubric.model();
        let mut audit = Object::default();
        audit.add("format", &text_of(FORMAT));
        let mut reference = Object::default();
        reference.add("name", &text_of(&model.name));
        reference.add("version", &text_of(&model.version));
        audit.add("rubric", &reference.written());
        for (place, name) in HEADER.iter().enumerate() {
            if let Some(text) = self.header(place) {
                audit.add(name, &text_of(text));
            }
        }
        let (mut facts, mut answers) = (Object::default(), Object::default());
        if let Some(held) = columns.held.get(which) {
            for (column, name, form) in &held.facts {
                let value = self
                    .text(Some(*column))
                    .and_then(|text| self.fact(*column, text, *form));
                if let Some(value) = value {
                    facts.add(name, &value);
                }
            }
            for answer in &held.answers {
                let before = self.problems.len();
                let members = self.answer(answer);
                // What is told already is not told again as missing.
                if !members.is_empty() && self.problems.len() == before {
                    answers.add(&answer.name, &members.written());
                }
            }
        }
        audit.add("facts", &facts.written());
        audit.add("answers", &answers.written());
        audit.written()
    }

    /// What is wrong with the row, where anything is: with its cells, and with the audit that they make.
    #[must_use]
    pub fn problems(mut self, error: Option<&AuditError>) -> Vec<String> {
        for one in error.iter().flat_map(|error| &error.problems) {
            let (column, part) = self.place(&one.pointer);
            let help = column
                .as_ref()
                .and_then(|name| help(one, name, part))
                .or(one.help.clone());
            let at = column
                .as_ref()
                .and_then(|name| self.columns.names.iter().position(|known| known == name));
            let text = problem(column.as_deref(), &one.message, help.as_deref());
            self.problems.push((at.unwrap_or(usize::MAX), text));
        }
        self.problems.sort_by_key(|(column, _)| *column);
        self.problems.into_iter().map(|(_, text)| text).collect()
    }

    fn text(&self, column: Option<usize>) -> Option<&'c str> {
        let text = self.texts.get(column?).copied();
        text.filter(|text| !text.is_empty())
    }

    fn header(&self, place: usize) -> Option<&'c str> {
        self.text(self.columns.header.get(place).copied().flatten())
    }

    fn wrong(&mut self, column: usize, message: &str, help: &str) {
        let name = self.columns.names.get(column).map(String::as_str);
        self.problems
            .push((column, problem(name, message, Some(help))));
    }

    fn fact(&mut self, column: usize, text: &str, form: Option<FactForm>) -> Option<String> {
        match form {
            Some(FactForm::YesNo) => self.yes_no(column, text),
            Some(FactForm::Number) => self.number(column, text),
            Some(FactForm::Option) | None => Some(text_of(text)),
        }
    }

    /// The members of an answer; none where nothing is given.
    fn answer(&mut self, answer: &Answer) -> Object {
        let mut members = Object::default();
        for ((part, _), column) in PARTS.iter().zip(answer.parts) {
            let (Some(column), Some(text)) = (column, self.text(column)) else {
                continue;
            };
            let member = match part {
                Part::Value => self.value(column, text, answer),
                Part::Count => self.number(column, text).map(|number| ("count", number)),
                Part::Of => self.number(column, text).map(|number| ("of", number)),
                Part::Comment => Some(("comment", text_of(text))),
                Part::Cause => Some(("cause", text_of(text))),
                Part::Auditor => Some(("auditor", text_of(text))),
            };
            if let Some((name, value)) = member {
                members.add(name, &value);
            }
        }
        members
    }

    fn value(
        &mut self,
        column: usize,
        text: &str,
        answer: &Answer,
    ) -> Option<(&'static str, String)> {
        let is_in = |names: &[String], text: &str| names.iter().any(|name| name == text);
        let level = || Some(("level", text_of(text)));
        match &answer.form {
            Some(Form::Level) | None => level(),
            Some(Form::YesNo) => self.yes_no(column, text).map(|yes| ("yes", yes)),
            Some(Form::Items(items, levels)) => {
                if !is_in(items, text) && is_in(levels, text) {
                    return level();
                }
                let is_none = text == NO_ITEM && !is_in(items, text);
                let items = text.split(';').map(str::trim);
                let items = items.filter(|item| !item.is_empty() && !is_none);
                let items: Vec<String> = items.map(text_of).collect();
                Some(("ticked", format!("[{}]", items.join(","))))
            }
            Some(Form::Proportion(levels) | Form::Number(levels)) if is_in(levels, text) => level(),
            Some(Form::Number(_)) => self.number(column, text).map(|number| ("number", number)),
            Some(Form::Proportion(_)) => {
                let name = &answer.name;
                let message = format!("`{name}` is answered by how many of how many");
                let help = format!("write them in the columns `{name}.count` and `{name}.of`");
                self.wrong(column, &message, &help);
                None
            }
        }
    }

    fn yes_no(&mut self, column: usize, text: &str) -> Option<String> {
        match text.to_ascii_lowercase().as_str() {
            "yes" | "true" => Some("true".to_owned()),
            "no" | "false" => Some("false".to_owned()),
            _ => {
                let message = format!("`{}` is neither yes nor no", short(text));
                self.wrong(column, &message, "write `yes` or `no`");
                None
            }
        }
    }

    /// A number, digit for digit.
    fn number(&mut self, column: usize, text: &str) -> Option<String> {
        let is_json = serde_json::from_str::<&RawValue>(text).is_ok();
        if is_json && text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Some(text.to_owned());
        }
        let help = if text.contains(',') {
            "write it in digits alone, with a point before decimals: `1200`, `12.5`"
        } else {
            "write it in digits alone, such as `1200` or `12.5`"
        };
        self.wrong(
            column,
            &format!("`{}` is not a plain number", short(text)),
            help,
        );
        None
    }

    /// The column that a place in an audit comes from, and what it holds of an answer.
    fn place(&self, pointer: &str) -> (Option<String>, Option<Part>) {
        let mut names = pointer.split('/').skip(1);
        match (names.next(), names.next(), names.next()) {
            (Some("facts"), Some(name), _) => (Some(of_fact(name)), None),
            (Some("answers"), Some(name), member) => {
                let ends = PARTS
                    .iter()
                    .find(|(_, end)| member == end.strip_prefix('.'));
                let (part, end) = ends.unwrap_or(&(Part::Value, ""));
                (Some(format!("{name}{end}")), Some(*part))
            }
            (Some(name), ..) if HEADER.contains(&name) => (Some(name.to_owned()), None),
            _ => (None, None),
        }
    }
}

/// What to do about a problem, where the engine would say it of JSON.
fn help(problem: &Problem, column: &str, part: Option<Part>) -> Option<String> {
    let help = problem.help.as_deref()?;
    if column == "date" {
        return Some(format!(
            "{help}; in a spreadsheet, give the column the format `yyyy-mm-dd`"
        ));
    }
    if part != Some(Part::Value) || !help.contains('"') {
        return None;
    }
    let message = &problem.message;
    Some(if message.ends_with("needs a comment") {
        format!("write it in the column `{column}.comment`")
    } else if message.ends_with("needs a cause") {
        let causes = help.split_once("; ").map_or("", |(_, causes)| causes);
        format!("write it in the column `{column}.cause`; {causes}")
    } else if let Some((_, missing)) = message.split_once("has no `") {
        format!(
            "write it in the column `{column}.{}`",
            missing.trim_end_matches('`')
        )
    } else if message.ends_with("is not answered") {
        format!("write the answer, or empty the other columns of `{column}`")
    } else if message.ends_with("in more than one way") {
        format!("keep one: `{column}`, or `{column}.count` and `{column}.of`")
    } else {
        help.replace('"', "")
    })
}

/// A JSON object that grows.
#[derive(Default)]
struct Object(String);

impl Object {
    fn add(&mut self, name: &str, value: &str) {
        let before = if self.0.is_empty() { '{' } else { ',' };
        self.0.push(before);
        self.0.push_str(&text_of(name));
        self.0.push(':');
        self.0.push_str(value);
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn written(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }
}

/// A text in JSON.
fn text_of(text: &str) -> String {
    // A text always has a JSON form.
    serde_json::to_string(text).unwrap_or_default()
}
