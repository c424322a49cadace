//! Where the elements of a rubric stand in its files.

use std::collections::BTreeMap;

use rubric_lang::ast::PropertyKind;
use rubric_lang::source::Span;

use crate::standard::{Standard, statements};

/// Where the elements of a rubric stand in its files, so that what is found of the compiled rubric
/// can be told of its source.
#[derive(Clone, Debug)]
pub struct Places(BTreeMap<String, Span>);

impl Places {
    /// The places of the elements of a standard.
    pub(crate) fn new(standard: &Standard<'_>) -> Self {
        let elements = standard.elements().map(|(key, head)| (key, head.span));
        let mut places: BTreeMap<_, _> = elements.collect();
        for guarantee in standard.guarantees.iter() {
            let then = statements(guarantee.declaration).find_map(|one| match &one.kind {
                PropertyKind::Then(condition) => Some(condition.span()),
                _ => None,
            });
            places.extend(then.map(|then| (format!("then {}", guarantee.text()), then)));
        }
        for ladder in standard.ladders.iter() {
            for rung in &ladder.rungs {
                let name = &rung.entry.name;
                let key = format!("rung {} {}", ladder.head.text(), name.text);
                places.insert(key, name.span);
            }
        }
        Self(places)
    }

    /// Where an element stands: its name, or of `then NAME`, the condition that a guarantee
    /// promises. Elements have the keys that they have in the provenance of the compiled rubric;
    /// the rungs of ladders have `rung LADDER GRADE`.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<Span> {
        self.0.get(key).copied()
    }
}
