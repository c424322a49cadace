//! What to do about a problem, in words: its help, and its fix where that says more.

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// The longest fix that is written out.
const LONGEST: usize = 600;

/// The help for a person, on one line or several.
pub(super) fn suggestion(files: &Files, diagnostic: &Diagnostic) -> Option<String> {
    let fix = fix_in_words(files, diagnostic);
    match (&diagnostic.help, fix) {
        (Some(help), Some((text, _))) if help.contains(text.trim()) => Some(help.clone()),
        (Some(help), Some((_, words))) => Some(format!("{help}\n{words}")),
        (Some(help), None) => Some(help.clone()),
        (None, fix) => fix.map(|(_, words)| words),
    }
}

/// The text that a fix puts in, and the fix in words, where it is a single edit that is not too
/// long to read.
fn fix_in_words<'d>(files: &Files, diagnostic: &'d Diagnostic) -> Option<(&'d str, String)> {
    let [edit] = diagnostic.fix.as_ref()?.edits.as_slice() else {
        return None;
    };
    let old = files
        .get(edit.span.file)
        .map(|file| file.slice(edit.span))
        .unwrap_or_default();
    let new = edit.text.trim();
    let blank = |text: &str| text.trim().is_empty();
    if old.len().max(new.len()) > LONGEST || (blank(old) && new.is_empty()) {
        return None;
    }
    let words = match (blank(old), new.is_empty()) {
        (_, true) => format!("remove `{}`", old.trim()),
        (_, false) if new.contains('\n') => format!("write:\n{new}"),
        (true, false) => format!("add `{new}`"),
        (false, false) => format!("write `{new}`"),
    };
    Some((&edit.text, words))
}
