//! The fixes that diagnostics carry, made: each whole or not at all, never two that overlap.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::{Bound, Range};

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::source::{FileId, Span};

/// What making the fixes of one file comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed<'d> {
    /// The new text.
    pub text: String,
    /// Whose fixes were made, in the order of the file.
    pub applied: Vec<&'d Diagnostic>,
    /// Whose fixes were not: they overlap another, or reach into another file.
    pub skipped: Vec<&'d Diagnostic>,
}

/// Edits of one file, none of which overlap: what is put where.
type Edits<'d> = BTreeMap<Span, &'d str>;

/// Makes the fixes that `diagnostics` carry for one file, whose text this is.
///
/// Where two overlap, that of an error is made before that of a warning, and else the first in the
/// file; the other may still fit once the file has been looked at again. What is put in ends its
/// lines as the file does.
#[must_use]
pub fn apply<'d>(
    file: FileId,
    text: &str,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
) -> Fixed<'d> {
    let mut offered: Vec<(&Diagnostic, &Fix)> = diagnostics
        .into_iter()
        .filter_map(|diagnostic| Some((diagnostic, diagnostic.fix.as_ref()?)))
        .collect();
    let start = |fix: &Fix| fix.edits.iter().map(|edit| edit.span.start).min();
    offered.sort_by_key(|(diagnostic, fix)| (Reverse(diagnostic.severity()), start(fix)));
    let mut edits = Edits::new();
    let (mut applied, mut skipped) = (Vec::new(), Vec::new());
    for (diagnostic, fix) in offered {
        if fits(file, text, fix) && fix.edits.iter().all(|edit| is_free(&edits, edit)) {
            edits.extend(fix.edits.iter().map(|edit| (edit.span, edit.text.as_str())));
            applied.push(diagnostic);
        } else {
            skipped.push(diagnostic);
        }
    }
    for diagnostics in [&mut applied, &mut skipped] {
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    }
    Fixed {
        text: edited(text, &edits),
        applied,
        skipped,
    }
}

/// Whether every edit falls into the file and between its characters, takes no remark away, and no
/// two overlap.
fn fits(file: FileId, text: &str, fix: &Fix) -> bool {
    let inside = |edit: &Edit| {
        let old = text.get(edit.span.range());
        edit.span.file == file && old.is_some_and(|old| !old.contains('#'))
    };
    !fix.edits.is_empty()
        && fix.edits.iter().all(inside)
        && fix
            .edits
            .windows(2)
            .all(|pair| matches!(pair, [one, other] if one.span.end <= other.span.start))
}

/// Whether an edit overlaps none of those that are chosen.
fn is_free(edits: &Edits<'_>, edit: &Edit) -> bool {
    let last = Span {
        start: edit.span.end,
        end: u32::MAX,
        ..edit.span
    };
    let mut near = edits
        .range(..=last)
        .rev()
        .take_while(|(other, _)| other.end >= edit.span.start);
    near.all(|(other, _)| !overlap(edit.span, *other))
}

/// Whether two places overlap. What is only put in overlaps what it touches: which of the two comes
/// first would not be certain.
fn overlap(one: Span, other: Span) -> bool {
    let touches = one.start <= other.end && other.start <= one.end;
    let shares = one.start < other.end && other.start < one.end;
    let empty = |span: Span| span.start == span.end;
    shares || touches && (empty(one) || empty(other))
}

