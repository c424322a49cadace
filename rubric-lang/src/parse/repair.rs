//! Where braces do not pair, indentation decides which of them is missing or too many.

use super::outline::{LONGEST_HEAD, Mark, Outline, declared_kind};
use crate::ast::Kind;

/// What pairs the braces of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repair {
    /// Blocks that are never closed.
    pub(super) unclosed: Vec<Unclosed>,
    /// Declarations whose block is never opened.
    pub(super) unopened: Vec<Unopened>,
    /// Closing braces that close nothing.
    pub(super) stray: Vec<usize>,
    /// An opening brace that is nested too deep.
    pub(super) too_deep: Option<usize>,
}

/// A declaration whose opening brace is missing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unopened {
    /// Where it begins.
    pub(super) line_start: usize,
    /// Where the brace should stand.
    pub(super) end: usize,
}

/// A block that is never closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unclosed {
    /// Its opening brace.
    pub(super) open: usize,
    /// Where the statement stands before which it should have been closed.
    pub(super) before: usize,
    /// Where the line of that statement begins.
    pub(super) line_start: usize,
    /// How far the closing brace should be indented.
    pub(super) indent: usize,
}

#[derive(Clone, Copy)]
struct Line {
    start: usize,
    content: usize,
    indent: usize,
}

struct Open {
    at: usize,
    line: Line,
    kind: Option<Kind>,
    ends_line: bool,
    /// Whether the next line is indented further than this one's.
    indented: bool,
}

/// Pairs the braces of a file.
pub(super) fn repair(source: &str, outline: &Outline, deepest: usize) -> Repair {
    let (opened, closed, pairs) = count(outline);
    let line = Line {
        start: 0,
        content: 0,
        indent: 0,
    };
    let mut pairing = Pairing {
        source,
        end: source.len(),
        surplus_closes: closed.saturating_sub(opened),
        header: None,
        outline,
        pairs,
        deepest,
        line,
        stack: Vec::new(),
        repair: Repair::default(),
    };
    for (mark, next) in outline.marks.iter().zip(lines_after(outline)) {
        match *mark {
            Mark::Line {
                start,
                content,
                indent,
            } => pairing.line(Line {
                start,
                content,
                indent,
            }),
            Mark::Open { at, ends_line } => pairing.open(at, ends_line, next),
            Mark::Close { at, begins_line } => pairing.close(at, begins_line, next),
        }
    }
    while let Some(open) = pairing.stack.pop() {
        pairing.repair.unclosed.push(Unclosed {
            open: open.at,
            before: pairing.end,
            line_start: pairing.end,
            indent: open.line.indent,
        });
    }
    pairing.repair
}

/// For each mark the line after it.
fn lines_after(outline: &Outline) -> Vec<Option<Line>> {
    let mut next = None;
    let mut lines: Vec<Option<Line>> = Vec::with_capacity(outline.marks.len());
    for mark in outline.marks.iter().rev() {
        lines.push(next);
        if let Mark::Line {
            start,
            content,
            indent,
        } = *mark
        {
            next = Some(Line {
                start,
                content,
                indent,
            });
        }
    }
    lines.reverse();
    lines
}

/// How many braces open, how many close, and whether they pair as they stand.
fn count(outline: &Outline) -> (usize, usize, bool) {
    let (mut opened, mut closed, mut pairs) = (0_usize, 0_usize, true);
    for mark in &outline.marks {
        match mark {
            Mark::Open { .. } => opened = opened.saturating_add(1),
            Mark::Close { .. } => closed = closed.saturating_add(1),
            Mark::Line { .. } => {}
        }
        pairs &= closed <= opened;
    }
    (opened, closed, pairs && opened == closed)
}

struct Pairing<'a> {
    source: &'a str,
    end: usize,
    /// How many more braces close than open.
    surplus_closes: usize,
    /// A declaration without a brace on the line before.
    header: Option<(Line, Kind, usize)>,
    outline: &'a Outline,
    pairs: bool,
    deepest: usize,
    line: Line,
    stack: Vec<Open>,
    repair: Repair,
}

