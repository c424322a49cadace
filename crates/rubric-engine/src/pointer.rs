//! JSON Pointers (RFC 6901): where in a document something stands.

use std::fmt;

use crate::error::{Problem, RubricError};

/// A place in a document, built on the way down and written out only when something is wrong.
#[derive(Clone, Copy)]
pub(crate) enum Pointer<'a> {
    Root,
    Member(&'a Pointer<'a>, &'a str),
    Item(&'a Pointer<'a>, usize),
}

impl<'a> Pointer<'a> {
    pub(crate) fn member(&'a self, name: &'a str) -> Self {
        Self::Member(self, name)
    }

    pub(crate) fn item(&'a self, place: usize) -> Self {
        Self::Item(self, place)
    }

    /// A refusal of the compiled rubric here.
    pub(crate) fn refuse(&self, message: impl Into<String>) -> RubricError {
        RubricError {
            pointer: self.to_string(),
            message: message.into(),
            line: None,
            column: None,
        }
    }

    /// A problem with the audit here.
    pub(crate) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.to_string(), message)
    }
}

impl fmt::Display for Pointer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Member(parent, name) => write!(formatter, "{parent}/{}", escape(name)),
            Self::Item(parent, place) => write!(formatter, "{parent}/{place}"),
        }
    }
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
