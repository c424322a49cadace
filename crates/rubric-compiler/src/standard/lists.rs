//! Scales and ladders.

use std::collections::HashMap;

use rubric_lang::ast::{Block, Condition, Entry, Number, Parsed, Tail};
use rubric_lang::source::Span;
use rubric_model::Rational;

use super::Head;
use crate::number;
use crate::tree::{entries, is_whole};

/// Levels of answers.
#[derive(Debug)]
pub struct Scale<'t> {
    /// Name and title.
    pub head: Head<'t>,
    /// Its levels.
    pub levels: Vec<Level<'t>>,
    index: HashMap<String, usize>,
}

/// A level.
#[derive(Debug)]
pub struct Level<'t> {
    /// The line.
    pub entry: &'t Entry,
    /// What it is worth.
    pub points: Points<'t>,
}

/// What a level is worth.
#[derive(Clone, Copy, Debug)]
pub enum Points<'t> {
    /// So many points.
    Worth(&'t Number),
    /// It leaves the sum.
    Excluded,
    /// Nothing is said.
    Missing,
    /// What is said is not points.
    Other(Span),
    /// What is said could not be read.
    Broken,
}

/// A ladder of grades.
#[derive(Debug)]
pub struct Ladder<'t> {
    /// Name and title.
    pub head: Head<'t>,
    /// Its rungs, best first.
    pub rungs: Vec<Rung<'t>>,
    index: HashMap<String, usize>,
}

/// A rung.
#[derive(Debug)]
pub struct Rung<'t> {
    /// The line.
    pub entry: &'t Entry,
    /// When it is reached.
    pub rule: Rule<'t>,
}

/// When a rung is reached.
#[derive(Clone, Copy, Debug)]
pub enum Rule<'t> {
    /// From a score.
    From(&'t Number),
    /// By a rule.
    When(&'t Condition),
    /// By what remains.
    Otherwise,
    /// Nothing is said.
    Missing,
    /// What is said is no such rule.
    Other(Span),
    /// What is said could not be read.
    Broken,
}

impl<'t> Scale<'t> {
    /// The scale of a declaration.
    pub fn new(head: Head<'t>) -> Self {
        let levels = entries(head.declaration.block.as_ref()).map(|entry| Level {
            entry,
            points: points(entry),
        });
        Self {
            head,
            levels: levels.collect(),
            index: index(head.declaration.block.as_ref()),
        }
    }

    /// The place of a level on the scale.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.index.get(&name.to_ascii_lowercase()).copied()
    }

    /// The name of the level at a place.
    pub fn name(&self, place: usize) -> &'t str {
        self.levels
            .get(place)
            .map_or("", |level| level.entry.name.text.as_str())
    }

    /// Whether the level at a place leaves the sum.
    pub fn is_excluded(&self, place: usize) -> bool {
        self.levels
            .get(place)
            .is_some_and(|level| matches!(level.points, Points::Excluded))
    }

    /// The places of the levels that are worth something or may be, best first.
    pub fn scored(&self) -> impl Iterator<Item = usize> {
        (0..self.levels.len()).filter(|place| !self.is_excluded(*place))
    }

    /// The names of all levels.
    pub fn names(&self) -> impl Iterator<Item = &'t str> {
        self.levels
            .iter()
            .map(|level| level.entry.name.text.as_str())
    }

    /// Whether all its lines could be read.
    pub fn is_whole(&self) -> bool {
        self.head.is_whole()
    }

    /// Whether a name that no level has is no level: it is not where a line could not be read, or
    /// has the name of another by mistake.
    pub fn is_sure(&self) -> bool {
        self.is_whole() && self.index.len() == self.levels.len()
    }

    /// The highest points, if all points could be read.
    pub fn highest(&self) -> Option<Rational> {
        let worth = |level: &Level<'_>| match level.points {
            Points::Worth(number) => number::plain(number),
            _ => None,
        };
        self.levels.iter().filter_map(worth).max()
    }
}

impl<'t> Ladder<'t> {
    /// The ladder of a declaration.
    pub fn new(head: Head<'t>) -> Self {
        let rungs = entries(head.declaration.block.as_ref()).map(|entry| Rung {
            entry,
            rule: rule(entry),
        });
        Self {
            head,
            rungs: rungs.collect(),
            index: index(head.declaration.block.as_ref()),
        }
    }

    /// The place of a grade on the ladder.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.index.get(&name.to_ascii_lowercase()).copied()
    }

    /// The name of the grade at a place.
    pub fn name(&self, place: usize) -> &'t str {
        self.rungs
            .get(place)
            .map_or("", |rung| rung.entry.name.text.as_str())
    }

    /// Whether all its lines could be read.
    pub fn is_whole(&self) -> bool {
        self.head.is_whole() && is_whole(self.head.declaration.block.as_ref())
    }

    /// Whether a name that no grade has is no grade: it is not where a line could not be read, or
    /// has the name of another by mistake.
    pub fn is_sure(&self) -> bool {
        self.is_whole() && self.index.len() == self.rungs.len()
    }
}

fn index(block: Option<&Block>) -> HashMap<String, usize> {
    let mut index = HashMap::new();
    for (place, entry) in entries(block).enumerate() {
        index
            .entry(entry.name.text.to_ascii_lowercase())
            .or_insert(place);
    }
    index
}

fn points(entry: &Entry) -> Points<'_> {
    match &entry.tail {
        Some(Tail::Points(number)) => Points::Worth(number),
        Some(Tail::Excluded(_)) => Points::Excluded,
        None => Points::Missing,
        Some(Tail::Broken(_) | Tail::From(Parsed::Broken(_)) | Tail::UpTo(Parsed::Broken(_))) => {
            Points::Broken
        }
        Some(tail) => Points::Other(tail_span(tail)),
    }
}

fn rule(entry: &Entry) -> Rule<'_> {
    match &entry.tail {
        Some(Tail::From(Parsed::Value(number))) => Rule::From(number),
        Some(Tail::When(condition)) => Rule::When(condition),
        Some(Tail::Otherwise(_)) => Rule::Otherwise,
        None => Rule::Missing,
        Some(Tail::Broken(_) | Tail::From(Parsed::Broken(_)) | Tail::UpTo(Parsed::Broken(_))) => {
            Rule::Broken
        }
        Some(tail) => Rule::Other(tail_span(tail)),
    }
}

/// Where the end of a line of a list stands.
pub fn tail_span(tail: &Tail) -> Span {
    use rubric_lang::ast::Ticked;
    let parsed = |number: &Parsed<Number>| match number {
        Parsed::Value(number) => number.span,
        Parsed::Broken(span) => *span,
    };
    match tail {
        Tail::Points(number) => number.span,
        Tail::Excluded(span) | Tail::Otherwise(span) | Tail::Broken(span) => *span,
        Tail::From(number) | Tail::UpTo(number) => parsed(number),
        Tail::When(condition) => condition.span(),
        Tail::WhenTicked(Ticked::All(span) | Ticked::Any(span)) => *span,
        Tail::WhenTicked(Ticked::AtLeast(number) | Ticked::Exactly(number)) => number.span,
    }
}