impl Pairing<'_> {
    fn line(&mut self, line: Line) {
        self.line = line;
        let header = self.header.take();
        let words = self.source.get(line.content..).unwrap_or_default();
        if self.pairs
            || words.starts_with('}')
            || words.starts_with('{')
            || continues_condition(words)
        {
            return;
        }
        if let Some((above, kind, end)) = header
            && self.surplus_closes > 0
            && line.indent > above.indent
        {
            self.surplus_closes = self.surplus_closes.saturating_sub(1);
            let line_start = above.content;
            self.repair.unopened.push(Unopened { line_start, end });
            let (kind, ends_line, indented) = (Some(kind), true, true);
            self.stack.push(Open {
                at: end,
                line: above,
                kind,
                ends_line,
                indented,
            });
        }
        let declared = self.declared_at(line.content);
        self.header = declared.map(|kind| (line, kind, self.end_of_line(line.content)));
        while let Some(top) = self.stack.last() {
            let left = top.indented && line.indent <= top.line.indent;
            let one_line = !top.ends_line && !top.indented;
            let in_leaf =
                declared.is_some() && top.kind.is_some_and(|kind| !holds_declarations(kind));
            let new_file = matches!(declared, Some(Kind::Rubric | Kind::Library));
            if !(left || one_line || in_leaf || new_file) {
                return;
            }
            self.missing_before(line.content);
        }
    }

    /// Where the line that begins here ends, without the comment at its end.
    fn end_of_line(&self, content: usize) -> usize {
        let rest = self.source.get(content..).unwrap_or_default();
        let line = rest.split(['\n', '\r']).next().unwrap_or_default();
        let end = content.saturating_add(line.len());
        let after = self
            .outline
            .opaque
            .partition_point(|range| range.start < content);
        let comment = self
            .outline
            .opaque
            .iter()
            .skip(after)
            .take_while(|range| range.start < end)
            .find(|range| {
                self.source
                    .get(range.start..)
                    .is_some_and(|text| text.starts_with('#'))
            });
        let end = comment.map_or(end, |comment| comment.start);
        content.saturating_add(
            self.source
                .get(content..end)
                .unwrap_or_default()
                .trim_end()
                .len(),
        )
    }

    fn missing_before(&mut self, before: usize) {
        if let Some(open) = self.stack.pop() {
            let (line_start, indent) = (self.line.start, open.line.indent);
            self.repair.unclosed.push(Unclosed {
                open: open.at,
                before,
                line_start,
                indent,
            });
        }
    }

    fn open(&mut self, at: usize, ends_line: bool, next: Option<Line>) {
        self.header = None;
        let indented = next.is_some_and(|next| next.indent > self.line.indent);
        let kind = self.declared_at(self.line.content);
        self.stack.push(Open {
            at,
            line: self.line,
            kind,
            ends_line,
            indented,
        });
        if self.stack.len() > self.deepest {
            self.repair.too_deep.get_or_insert(at);
        }
    }

    fn close(&mut self, at: usize, begins_line: bool, next: Option<Line>) {
        if self.pairs {
            self.stack.pop();
            return;
        }
        let indent = self.line.indent;
        if begins_line {
            while self.stack.len() > 1
                && self
                    .stack
                    .last()
                    .is_some_and(|top| top.indented && indent < top.line.indent)
            {
                self.missing_before(at);
            }
        }
        let Some(top) = self.stack.last() else {
            self.repair.stray.push(at);
            return;
        };
        let too_far_in = begins_line && top.indented && indent > top.line.indent;
        let is_whole = matches!(top.kind, Some(Kind::Rubric | Kind::Library));
        let ends_file_early = is_whole
            && self.stack.len() == 1
            && next.is_some_and(|next| !self.begins_file(next.content));
        if self.surplus_closes > 0 && too_far_in || ends_file_early {
            self.repair.stray.push(at);
        } else {
            self.stack.pop();
        }
    }

    fn begins_file(&self, content: usize) -> bool {
        matches!(
            self.declared_at(content),
            Some(Kind::Rubric | Kind::Library)
        )
    }

    /// What the line declares whose content begins here, by its first few words.
    fn declared_at(&self, content: usize) -> Option<Kind> {
        let rest = self.source.get(content..)?;
        let latest = rest.len().min(LONGEST_HEAD);
        let end = (0..=latest).rev().find(|end| rest.is_char_boundary(*end))?;
        declared_kind(rest.get(..end)?.split(['\n', '\r']).next()?)
    }
}

/// Whether a line goes on with the condition of the line before.
fn continues_condition(words: &str) -> bool {
    let word = words
        .split(|character: char| !character.is_alphanumeric() && character != '-')
        .next();
    word.is_some_and(|word| word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("or"))
}

/// Whether a block of this kind may hold declarations with blocks of their own.
fn holds_declarations(kind: Kind) -> bool {
    matches!(kind, Kind::Rubric | Kind::Library | Kind::Section)
}
