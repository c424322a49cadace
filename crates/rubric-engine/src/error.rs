//! What is said when a compiled rubric, a condition or an audit does not fit.

use std::fmt;

/// Why a compiled rubric, or a condition, was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RubricError {
    /// Where, as a JSON Pointer (RFC 6901) into the rubric, or into the condition; empty for the
    /// whole.
    pub pointer: String,
    /// Why, in lower case and without a final stop.
    pub message: String,
    /// The line, from 1, where the text is not JSON of the right shape.
    pub line: Option<usize>,
    /// The column, from 1, in bytes.
    pub column: Option<usize>,
}

impl fmt::Display for RubricError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(formatter, &self.pointer, self.line, self.column)?;
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for RubricError {}

/// Why an audit was refused: everything that is wrong with it, at once, in the order of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuditError {
    /// What is wrong; never empty.
    pub problems: Vec<Problem>,
}

impl fmt::Display for AuditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.problems.iter().enumerate() {
            if place > 0 {
                formatter.write_str("\n")?;
            }
            problem.fmt(formatter)?;
        }
        Ok(())
    }
}

impl std::error::Error for AuditError {}

/// One thing that is wrong with an audit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Where, as a JSON Pointer (RFC 6901) into the audit; empty for the whole.
    pub pointer: String,
    /// What is wrong, in lower case and without a final stop, user words in backticks.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The line, from 1; nothing where it is about the whole, or the audit was not read from a text.
    pub line: Option<usize>,
    /// The column, from 1, in characters.
    pub column: Option<usize>,
    /// Where a member stands more than once: the last of them is meant.
    pub(crate) last: bool,
    /// The document is not an audit: nothing else need be said of it.
    pub(crate) whole: bool,
}

impl Problem {
    pub(crate) fn new(pointer: String, message: impl Into<String>) -> Self {
        Self {
            pointer,
            message: message.into(),
            help: None,
            line: None,
            column: None,
            last: false,
            whole: false,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With help, where there is any to give.
    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_place(formatter, &self.pointer, self.line, self.column)?;
        formatter.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(formatter, " (help: {help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

fn write_place(
    formatter: &mut fmt::Formatter<'_>,
    pointer: &str,
    line: Option<usize>,
    column: Option<usize>,
) -> fmt::Result {
    if !pointer.is_empty() {
        write!(formatter, "{pointer}: ")?;
    }
    if let (Some(line), Some(column)) = (line, column) {
        write!(formatter, "line {line}, column {column}: ")?;
    }
    Ok(())
}
