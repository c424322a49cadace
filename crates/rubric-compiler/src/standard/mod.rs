//! One standard with its names looked up: what the checks look at and what is lowered.
//!
//! Whatever is absent here because it could not be read or looked up has its diagnostic already.

mod answer;
mod elements;
mod lists;
mod names;

pub use answer::{Answer, Item, Mapping, NumberRange, Vocabulary};
pub use lists::{Ladder, Level, Points, Rule, Rung, Scale, tail_span};
pub use names::{Found, Names, meant};

use std::collections::HashMap;

use rubric_lang::ast::{
    CeilingSubject, Condition, Declaration, Name, Number, Parsed, Property, PropertyKind, Required,
    Text,
};
use rubric_lang::source::Span;

use crate::arena::{Arena, Id};

/// What every declared thing has.
#[derive(Clone, Copy, Debug)]
pub struct Head<'t> {
    /// Its name, unless that is broken.
    pub name: Option<&'t Name>,
    /// Its title; empty where it is missing.
    pub title: &'t str,
    /// Where its name stands; where it is broken, the word that declares it.
    pub span: Span,
    /// The declaration.
    pub declaration: &'t Declaration,
    /// Whether its opening brace is missing.
    pub lost_brace: bool,
}

impl<'t> Head<'t> {
    /// The head of a declaration.
    pub fn new(declaration: &'t Declaration, names: &Names<'t>) -> Self {
        let name = declaration.name.value();
        Self {
            name,
            title: declaration
                .title
                .as_ref()
                .map_or("", |title| title.value.as_str()),
            span: name.map_or(declaration.kind_span, |name| name.span),
            declaration,
            lost_brace: names.lost_braces.contains(&declaration.span),
        }
    }

    /// Its name; empty where it is broken.
    pub fn text(&self) -> &'t str {
        self.name.map_or("", |name| name.text.as_str())
    }

    /// Whether every line of its block could be read, so that what is not in it is not there.
    pub fn is_whole(&self) -> bool {
        !self.lost_brace && crate::tree::is_whole(self.declaration.block.as_ref())
    }

    /// Whether every value of its block could be read too, so that what is not in it is missing:
    /// a value that could not be read may have swallowed it.
    pub fn is_sound(&self) -> bool {
        self.is_whole() && !crate::tree::holds_broken(self.declaration.block.as_ref())
    }
}

/// A whole standard.
#[derive(Debug)]
pub struct Standard<'t> {
    /// The rubric itself.
    pub head: Head<'t>,
    /// All that can be referred to.
    pub names: Names<'t>,
    /// Documents.
    pub sources: Arena<Source<'t>>,
    /// Agencies.
    pub owners: Arena<Head<'t>>,
    /// Facts.
    pub facts: Arena<Fact<'t>>,
    /// Causes.
    pub causes: Arena<Head<'t>>,
    /// Scales.
    pub scales: Arena<Scale<'t>>,
    /// Ladders.
    pub ladders: Arena<Ladder<'t>>,
    /// The ladder of the overall grade.
    pub overall_ladder: Option<Id<Ladder<'t>>>,
    /// Sections, outer ones before those in them, in the order of the file.
    pub sections: Arena<Section<'t>>,
    /// The top-level ones.
    pub top: Vec<Id<Section<'t>>>,
    /// Criteria, in the order of the file.
    pub criteria: Arena<Criterion<'t>>,
    /// Limits.
    pub limits: Arena<Limit<'t>>,
    /// Indicators.
    pub indicators: Arena<Head<'t>>,
    /// Guarantees.
    pub guarantees: Arena<Head<'t>>,
    /// Tests.
    pub tests: Arena<Head<'t>>,
}

/// A document.
#[derive(Debug)]
pub struct Source<'t> {
    /// Name and title.
    pub head: Head<'t>,
    /// Its provisions by name, with every space taken out and in small letters.
    pub provisions: HashMap<String, &'t str>,
    /// Whether a provision could not be read.
    pub broken: bool,
}

