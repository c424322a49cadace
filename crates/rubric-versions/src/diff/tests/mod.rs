//! Two small rubrics as text, and what changed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

mod audits;
mod cases;
mod complete;
mod laws;
mod together;

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::Rubric;
use rubric_model::diff::Change;

/// A rubric with something of every kind.
const BASE: &str = include_str!("base.rubric");

/// A rubric from its text.
fn rubric(text: &str) -> Rubric {
    let source = MemorySource::new().with("plan.rubric", text);
    let compilation = compile(&source, "plan.rubric");
    let messages = compilation.diagnostics.iter().map(|one| &one.message);
    let said = format!("{:#?}\n{text}", messages.collect::<Vec<_>>());
    Rubric::from_model(compilation.rubric.expect(&said)).expect(&said)
}

/// [`BASE`] with something else in place of something.
fn with(edits: &[(&str, &str)]) -> Rubric {
    let mut text = BASE.to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replacen(from, to, 1);
    }
    rubric(&text)
}

/// Each change in a line: its rule, its element and what is said.
fn lines(changes: &[Change]) -> Vec<String> {
    let line = |change: &Change| format!("{}: {}: {}", change.rule, change.element, change.message);
    changes.iter().map(line).collect()
}
