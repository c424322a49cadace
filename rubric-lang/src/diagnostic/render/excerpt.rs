//! The lines of the sources that one diagnostic is shown with.
//!
//! The libraries that draw diagnostics are given these few lines in place of whole files: they
//! read a source from its start for every label, have other ideas of where a line ends, and print
//! a line however long it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::places::{Places, boundary_before};
use super::visible::visible;
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, SourceFile, Span};

/// The most places of one diagnostic that are shown to a person.
const MOST_LABELS: usize = 24;
/// The most bytes of a line that are shown.
const LONGEST_LINE: usize = 400;
/// How much of a long line is shown before its first label, in bytes.
const LEAD: usize = 60;

/// Lines from one or more files, one after the other, each ended by a line feed.
pub(super) struct Excerpt {
    /// The text of all lines.
    pub(super) text: String,
    /// The lines, those of the diagnostic's own file first.
    pub(super) lines: Vec<Line>,
    /// The places, the diagnostic's own first.
    pub(super) labels: Vec<ShownLabel>,
    /// The names of the files.
    pub(super) names: Vec<String>,
    /// How many places are not shown.
    pub(super) left_out: usize,
}

/// A line of an excerpt.
pub(super) struct Line {
    /// The file, by its place in [`Excerpt::names`].
    pub(super) file: usize,
    /// The line in its file, from 0.
    pub(super) index: usize,
    /// Where it stands in the excerpt's text, with its line feed.
    pub(super) range: Range<usize>,
    /// The column, from 0, that its first character has in its file.
    pub(super) first_column: usize,
}

/// A place of a diagnostic in an excerpt, on one line: of a longer one the first line.
pub(super) struct ShownLabel {
    /// The file, by its place in [`Excerpt::names`].
    pub(super) file: usize,
    /// Where it stands in the excerpt's text.
    pub(super) range: Range<usize>,
    /// What is to be seen there; may be empty.
    pub(super) text: String,
}

/// A place on a line of its file, on the way to becoming a [`ShownLabel`].
struct Mark {
    label: usize,
    range: Range<usize>,
    column: usize,
}

impl Excerpt {
    /// The lines around everything a diagnostic speaks of.
    pub(super) fn of(files: &Files, places: &Places, diagnostic: &Diagnostic) -> Self {
        let related = diagnostic
            .related
            .iter()
            .map(|label| (label.span, label.text.as_str()));
        let all = std::iter::once((diagnostic.span, diagnostic.label.as_str())).chain(related);
        let labels: Vec<_> = all
            .filter(|(span, _)| files.get(span.file).is_some())
            .collect();
        let (shown, rest) = labels.split_at(labels.len().min(MOST_LABELS));

        let mut ids: Vec<FileId> = Vec::new();
        for (span, _) in shown {
            if !ids.contains(&span.file) {
                ids.push(span.file);
            }
        }
        let mut excerpt = Self {
            text: String::new(),
            lines: Vec::new(),
            labels: Vec::with_capacity(shown.len()),
            names: Vec::with_capacity(ids.len()),
            left_out: rest.len(),
        };
        let mut ranges = vec![(0, 0..0); shown.len()];
        for (number, id) in ids.iter().enumerate() {
            let Some(file) = files.get(*id) else { continue };
            excerpt.names.push(visible(file.name()).replace('\n', "?"));
            let spans = shown.iter().map(|(span, _)| *span).enumerate();
            let spans = spans.filter(|(_, span)| span.file == *id);
            for (index, marks) in marks_by_line(file, places, spans) {
                for (label, range) in excerpt.add_line(file, number, index, &marks) {
                    if let Some(slot) = ranges.get_mut(label) {
                        *slot = (number, range);
                    }
                }
            }
        }
        for ((_, text), (file, range)) in shown.iter().zip(ranges) {
            let text = visible(text).into_owned();
            excerpt.labels.push(ShownLabel { file, range, text });
        }
        excerpt
    }

    /// Adds a line and says where the marks on it stand in the excerpt.
    fn add_line(
        &mut self,
        file: &SourceFile,
        number: usize,
        index: usize,
        marks: &[Mark],
    ) -> Vec<(usize, Range<usize>)> {
        let text = file.text();
        let whole = line_range(file, index);
        let mut shown = whole.clone();
        if index == 0 && text.starts_with('\u{feff}') {
            shown.start = '\u{feff}'.len_utf8();
        }
        if shown.len() > LONGEST_LINE {
            let first = marks
                .iter()
                .map(|mark| mark.range.start)
                .min()
                .unwrap_or(shown.start);
            let from = boundary_before(text, first.saturating_sub(LEAD)).max(shown.start);
            let to = boundary_before(text, from.saturating_add(LONGEST_LINE)).min(shown.end);
            shown = from..to;
        }
        let cut_before = shown.start.saturating_sub(whole.start) > '\u{feff}'.len_utf8();
        let start = self.text.len();
        self.text.push_str(if cut_before { "…" } else { "" });
        let base = self.text.len();
        self.text
            .push_str(&visible(text.get(shown.clone()).unwrap_or_default()));
        self.text
            .push_str(if shown.end < whole.end { "…" } else { "" });
        self.text.push('\n');

        let column = marks.first().map_or(0, |mark| {
            let before = text.get(shown.start..mark.range.start).unwrap_or_default();
            mark.column.saturating_sub(before.chars().count())
        });
        self.lines.push(Line {
            file: number,
            index,
            range: start..self.text.len(),
            first_column: column.saturating_sub(usize::from(cut_before)),
        });
        let place = |offset: usize| {
            let offset = offset.clamp(shown.start, shown.end.max(shown.start));
            base.saturating_add(offset.saturating_sub(shown.start))
        };
        let range = |mark: &Mark| place(mark.range.start)..place(mark.range.end);
        marks.iter().map(|mark| (mark.label, range(mark))).collect()
    }
}

/// The marks on each line that has one, and the lines beside those.
fn marks_by_line(
    file: &SourceFile,
    places: &Places,
    spans: impl Iterator<Item = (usize, Span)>,
) -> BTreeMap<usize, Vec<Mark>> {
    let mut lines: BTreeMap<usize, Vec<Mark>> = BTreeMap::new();
    for (label, span) in spans {
        let position = places.start(span);
        let index = (position.line as usize).saturating_sub(1);
        let line = line_range(file, index);
        let start = boundary_before(file.text(), span.start as usize).min(line.end);
        let end = boundary_before(file.text(), span.end as usize).clamp(start, line.end);
        let marked = file.text().get(start..end).unwrap_or_default();
        let trimmed = marked.trim_end().len();
        let end = if trimmed == 0 {
            end
        } else {
            start.saturating_add(trimmed)
        };
        let column = (position.column as usize).saturating_sub(1);
        lines.entry(index).or_default().push(Mark {
            label,
            range: start..end,
            column,
        });
        let last = file.line_starts().len().saturating_sub(1);
        lines.entry(index.saturating_sub(1)).or_default();
        lines.entry(index.saturating_add(1).min(last)).or_default();
    }
    lines
}

/// The bytes of a line, without what ends it.
fn line_range(file: &SourceFile, index: usize) -> Range<usize> {
    let at = |index: usize| file.line_starts().get(index).map(|start| *start as usize);
    let end = file.text().len();
    let start = at(index).unwrap_or(end);
    let stop = at(index.saturating_add(1)).unwrap_or(end);
    let line = file.text().get(start..stop).unwrap_or_default();
    let bare = line
        .strip_suffix("\r\n")
        .or_else(|| line.strip_suffix(['\n', '\r']));
    start..start.saturating_add(bare.unwrap_or(line).len())
}
