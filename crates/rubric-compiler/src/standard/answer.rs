//! How criteria are answered.

use rubric_lang::ast::{Block, Entry, Name, NoneOf, Property, Text};
use rubric_lang::source::Span;
use rubric_model::Rational;

use super::{Scale, Standard};
use crate::arena::Id;

/// How a criterion is answered.
#[derive(Debug)]
pub enum Answer<'t> {
    /// With a level.
    Scale {
        /// The scale.
        scale: Id<Scale<'t>>,
        /// Where its name stands; nothing where it is the default one.
        span: Option<Span>,
        /// The levels that may not be chosen, by place.
        without: Vec<usize>,
    },
    /// With yes or no.
    YesNo,
    /// With the items ticked.
    Checklist {
        /// The items.
        items: Vec<Item<'t>>,
        /// Whether all items could be read.
        whole: bool,
        /// How they become a level.
        levels: Option<Mapping<'t>>,
    },
    /// With so many of so many.
    Proportion {
        /// What is counted.
        of: Option<&'t Text>,
        /// What `0 of 0` means.
        none: Option<&'t NoneOf>,
        /// How it becomes a level.
        levels: Option<Mapping<'t>>,
    },
    /// With a number.
    Number {
        /// Its unit.
        unit: Option<&'t Text>,
        /// The numbers it may be, if they could be read.
        range: Option<NumberRange>,
        /// How it becomes a level.
        levels: Option<Mapping<'t>>,
    },
}

/// An item of a checklist, or an option of a fact.
#[derive(Clone, Copy, Debug)]
pub struct Item<'t> {
    /// Its name.
    pub name: &'t Name,
    /// Its title; empty where it is missing.
    pub title: &'t str,
}

impl<'t> Item<'t> {
    /// The items of a block.
    pub fn all(block: Option<&'t Block>) -> Vec<Self> {
        let item = |entry: &'t Entry| Self {
            name: &entry.name,
            title: entry
                .title
                .as_ref()
                .map_or("", |title| title.value.as_str()),
        };
        crate::tree::entries(block).map(item).collect()
    }

    /// The item of a name.
    pub fn find(items: &[Self], name: &str) -> Option<&'t str> {
        items
            .iter()
            .map(|item| item.name.text.as_str())
            .find(|item| item.eq_ignore_ascii_case(name))
    }
}

/// The numbers that a fact or an answer may be.
#[derive(Clone, Debug)]
pub struct NumberRange {
    /// The least.
    pub from: Rational,
    /// The most.
    pub to: Rational,
    /// Whether they may have decimal places.
    pub decimal: bool,
}

impl NumberRange {
    /// A whole number near the middle; where there is none, the least.
    pub fn middle(&self) -> Rational {
        let middle = ((&self.from.0 + &self.to.0) / Rational::from(2).0).ceil();
        let middle = Rational(middle);
        if self.allows(&middle) {
            middle
        } else {
            self.from.clone()
        }
    }

    /// Whether a number lies between the least and the most.
    pub fn holds(&self, number: &Rational) -> bool {
        *number >= self.from && *number <= self.to
    }

    /// Whether a number can be given.
    pub fn allows(&self, number: &Rational) -> bool {
        self.holds(number) && (self.decimal || number.0.is_integer())
    }
}

/// How an answer becomes a level.
#[derive(Debug)]
pub struct Mapping<'t> {
    /// The statement.
    pub property: &'t Property,
    /// The scale, if it could be looked up.
    pub scale: Option<Id<Scale<'t>>>,
    /// The lines.
    pub block: Option<&'t Block>,
}

/// What the level of an answer is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Vocabulary<'t> {
    /// The levels of a scale.
    Scale(Id<Scale<'t>>),
    /// Yes and no.
    YesNo,
    /// It has no level.
    Nothing,
    /// It could not be read.
    Unknown,
}

impl<'t> Answer<'t> {
    /// How the answer becomes a level.
    pub fn mapping(&self) -> Option<&Mapping<'t>> {
        match self {
            Self::Checklist { levels, .. }
            | Self::Proportion { levels, .. }
            | Self::Number { levels, .. } => levels.as_ref(),
            Self::Scale { .. } | Self::YesNo => None,
        }
    }

    /// What its level is compared with.
    pub fn vocabulary(&self) -> Vocabulary<'t> {
        match self {
            Self::Scale { scale, .. } => Vocabulary::Scale(*scale),
            Self::YesNo => Vocabulary::YesNo,
            Self::Checklist { .. } | Self::Proportion { .. } | Self::Number { .. } => {
                match self.mapping() {
                    Some(mapping) => mapping.scale.map_or(Vocabulary::Unknown, Vocabulary::Scale),
                    None if matches!(self, Self::Number { .. }) => Vocabulary::Unknown,
                    None => Vocabulary::Nothing,
                }
            }
        }
    }

    /// Whether some answer leaves the sum.
    pub fn may_be_excluded(&self, standard: &Standard<'t>) -> bool {
        let has_excluded = |scale: Id<Scale<'t>>, without: &[usize]| {
            let scale = &standard.scales[scale];
            (0..scale.levels.len())
                .any(|place| scale.is_excluded(place) && !without.contains(&place))
                || !scale.is_whole()
        };
        match self {
            Self::Scale { scale, without, .. } => has_excluded(*scale, without),
            Self::YesNo => false,
            Self::Checklist { levels, .. } | Self::Number { levels, .. } => levels
                .as_ref()
                .is_some_and(|levels| levels.scale.is_none_or(|scale| has_excluded(scale, &[]))),
            Self::Proportion { none, levels, .. } => {
                !matches!(none, Some(NoneOf::Counts(_)))
                    || levels.as_ref().is_some_and(|levels| {
                        levels.scale.is_none_or(|scale| has_excluded(scale, &[]))
                    })
            }
        }
    }
}
