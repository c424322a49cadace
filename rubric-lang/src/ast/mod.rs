//! The syntax tree: what a file says, every node with its span, broken parts included.
//!
//! A declaration of any kind has one shape, `kind name "Title" { … }`; what may stand in its block
//! is for the compiler to check. Lines of lists (levels, rungs, items, options) are [`Entry`]s,
//! every other line is a [`Property`].

#![expect(
    clippy::large_enum_variant,
    reason = "a tree is made once and walked; boxes would stand in every match"
)]

mod condition;
mod declaration;
mod entry;
mod property;
mod value;

pub use condition::{
    Bound, Comparison, Condition, Group, GroupCount, Members, Noun, Operator, Predicate, Subject,
    Value,
};
pub use declaration::{Declaration, Extends, Kind, Overlay, Target, Verb};
pub use entry::{Entry, Tail, Ticked};
pub use property::{
    AnswerSubject, AnswerValue, CeilingSubject, Expectation, Flag, LimitedSubject, MeanSubject,
    NameKeyword, NoneOf, Path, Property, PropertyKind, RemovedPart, Required, TextKeyword,
};
pub use value::{Line, Name, Number, Parsed, Text, Word};

use crate::source::Span;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The whole file.
    pub span: Span,
    /// `written in rubric 1`.
    pub written_in: Option<Number>,
    /// What stands in it, in order.
    pub items: Vec<Item>,
}

/// What may stand on a line of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// `kind name "Title" { … }`.
    Declaration(Box<Declaration>),
    /// `keyword value…`.
    Property(Box<Property>),
    /// A line of a list.
    Entry(Box<Entry>),
    /// `add`, `change` or `remove`.
    Overlay(Box<Overlay>),
    /// `# …`.
    Comment(Comment),
    /// What could not be read. A diagnostic says so already.
    Broken(Broken),
}

impl Item {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Declaration(declaration) => declaration.span,
            Self::Property(property) => property.span,
            Self::Entry(entry) => entry.span,
            Self::Overlay(overlay) => overlay.span,
            Self::Comment(comment) => comment.span,
            Self::Broken(broken) => broken.span,
        }
    }
}

/// A block in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The opening brace.
    pub open: Span,
    /// What stands in it, in order.
    pub items: Vec<Item>,
    /// The closing brace; nothing where it is missing, which a diagnostic says already.
    pub close: Option<Span>,
}

/// A comment, from `#` to the end of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands.
    pub span: Span,
    /// Its text, with the `#`.
    pub text: String,
}

/// A statement that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where it stands.
    pub span: Span,
    /// The block that followed it; what it holds still counts.
    pub block: Option<Block>,
}
