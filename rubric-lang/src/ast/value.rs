//! Names, texts and numbers.

use crate::source::Span;

/// A value, or the place where something stands that could not be read.
///
/// What is broken has its diagnostic already: whoever meets it says nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed<T> {
    /// What was read.
    Value(T),
    /// What could not be.
    Broken(Span),
}

impl<T> Parsed<T> {
    /// What was read, if it was.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Broken(_) => None,
        }
    }
}

/// A name: letters, digits and hyphens, starting with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// The name as written, with what a word processor did to its hyphens undone.
    pub text: String,
}

/// A text in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it stands, quotes included.
    pub span: Span,
    /// What it says: without quotes, dedented if it is long, its line ends LF.
    pub value: String,
    /// Whether it stands in triple quotes.
    pub long: bool,
}

/// A number or a percentage, exactly as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands, with its percent sign.
    pub span: Span,
    /// A plain decimal in ASCII digits: `12.5`.
    pub decimal: String,
    /// Whether a percent sign follows.
    pub percent: bool,
}

/// A word of another form: a version, a date, a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// The word, with what a word processor did to its hyphens and digits undone.
    pub text: String,
}
