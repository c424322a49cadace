//! Where each element came from.

use std::collections::BTreeMap;

use rubric_lang::source::Files;
use rubric_model::rubric::{Origin, Provenance};

use crate::standard::Standard;

/// The version of this compiler.
const COMPILER: &str = env!("CARGO_PKG_VERSION");

pub fn provenance(standard: &Standard<'_>, version: &str, files: &Files) -> Provenance {
    let rubric = format!("{} {version}", standard.head.text());
    let mut elements = BTreeMap::new();
    for (key, head) in standard.elements() {
        let (file, line) = files.get(head.span.file).map_or(("", 0), |file| {
            (file_name(file.name()), file.position(head.span.start).line)
        });
        let origin = Origin {
            rubric: rubric.clone(),
            file: file.to_owned(),
            line,
            because: None,
            changes: Vec::new(),
        };
        elements.insert(key, origin);
    }
    Provenance {
        compiler: COMPILER.to_owned(),
        elements,
        ..Provenance::default()
    }
}

/// The file's name without the folder of the rubric.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
