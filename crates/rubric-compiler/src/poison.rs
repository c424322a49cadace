//! What follows from what could not be read is not said.

use std::collections::HashSet;

use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::{Files, Span};

/// Takes out what is said of something that could not be read to its end: where `educ!!ation` is
/// read as `educ`, it is no use to say that `educ` is not declared.
///
/// The first `unread` diagnostics are those of reading.
pub fn without_follow_ups(files: &Files, diagnostics: &mut Vec<Diagnostic>, unread: usize) {
    let found = diagnostics.split_off(unread.min(diagnostics.len()));
    let mut broken: Vec<Span> = diagnostics
        .iter()
        .filter(|one| one.is_error())
        .map(|one| one.span)
        .collect();
    broken.sort_unstable();
    let goes_on = |one: &Diagnostic| {
        let end = one.span.at_end();
        let next = broken.partition_point(|span| (span.file, span.start) < (end.file, end.start));
        broken.get(next).is_some_and(|next| {
            next.file == end.file
                && is_blank(
                    files,
                    Span {
                        end: next.start,
                        ..end
                    },
                )
        })
    };
    for lost in found.iter().filter(|one| one.code == Code::MissingBlock) {
        // Its closing brace closes nothing for want of the opening one.
        let stray = |one: &Diagnostic| one.code == Code::StrayBrace && one.span > lost.span;
        if let Some(stray) = diagnostics.iter().position(stray) {
            diagnostics.remove(stray);
        }
    }
    // A text that lacks a quote is not empty.
    let ends: HashSet<_> = broken.iter().map(|span| span.at_end()).collect();
    let lacks_quote =
        |one: &Diagnostic| one.code == Code::EmptyText && ends.contains(&one.span.at_end());
    diagnostics.extend(
        found
            .into_iter()
            .filter(|one| !lacks_quote(one) && (!one.is_error() || !goes_on(one))),
    );
}

/// Whether nothing but spaces stands between two places on a line.
fn is_blank(files: &Files, span: Span) -> bool {
    // Nothing stands further from what it belongs to; and a line of spaces is not read in full.
    const FURTHEST: u32 = 8;
    span.end.saturating_sub(span.start) <= FURTHEST
        && files.get(span.file).is_some_and(|file| {
            file.text()
                .get(span.range())
                .is_some_and(|text| text.chars().all(|one| one == ' ' || one == '\t'))
        })
}
