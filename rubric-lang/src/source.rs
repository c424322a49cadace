//! Source files, and places in them.

use std::fmt;

/// A file among the [`Files`] of one compilation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in a source file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From the start of this to the end of that.
    #[must_use]
    pub fn to(self, end: Self) -> Self {
        Self {
            end: self.end.max(end.end),
            ..self
        }
    }

    /// The empty place where this begins.
    #[must_use]
    pub fn at_start(self) -> Self {
        Self {
            end: self.start,
            ..self
        }
    }

    /// The empty place where this ends.
    #[must_use]
    pub fn at_end(self) -> Self {
        Self {
            start: self.end,
            ..self
        }
    }

    /// As a range of indices into the file's text.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// A source file: its name as the reader knows it, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// A file with its lines indexed. LF, CRLF and a lone CR end a line.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(index, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(index.saturating_add(1)) != Some(&b'\n'),
            _ => false,
        });
        let next =
            ends.map(|(index, _)| u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1));
        let line_starts = std::iter::once(0).chain(next).collect();
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    /// The name that messages show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text between two byte offsets; empty where they do not fall between characters.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Where each line begins, in bytes.
    #[must_use]
    pub fn line_starts(&self) -> &[u32] {
        &self.line_starts
    }

    /// The line in which a byte offset falls, from 0.
    #[must_use]
    pub fn line(&self, offset: u32) -> usize {
        self.line_starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// The line and column of a byte offset. An offset past the end is the end, and one inside a
    /// character is that character's.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let index = self.line(offset);
        let start = self.line_starts.get(index).copied().unwrap_or_default();
        let end = self.text.len().min(offset as usize);
        let end = (start as usize..=end)
            .rev()
            .find(|at| self.text.is_char_boundary(*at));
        let before = end
            .and_then(|end| self.text.get(start as usize..end))
            .unwrap_or_default();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
        Position {
            line: number(index),
            column: number(before.chars().count()),
        }
    }
}

/// The source files of one compilation.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<SourceFile>);

impl Files {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and says how spans refer to it.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.0.push(file);
        FileId(u32::try_from(self.0.len().saturating_sub(1)).unwrap_or(u32::MAX))
    }

    /// A file that was added.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.0.get(id.0 as usize)
    }

    /// All files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_every_line_end_ends_a_line() {
        let file = SourceFile::new("a.rubric", "é–x\r\ny\rz\n");
        let shown = |offset| file.position(offset).to_string();
        assert_eq!(
            ["1:1", "1:1", "1:2", "1:3", "1:4"],
            [shown(0), shown(1), shown(2), shown(5), shown(6)]
        );
        assert_eq!(
            ["2:1", "2:2", "3:1", "4:1", "4:1"],
            [shown(8), shown(9), shown(10), shown(12), shown(99)]
        );
    }
}
