//! Where each element came from.

use std::collections::BTreeMap;

use rubric_lang::ast::Kind;
use rubric_lang::source::Files;
use rubric_model::rubric::{Origin, Provenance};

use crate::standard::{Head, Standard};

/// The version of this compiler.
const COMPILER: &str = env!("CARGO_PKG_VERSION");

pub fn provenance(standard: &Standard<'_>, version: &str, files: &Files) -> Provenance {
    let rubric = format!("{} {version}", standard.head.text());
    let mut elements = BTreeMap::new();
    for head in heads(standard) {
        let (file, line) = files.get(head.span.file).map_or(("", 0), |file| {
            (file_name(file.name()), file.position(head.span.start).line)
        });
        let origin = Origin {
            rubric: rubric.clone(),
            file: file.to_owned(),
            line,
            changes: Vec::new(),
        };
        let name = match head.declaration.kind {
            Kind::Section | Kind::Criterion | Kind::Fact => head.text().to_owned(),
            kind => format!("{} {}", kind.keyword(), head.text()),
        };
        elements.insert(name, origin);
    }
    Provenance {
        compiler: COMPILER.to_owned(),
        elements,
    }
}

/// The file's name without the folder of the rubric.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn heads<'s, 't>(standard: &'s Standard<'t>) -> impl Iterator<Item = Head<'t>> + use<'s, 't> {
    let heads = (standard.sources.iter().map(|one| one.head))
        .chain(standard.owners.iter().copied())
        .chain(standard.facts.iter().map(|one| one.head))
        .chain(standard.causes.iter().copied())
        .chain(standard.scales.iter().map(|one| one.head))
        .chain(standard.ladders.iter().map(|one| one.head))
        .chain(standard.sections.iter().map(|one| one.head))
        .chain(standard.criteria.iter().map(|one| one.head))
        .chain(standard.limits.iter().map(|one| one.head));
    heads.chain(
        standard
            .indicators
            .iter()
            .chain(standard.guarantees.iter())
            .copied(),
    )
}
