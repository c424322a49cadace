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
    without_their_braces(&found, diagnostics);
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

/// Leaves the punctuation of a line as it stands where something else is wrong there: without it the
/// line may mean something else.
pub fn keep_punctuation_beside_errors(files: &Files, diagnostics: &mut [Diagnostic]) {
    let line = |span: Span| {
        let file = files.get(span.file)?;
        Some((span.file, file.line(span.start)))
    };
    let errors = diagnostics.iter().filter(|one| one.is_error());
    let wrong: HashSet<_> = errors.filter_map(|one| line(one.span)).collect();
    let of_punctuation = |one: &&mut Diagnostic| one.code == Code::StrayPunctuation;
    for found in diagnostics.iter_mut().filter(of_punctuation) {
        if let Some(fix) = &mut found.fix {
            fix.edits
                .retain(|edit| line(edit.span).is_none_or(|line| !wrong.contains(&line)));
        }
        found.fix.take_if(|fix| fix.edits.is_empty());
    }
}

/// Takes out, for each block without its opening brace, the closing brace that closes nothing for
/// want of it: the first one after it.
fn without_their_braces(found: &[Diagnostic], diagnostics: &mut Vec<Diagnostic>) {
    let lost = found.iter().filter(|one| one.code == Code::MissingBlock);
    let mut lost: Vec<Span> = lost.map(|one| one.span).collect();
    lost.sort_unstable();
    let (mut passed, mut open) = (0_usize, 0_usize);
    diagnostics.retain(|one| {
        if one.code != Code::StrayBrace {
            return true;
        }
        let before = lost.partition_point(|lost| *lost < one.span);
        open = open.saturating_add(before.saturating_sub(passed));
        passed = passed.max(before);
        let keeps = open == 0;
        open = open.saturating_sub(1);
        keeps
    });
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
