//! What the tests share.

use std::fmt::Write as _;

use rubric_compiler::source::MemorySource;
use rubric_compiler::{Compilation, compile};
use rubric_lang::diagnostic::Diagnostic;
use rubric_lang::source::{Files, Span};

/// Compiles one text.
#[allow(dead_code, reason = "not every test compiles one text")]
pub fn compiled(text: &str) -> Compilation {
    compile(
        &MemorySource::new().with("test.rubric", text),
        "test.rubric",
    )
}

/// A diagnostic as plain lines.
#[allow(dead_code, reason = "not every test shows diagnostics")]
pub fn rendered(files: &Files, diagnostic: &Diagnostic) -> String {
    let mut out = String::new();
    let at = |span: Span| {
        files.get(span.file).map_or_else(String::new, |file| {
            format!("{}-{}", file.position(span.start), file.position(span.end))
        })
    };
    let severity = diagnostic.severity().as_str();
    let _ = writeln!(
        out,
        "{} {severity}[{}] {}",
        at(diagnostic.span),
        diagnostic.code,
        diagnostic.message
    );
    if !diagnostic.label.is_empty() {
        let _ = writeln!(out, "  label: {}", diagnostic.label);
    }
    for related in &diagnostic.related {
        let _ = writeln!(out, "  {}: {}", at(related.span), related.text);
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help: {}", help.replace('\n', "\n        "));
    }
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
        let _ = writeln!(out, "  fix: {} becomes {:?}", at(edit.span), edit.text);
    }
    out
}
