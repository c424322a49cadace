//! Lines of lists: levels, rungs, items, options.

use super::{Block, Condition, Name, Number, Parsed, Text};
use crate::source::Span;

/// A line of a list: `partly "Partly met" 1 { comment required }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands, with its block.
    pub span: Span,
    /// Its name.
    pub name: Name,
    /// Its title.
    pub title: Option<Text>,
    /// What the line goes on to say.
    pub tail: Option<Tail>,
    /// What else is said of it.
    pub block: Option<Block>,
}

/// What a line of a list says after name and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tail {
    /// A level's points: `3`.
    Points(Number),
    /// A level that leaves the sum: `excluded`.
    Excluded(Span),
    /// `from 70%`, `from 42`.
    From(Parsed<Number>),
    /// `up to 42`.
    UpTo(Parsed<Number>),
    /// A rung by rule: `when …`.
    When(Condition),
    /// A mapping of a checklist: `when at least 2`.
    WhenTicked(Ticked),
    /// `otherwise`.
    Otherwise(Span),
    /// What could not be read.
    Broken(Span),
}

/// How many items of a checklist are ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ticked {
    /// `all`.
    All(Span),
    /// `any`.
    Any(Span),
    /// `at least 2`.
    AtLeast(Number),
    /// `exactly 2`.
    Exactly(Number),
}
