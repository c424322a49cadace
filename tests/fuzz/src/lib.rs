//! What the fuzz targets share: what holds of all diagnostics, and rubrics to try things on.

pub mod draw;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::Rubric;
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::diagnostic::render::{HumanOptions, human, json, plain, sarif, short};
use rubric_lang::source::{Files, Span};

/// Every rubric of the conformance suite and of the standard library that compiles, by the path of
/// its file.
pub static RUBRICS: LazyLock<Vec<Rubric>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut folders = vec![root.join("rubric-lang/suite"), root.join("stdlib-rubrics")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "rubric" => files.push(path),
                _ => {}
            }
        }
    }
    files.sort();
    let compiled = files.iter().filter_map(|path| {
        let source = MemorySource::new().with("a.rubric", fs::read(path).expect("a file"));
        let model = compile(&source, "a.rubric").rubric?;
        Some(Rubric::from_model(model).expect("what compiles, scores"))
    });
    compiled.collect()
});

/// The rubric of the conformance suite's first case.
pub fn example() -> &'static Rubric {
    RUBRICS
        .iter()
        .find(|rubric| rubric.model().name == "plan-health")
        .expect("it is in the suite")
}

/// Makes sure that every span lies in its file between characters, and that the edits of a fix are
/// in order and do not overlap.
pub fn lawful(files: &Files, diagnostics: &[Diagnostic]) {
    let within = |span: Span, what: &str| {
        let file = files.get(span.file).expect("a file that was read");
        assert!(file.text().get(span.range()).is_some(), "{what}: {span:?}");
    };
    for diagnostic in diagnostics {
        within(diagnostic.span, &diagnostic.message);
        for related in &diagnostic.related {
            within(related.span, &related.text);
        }
        let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        let mut end = None;
        for edit in edits {
            within(edit.span, &edit.text);
            let start = (edit.span.file, edit.span.start);
            assert!(end <= Some(start), "overlapping: {diagnostic:#?}");
            end = Some((edit.span.file, edit.span.end));
        }
    }
}

/// Makes sure that diagnostics can be shown: in one of the forms, drawn by their number and places,
/// for drawing is most of the work.
pub fn shown(files: &Files, diagnostics: &[Diagnostic]) {
    let drawn: u32 = diagnostics
        .iter()
        .map(|one| one.span.end)
        .fold(0, u32::wrapping_add);
    let people = |colour, width, unicode| {
        let options = HumanOptions {
            colour,
            width,
            unicode,
        };
        human(files, diagnostics, &options)
    };
    let text = match drawn % 6 {
        0 => people(false, 80, true),
        1 => people(true, 20, false),
        2 => plain(files, diagnostics),
        3 => short(files, diagnostics),
        form => {
            let text = if form == 4 {
                json(files, diagnostics)
            } else {
                sarif(files, diagnostics)
            };
            serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
            return;
        }
    };
    assert_eq!(text.is_empty(), diagnostics.is_empty());
}
