//! Where each element came from.

use std::collections::BTreeMap;

use rubric_lang::source::Files;
use rubric_model::rubric::{Origin, Provenance};

use crate::assemble::Origins;
use crate::standard::Standard;

/// The version of this compiler.
const COMPILER: &str = env!("CARGO_PKG_VERSION");

pub fn provenance(standard: &Standard<'_>, files: &Files, origins: &Origins) -> Provenance {
    let mut elements = BTreeMap::new();
    for (key, head) in standard.elements() {
        let (rubric, file, line) = origins.place(files, head.span);
        let origin = Origin {
            rubric,
            file,
            line,
            because: origins.added.get(&key).cloned(),
            changes: origins.changed.get(&key).cloned().unwrap_or_default(),
        };
        elements.insert(key, origin);
    }
    Provenance {
        compiler: COMPILER.to_owned(),
        built_on: origins.units.dependencies(),
        elements,
        removed: origins.removed.clone(),
    }
}