/// Something known of a case.
#[derive(Debug)]
pub struct Fact<'t> {
    /// Name and title.
    pub head: Head<'t>,
    /// What it may be; nothing where that could not be read.
    pub kind: Option<FactKind<'t>>,
}

/// What a fact may be.
#[derive(Debug)]
pub enum FactKind<'t> {
    /// Yes or no.
    YesNo,
    /// A number.
    Number(NumberRange),
    /// One of several options.
    OneOf(Vec<Item<'t>>),
}

/// A statement of weight.
#[derive(Clone, Copy, Debug)]
pub struct Weight<'t> {
    /// The whole statement.
    pub span: Span,
    /// The number, if it could be read.
    pub number: Option<&'t Number>,
}

/// A section.
#[derive(Debug)]
pub struct Section<'t> {
    /// Name and title.
    pub head: Head<'t>,
    /// The section it stands in.
    pub parent: Option<Id<Section<'t>>>,
    /// Its own criteria.
    pub criteria: Vec<Id<Criterion<'t>>>,
    /// The sections directly in it.
    pub sections: Vec<Id<Section<'t>>>,
    /// What stands in it, in the order of the file.
    pub children: Vec<Child<'t>>,
    /// Its owner, inherited ones included.
    pub owner: Option<Id<Head<'t>>>,
    /// Its weight, if it states one.
    pub weight: Option<Weight<'t>>,
    /// Its ladder.
    pub ladder: Option<Id<Ladder<'t>>>,
    /// When it applies.
    pub applies: Option<&'t Condition>,
    /// Its tags.
    pub tags: Vec<&'t Name>,
}

/// Something in a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Child<'t> {
    /// A criterion.
    Criterion(Id<Criterion<'t>>),
    /// A section.
    Section(Id<Section<'t>>),
}

/// A criterion.
#[derive(Debug)]
pub struct Criterion<'t> {
    /// Name and question.
    pub head: Head<'t>,
    /// Its owner, inherited ones included.
    pub owner: Option<Id<Head<'t>>>,
    /// Its weight, if it states one.
    pub weight: Option<Weight<'t>>,
    /// Where it says `unscored`.
    pub unscored: Option<Span>,
    /// Where it says `essential`.
    pub essential: Option<Span>,
    /// Where it says `statutory`.
    pub statutory: Option<Span>,
    /// Its tags.
    pub tags: Vec<&'t Name>,
    /// When it applies.
    pub applies: Option<&'t Condition>,
    /// How it is answered; nothing where that could not be read.
    pub answer: Option<Answer<'t>>,
}

/// A limit.
#[derive(Debug)]
pub struct Limit<'t> {
    /// Name and reason.
    pub head: Head<'t>,
    /// Whose grade.
    pub ceiling: Option<Ceiling<'t>>,
    /// When.
    pub when: Option<&'t Condition>,
}

/// What a limit does.
#[derive(Debug)]
pub struct Ceiling<'t> {
    /// Whose grade; nothing where that could not be looked up.
    pub scope: Option<Scope<'t>>,
    /// The best grade that remains.
    pub grade: Option<&'t Name>,
}

/// Whose grade a limit holds down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'t> {
    /// The overall grade.
    Overall,
    /// Every section's.
    Every,
    /// One section's.
    Section(Id<Section<'t>>),
}

