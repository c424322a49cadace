//! Diagnostics with their lines of the sources, without colour.

use codespan_reporting::term::DisplayStyle;

use super::codespan::draw;
use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// The diagnostics with their lines of the sources, an empty line after each, without colour: for
/// logs and for terminals that cannot draw.
#[must_use]
pub fn plain(files: &Files, diagnostics: &[Diagnostic]) -> String {
    draw(files, diagnostics, DisplayStyle::Rich)
}
