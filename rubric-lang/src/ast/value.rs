//! Names, texts and numbers.

use std::ops::Range;

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
    /// Where the lines of what it says stand; none where they stand in the file in other words.
    pub lines: Vec<Line>,
}

/// Where a line of a text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// In what the text says, in bytes.
    pub in_value: usize,
    /// In the file, in bytes.
    pub in_file: u32,
}

impl Text {
    /// Where a part of what the text says stands in the file: all of the text, if it stands there
    /// in other words.
    #[must_use]
    pub fn place(&self, part: Range<usize>) -> Span {
        let place = self.offset(part.start).and_then(|start| {
            let last = part.end.checked_sub(1).filter(|last| *last >= part.start);
            let end = last.map_or(Some(start), |last| {
                Some(self.offset(last)?.saturating_add(1))
            });
            end.map(|end| Span {
                start,
                end,
                ..self.span
            })
        });
        place.unwrap_or(self.span)
    }

    fn offset(&self, at: usize) -> Option<u32> {
        let after = self.lines.partition_point(|line| line.in_value <= at);
        let line = self.lines.get(after.checked_sub(1)?)?;
        let column = u32::try_from(at.checked_sub(line.in_value)?).ok()?;
        line.in_file.checked_add(column)
    }
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