impl<'t> Standard<'t> {
    /// The criteria of a section at any depth.
    pub fn criteria_in(&self, section: Id<Section<'t>>) -> Vec<Id<Criterion<'t>>> {
        let mut found = Vec::new();
        self.gather(section, &mut found);
        found
    }

    // Depth is bounded by the parser.
    fn gather(&self, section: Id<Section<'t>>, found: &mut Vec<Id<Criterion<'t>>>) {
        let section = &self.sections[section];
        found.extend(&section.criteria);
        for inner in &section.sections {
            self.gather(*inner, found);
        }
    }

    /// Whether neither a criterion nor a section around it says when it applies.
    pub fn always_applies(&self, criterion: Id<Criterion<'t>>) -> bool {
        let holds = |section: &&Section<'t>| section.criteria.contains(&criterion);
        let mut around = self.sections.iter().find(holds);
        while let Some(section) = around {
            if section.applies.is_some() {
                return false;
            }
            around = section.parent.map(|parent| &self.sections[parent]);
        }
        self.criteria[criterion].applies.is_none()
    }

    /// Whether a section stands in another, at any depth.
    pub fn is_inside(&self, inner: Id<Section<'t>>, outer: Id<Section<'t>>) -> bool {
        let mut above = self.sections[inner].parent;
        while let Some(section) = above {
            if section == outer {
                return true;
            }
            above = self.sections[section].parent;
        }
        false
    }
}

/// The statements of a declaration that may stand in it, in order.
pub fn statements(declaration: &Declaration) -> impl Iterator<Item = &Property> {
    crate::tree::properties(declaration.block.as_ref())
}

/// The first text with a keyword.
pub fn text(declaration: &Declaration, keyword: rubric_lang::ast::TextKeyword) -> Option<&Text> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Text(word, text) if *word == keyword => text.value(),
        _ => None,
    })
}

/// What `comment required when below …` names, in a criterion.
pub fn comment_below(declaration: &Declaration) -> Option<&Name> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Required {
            what: Required::Comment,
            below: Some(Parsed::Value(name)),
        } => Some(name),
        _ => None,
    })
}

/// What a ceiling is on, as written.
pub fn ceiling(declaration: &Declaration) -> Option<(&CeilingSubject, &Parsed<Name>)> {
    statements(declaration).find_map(|property| match &property.kind {
        PropertyKind::Ceiling { subject, grade } => Some((subject, grade)),
        _ => None,
    })
}

impl<'t> Standard<'t> {
    /// The declaration that a place in the compiled rubric comes from: the innermost that the
    /// pointer leads through, or the whole.
    pub fn at(&self, pointer: &str) -> Head<'t> {
        let mut found = self.head;
        let mut inside: Option<Id<Section<'t>>> = None;
        let mut parts = pointer.split('/').skip(1);
        while let (Some(list), Some(place)) = (parts.next(), parts.next()) {
            let Ok(place) = place.parse::<usize>() else {
                break;
            };
            let section = match inside {
                None => self.top.get(place).copied(),
                Some(section) => self
                    .children(section, false)
                    .nth(place)
                    .and_then(section_of),
            };
            let head = match list {
                "sections" => {
                    inside = section;
                    section.map(|section| self.sections[section].head)
                }
                "criteria" => inside
                    .and_then(|section| self.children(section, true).nth(place))
                    .and_then(criterion_of)
                    .map(|criterion| self.criteria[criterion].head),
                "sources" => self.sources.iter().nth(place).map(|one| one.head),
                "owners" => self.owners.iter().nth(place).copied(),
                "facts" => self.facts.iter().nth(place).map(|one| one.head),
                "causes" => self.causes.iter().nth(place).copied(),
                "scales" => self.scales.iter().nth(place).map(|one| one.head),
                "ladders" => self.ladders.iter().nth(place).map(|one| one.head),
                "limits" => self.limits.iter().nth(place).map(|one| one.head),
                "indicators" => self.indicators.iter().nth(place).copied(),
                "guarantees" => self.guarantees.iter().nth(place).copied(),
                _ => None,
            };
            let Some(head) = head else { break };
            found = head;
            if list != "sections" {
                break;
            }
        }
        found
    }

    fn children(
        &self,
        section: Id<Section<'t>>,
        criteria: bool,
    ) -> impl Iterator<Item = Child<'t>> {
        self.sections[section]
            .children
            .iter()
            .copied()
            .filter(move |child| matches!(child, Child::Criterion(_)) == criteria)
    }
}

fn section_of(child: Child<'_>) -> Option<Id<Section<'_>>> {
    match child {
        Child::Section(id) => Some(id),
        Child::Criterion(_) => None,
    }
}

fn criterion_of(child: Child<'_>) -> Option<Id<Criterion<'_>>> {
    match child {
        Child::Criterion(id) => Some(id),
        Child::Section(_) => None,
    }
}
