//! Lines and columns of many spans at once, in time linear in the sources.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Files, Position, Span};

/// The positions of everything that a list of diagnostics speaks of.
///
/// As [`SourceFile::position`](crate::source::SourceFile::position), which reads a line from its
/// start each time: thousands of problems on one very long line would be quadratic.
pub(super) struct Places(HashMap<(FileId, u32), Position>);

impl Places {
    /// Looks up every span of the diagnostics.
    pub(super) fn of(files: &Files, diagnostics: &[Diagnostic]) -> Self {
        let mut wanted: HashMap<FileId, Vec<u32>> = HashMap::new();
        for span in diagnostics.iter().flat_map(spans) {
            wanted
                .entry(span.file)
                .or_default()
                .extend([span.start, span.end]);
        }
        let mut places = HashMap::new();
        for (id, mut offsets) in wanted {
            let Some(file) = files.get(id) else { continue };
            offsets.sort_unstable();
            offsets.dedup();
            let (text, starts) = (file.text(), file.line_starts());
            let (mut line, mut at, mut column) = (0_usize, 0_usize, 1_u32);
            for offset in offsets {
                let end = boundary_before(text, offset as usize);
                let here = starts
                    .partition_point(|start| *start as usize <= end)
                    .saturating_sub(1);
                if here != line {
                    line = here;
                    at = starts.get(here).map_or(at, |start| *start as usize);
                    column = 1;
                }
                let passed = text.get(at..end).map_or(0, |passed| passed.chars().count());
                column = column.saturating_add(number(passed));
                at = end;
                let position = Position {
                    line: number(line).saturating_add(1),
                    column,
                };
                places.insert((id, offset), position);
            }
        }
        Self(places)
    }

    /// Where a span begins.
    pub(super) fn start(&self, span: Span) -> Position {
        self.get(span.file, span.start)
    }

    /// Where a span ends.
    pub(super) fn end(&self, span: Span) -> Position {
        self.get(span.file, span.end)
    }

    fn get(&self, file: FileId, offset: u32) -> Position {
        self.0
            .get(&(file, offset))
            .copied()
            .unwrap_or(Position { line: 1, column: 1 })
    }
}

/// The last place between two characters at or before an offset.
pub(super) fn boundary_before(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset = offset.saturating_sub(1);
    }
    offset
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Every span that a diagnostic speaks of.
fn spans(diagnostic: &Diagnostic) -> impl Iterator<Item = Span> {
    let related = diagnostic.related.iter().map(|label| label.span);
    let edits = diagnostic
        .fix
        .iter()
        .flat_map(|fix| &fix.edits)
        .map(|edit| edit.span);
    std::iter::once(diagnostic.span).chain(related).chain(edits)
}
