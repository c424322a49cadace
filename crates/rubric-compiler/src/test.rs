//! The tests that a rubric carries.

use std::collections::BTreeMap;

use rubric_engine::{Audit, Problem, Rubric};
use rubric_lang::source::Span;
use rubric_model::Name;
use rubric_model::audit::{Answer, FactAnswer};
use rubric_model::condition::Condition;

/// An audit with what is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Its name.
    pub name: Name,
    /// What it shows.
    pub title: String,
    /// Where it is declared.
    pub span: Span,
    /// What is known of the case.
    pub facts: BTreeMap<Name, FactAnswer>,
    /// What is answered.
    pub answers: BTreeMap<Name, Answer>,
    /// What is expected, in the order of the file.
    pub expectations: Vec<Expectation>,
}

impl Test {
    /// The audit that the test describes.
    ///
    /// # Errors
    /// When the rubric is not the one that the test came with, and has no such fact or answer.
    pub fn audit(&self, rubric: &Rubric) -> Result<Audit, Problem> {
        let mut builder = rubric.audit_builder();
        for (name, value) in &self.facts {
            builder.fact(name, value)?;
        }
        for (name, answer) in &self.answers {
            builder.answer(name, answer)?;
        }
        Ok(builder.build())
    }
}

/// One thing that a test expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Where it is written.
    pub span: Span,
    /// As it is written, on one line, without `expect`.
    pub text: String,
    /// What is expected.
    pub kind: ExpectationKind,
}

/// What is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectationKind {
    /// A condition holds.
    Condition(Condition),
    /// The audit is incomplete, or is complete.
    Incomplete(bool),
    /// A limit bites on the overall grade, or on a section's.
    LimitedBy {
        /// The section; nothing for the overall grade.
        section: Option<Name>,
        /// The limit.
        limit: Name,
    },
}
