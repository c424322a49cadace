//! A rubric, checked and indexed once, ready to read and score audits.

use rubric_model::Name;
use rubric_model::condition::Condition;
use rubric_model::rubric::{FORMAT, Ladder, Rubric as Model};
use serde::Deserialize;
use serde_json::Value;

use crate::audit::{Audit, AuditBuilder};
use crate::case::{Case, Results, work_out};
use crate::cases::Cases;
use crate::error::RubricError;
use crate::index::{self, Index, Resolver, Sees};
use crate::pointer::Pointer;
use crate::scan::{self, Refusal};
use crate::truth::Truth;

/// The most bytes a compiled rubric may have: 16 MiB.
pub const MOST_RUBRIC_BYTES: usize = 1 << 24;
/// How deep the JSON of a compiled rubric may nest.
const MOST_JSON_DEPTH: usize = 300;

/// A compiled rubric that has been checked, so that every audit that fits it can be scored.
#[derive(Clone, Debug)]
pub struct Rubric {
    model: Model,
    index: Index,
}

impl Rubric {
    /// Reads a compiled rubric and checks all of it.
    ///
    /// # Errors
    /// When it is not JSON, of another format, has members that are not known, given twice or not
    /// written the one way, a digest that is not its own, or anything that does not fit together.
    pub fn from_json(bytes: &[u8]) -> Result<Self, RubricError> {
        let root = Pointer::Root;
        if bytes.len() > MOST_RUBRIC_BYTES {
            return Err(root.refuse(format!("longer than {MOST_RUBRIC_BYTES} bytes")));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| root.refuse("not in UTF-8"))?;
        scan::check(text, MOST_JSON_DEPTH).map_err(|refusal| match refusal {
            Refusal::TooDeep => root.refuse(format!("nests deeper than {MOST_JSON_DEPTH}")),
            Refusal::Twice(pointer) => RubricError {
                pointer,
                ..root.refuse("given twice")
            },
        })?;
        let value: Value = parse(text)?;
        match value.get("format").and_then(Value::as_str) {
            Some(FORMAT) => {}
            format => return Err(index::unknown_format(format.unwrap_or_default())),
        }
        let model: Model = parse(text)?;
        let written =
            serde_json::to_value(&model).map_err(|error| root.refuse(error.to_string()))?;
        compare(&value, &written, &root)?;
        Self::from_model(model)
    }

    /// Checks a compiled rubric.
    ///
    /// # Errors
    /// When its format or digest is wrong, or anything in it does not fit together.
    pub fn from_model(model: Model) -> Result<Self, RubricError> {
        let index = Index::build(&model)?;
        Ok(Self { model, index })
    }

    /// The rubric as data.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How much there is to look at to score one audit: its criteria, its sections, and what its
    /// conditions come to as [`crate::MOST_MEMBERS`] counts it.
    #[must_use]
    pub fn size(&self) -> usize {
        self.index.size()
    }

    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// Makes an audit by name, without asking for comments and causes. It is dated on the first day on
    /// which the rubric applies, where it says so.
    #[must_use]
    pub fn audit_builder(&self) -> AuditBuilder<'_> {
        let mut audit = Audit::blank(&self.index);
        let first = self.model.effective.as_ref();
        let date = first.map_or("2000-01-01", |effective| effective.from.as_str());
        (audit.reference, audit.date) = (audit.keep("audit"), audit.keep(date));
        AuditBuilder::new(self, audit)
    }

    /// Makes an audit from another, without asking for comments and causes.
    #[must_use]
    pub fn edit_audit(&self, audit: &Audit) -> AuditBuilder<'_> {
        AuditBuilder::new(self, audit.clone())
    }

    /// What a condition comes to once everything about an audit is settled; groups are those of
    /// the whole.
    ///
    /// # Errors
    /// When the condition speaks of what the rubric does not have.
    pub fn evaluate(&self, condition: &Condition, audit: &Audit) -> Result<Truth, RubricError> {
        self.look(condition, Sees::Settled, audit)
    }

    /// What a condition of a ladder or limit comes to when the section at a place, or the whole,
    /// is judged, which is what `it` and groups are of.
    ///
    /// # Errors
    /// When the condition speaks of what the rubric does not have, or of what is not settled then.
    pub fn evaluate_judging(
        &self,
        judged: Option<usize>,
        condition: &Condition,
        audit: &Audit,
    ) -> Result<Truth, RubricError> {
        let sees = match judged {
            Some(place) if place >= self.index.sections.len() => {
                return Err(Pointer::Root.refuse("no such section"));
            }
            Some(place) => Sees::Section(place),
            None => Sees::Overall,
        };
        self.look(condition, sees, audit)
    }

    fn look(&self, condition: &Condition, sees: Sees, audit: &Audit) -> Result<Truth, RubricError> {
        index::check_condition(condition, &Pointer::Root)?;
        let condition = Resolver::new(&self.index).condition(condition, sees, &Pointer::Root)?;
        let mut cases = Cases::default();
        cases.find(&self.index, audit, Some(&condition));
        let mut results = Results::default();
        let truths = cases.iter().map(|facts| {
            work_out(&self.index, audit, facts, &mut results);
            let case = Case {
                index: &self.index,
                audit,
                facts,
                results: &results,
            };
            case.truth(&condition)
        });
        Ok(truths
            .reduce(Truth::either_case)
            .unwrap_or(Truth::Undecided))
    }

    /// The ladder of the overall grade, best first.
    #[must_use]
    pub fn overall_ladder(&self) -> Option<&Ladder> {
        self.model.ladders.get(self.index.overall.ladder)
    }

    /// The sections in reading order, each with its ladder: the order of [`crate::Grades`].
    pub fn sections(&self) -> impl Iterator<Item = (&Name, Option<&Ladder>)> {
        let sections = self.index.sections.iter();
        sections.map(|one| (&one.name, self.model.ladders.get(one.rules.ladder)))
    }

    /// The criteria in reading order.
    pub fn criteria(&self) -> impl Iterator<Item = &Name> {
        self.index.criteria.iter().map(|criterion| &criterion.name)
    }
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, RubricError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    // The text has been looked over: it is not deeper than can be read.
    reader.disable_recursion_limit();
    let read = T::deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    read.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let place = format!(" at line {line} column {column}");
        RubricError {
            pointer: scan::pointer_at(text, line, column, message.starts_with("missing field")),
            message: message.strip_suffix(&place).unwrap_or(&message).to_owned(),
            line: Some(line),
            column: Some(column.max(1)),
        }
    })
}

/// Refuses what was lost or changed in reading: a rubric has one spelling.
fn compare(given: &Value, written: &Value, at: &Pointer<'_>) -> Result<(), RubricError> {
    match (given, written) {
        (Value::Object(given), Value::Object(written)) => {
            for (name, value) in given {
                let here = at.member(name);
                match written.get(name) {
                    Some(written) => compare(value, written, &here)?,
                    None => return Err(here.refuse("not known here, or not written the one way")),
                }
            }
            match written.keys().find(|name| !given.contains_key(*name)) {
                Some(name) => Err(at.member(name).refuse("missing")),
                None => Ok(()),
            }
        }
        (Value::Array(given), Value::Array(written)) if given.len() == written.len() => {
            let pairs = given.iter().zip(written).enumerate();
            pairs
                .into_iter()
                .try_for_each(|(place, (given, written))| compare(given, written, &at.item(place)))
        }
        (given, written) if given == written => Ok(()),
        _ => Err(at.refuse("not written the one way")),
    }
}