/// The text with edits.
fn edited(text: &str, edits: &Edits<'_>) -> String {
    let line_end = line_end(text);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (place, new) in edits {
        let span = match whole_line(text, *place).filter(|_| new.is_empty()) {
            Some(line) if is_alone(edits, *place, &line) => line,
            _ => place.range(),
        };
        out.push_str(text.get(done..span.start).unwrap_or_default());
        out.push_str(&new.replace('\n', line_end));
        done = span.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The line, with its end, on which nothing stands but what this place holds.
fn whole_line(text: &str, place: Span) -> Option<Range<usize>> {
    let (before, old) = (text.get(..place.start as usize)?, text.get(place.range())?);
    let after = text.get(place.end as usize..)?;
    let indent = before.trim_end_matches([' ', '\t']);
    let rest = after.trim_start_matches([' ', '\t']);
    let begins = indent.is_empty() || indent.ends_with(['\n', '\r']);
    let end = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|end| rest.starts_with(end))?;
    let length = text.len().saturating_sub(rest.len());
    (begins && !old.trim().is_empty()).then(|| indent.len()..length.saturating_add(end.len()))
}

/// Whether no other edit falls into a line.
fn is_alone(edits: &Edits<'_>, place: Span, line: &Range<usize>) -> bool {
    let before = edits.range(..place).next_back();
    let after = edits
        .range((Bound::Excluded(place), Bound::Unbounded))
        .next();
    before.is_none_or(|(before, _)| before.end as usize <= line.start)
        && after.is_none_or(|(after, _)| after.start as usize >= line.end)
}

/// How the first line of a text ends.
fn line_end(text: &str) -> &'static str {
    match text.split_once(['\r', '\n']).map(|(line, rest)| {
        let end = text.get(line.len()..).unwrap_or_default();
        (end.starts_with('\r'), rest.starts_with('\n'))
    }) {
        Some((true, true)) => "\r\n",
        Some((true, false)) => "\r",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    const FILE: FileId = FileId(0);

    fn span(start: u32, end: u32) -> Span {
        Span {
            file: FILE,
            start,
            end,
        }
    }

    /// A diagnostic, here an error or a warning, with a fix of these edits.
    fn found(code: Code, edits: &[(u32, u32, &str)]) -> Diagnostic {
        let (start, end, _) = edits[0];
        edits.iter().fold(
            Diagnostic::new(code, span(start, end), format!("{edits:?}")),
            |diagnostic, (start, end, text)| diagnostic.fix(span(*start, *end), *text),
        )
    }

    fn error(edits: &[(u32, u32, &str)]) -> Diagnostic {
        found(Code::UnknownName, edits)
    }

    fn warning(edits: &[(u32, u32, &str)]) -> Diagnostic {
        found(Code::MixedAndOr, edits)
    }

    /// The new text, and the places of the diagnostics that were skipped.
    fn applied(text: &str, diagnostics: &[Diagnostic]) -> (String, Vec<u32>) {
        let fixed = apply(FILE, text, diagnostics);
        assert_eq!(fixed.applied.len() + fixed.skipped.len(), diagnostics.len());
        let skipped = fixed.skipped.iter().map(|skipped| skipped.span.start);
        (fixed.text, skipped.collect())
    }

    #[test]
    fn edits_replace_remove_and_put_in_whatever_order_they_are_found_in() {
        let found = [
            warning(&[(6, 7, "")]),
            error(&[(0, 3, "two"), (8, 8, "!")]),
            error(&[(4, 5, "é")]),
        ];
        assert_eq!(applied("one a b ", &found), ("two é  !".to_owned(), vec![]));
    }

    #[test]
    fn of_two_that_overlap_the_error_is_made_and_then_the_first() {
        let first = [error(&[(2, 4, "A")]), error(&[(3, 5, "B")])];
        assert_eq!(applied("012345", &first), ("01A45".to_owned(), vec![3]));
        let serious = [warning(&[(2, 4, "A")]), error(&[(3, 5, "B")])];
        assert_eq!(applied("012345", &serious), ("012B5".to_owned(), vec![2]));
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let found = [error(&[(1, 2, "A")]), warning(&[(0, 1, "B"), (1, 2, "C")])];
        assert_eq!(applied("012", &found), ("0A2".to_owned(), vec![0]));
    }

    #[test]
    fn what_is_put_in_where_another_edit_begins_or_ends_waits() {
        let same_place = [error(&[(1, 1, "(")]), error(&[(1, 1, "[")])];
        assert_eq!(applied("01", &same_place), ("0(1".to_owned(), vec![1]));
        let after = [error(&[(0, 1, "A")]), error(&[(1, 1, "%")])];
        assert_eq!(applied("01", &after), ("A1".to_owned(), vec![1]));
        let beside = [error(&[(0, 1, "A")]), error(&[(1, 2, "B")])];
        assert_eq!(applied("01", &beside), ("AB".to_owned(), vec![]));
    }

    #[test]
    fn what_reaches_out_of_the_file_or_into_a_character_is_not_made() {
        let mut elsewhere = error(&[(0, 1, "A")]);
        elsewhere.fix.as_mut().unwrap().edits[0].span.file = FileId(1);
        let found = [elsewhere, error(&[(1, 2, "B")]), error(&[(2, 9, "C")])];
        assert_eq!(applied("éa", &found), ("éa".to_owned(), vec![0, 1, 2]));
        let out_of_order = [error(&[(1, 2, "B"), (0, 1, "A")])];
        assert_eq!(applied("ab", &out_of_order), ("ab".to_owned(), vec![1]));
    }

    #[test]
    fn a_remark_is_never_taken_away() {
        let across = [error(&[(0, 10, "one of (a, b)")])];
        assert_eq!(applied("a # why\nor b", &across).1, [0]);
    }

    #[test]
    fn a_line_that_is_left_empty_goes() {
        let removed = |text: &str, edits: &[(u32, u32, &str)]| applied(text, &[error(edits)]).0;
        assert_eq!(removed("a\n  b\nc\n", &[(4, 5, "")]), "a\nc\n");
        assert_eq!(removed("a\r\nb \r\nc", &[(3, 4, "")]), "a\r\nc");
        assert_eq!(removed("a\nb c\n", &[(2, 3, "")]), "a\n c\n");
        assert_eq!(removed("a\nb\n}", &[(2, 3, ""), (3, 3, " {")]), "a\n {\n}");
        assert_eq!(removed("a\nb", &[(2, 3, "")]), "a\n");
    }

    #[test]
    fn what_is_put_in_ends_its_lines_as_the_file_does() {
        let end = |text: &str| applied(text, &[error(&[(0, 0, "}\n")])]).0;
        assert_eq!(end("a\r\nb\n"), "}\r\na\r\nb\n");
        assert_eq!(end("a\nb\r\n"), "}\na\nb\r\n");
        assert_eq!(end("a\rb"), "}\ra\rb");
        assert_eq!(end("a"), "}\na");
        assert_eq!(end("\r\na"), "}\r\n\r\na");
    }
}
