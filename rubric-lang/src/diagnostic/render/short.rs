//! Diagnostics one line each, for editors and for searching: `file:line:column: error[R0102]: …`.

use codespan_reporting::term::DisplayStyle;

use super::codespan::draw;
use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// The diagnostics, one line each.
#[must_use]
pub fn short(files: &Files, diagnostics: &[Diagnostic]) -> String {
    draw(files, diagnostics, DisplayStyle::Short)
}
