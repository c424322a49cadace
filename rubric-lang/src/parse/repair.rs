//! Where braces do not pair, indentation decides which of them is missing or too many.

use super::outline::{LONGEST_HEAD, Mark, Outline, declared_kind};
use crate::ast::Kind;

/// What pairs the braces of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repair {
    /// Blocks that are never closed.
    pub(super) unclosed: Vec<Unclosed>,
    /// Lines on which a block opens that should be closed on the same line.
    pub(super) unclosed_in_lines: Vec<UnclosedInLine>,
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

/// A line with too few closing braces.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnclosedInLine {
    /// Where its first character stands that is not a space.
    pub(super) line_start: usize,
    /// Where it ends, without a remark.
    pub(super) line_end: usize,
    /// How many blocks it opens.
    pub(super) opened: usize,
    /// How many it closes.
    pub(super) closed: usize,
    /// Where a closing brace should stand.
    pub(super) missing: usize,
    /// Where the block is taken to end.
    pub(super) ends: usize,
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

impl Open {
    /// Whether it should be closed on its own line.
    fn is_of_one_line(&self) -> bool {
        !self.ends_line && !self.indented
    }

    /// Whether its block goes on over lines that are indented further.
    fn is_closed_before(&self, indent: usize) -> bool {
        (self.indented || self.is_of_one_line()) && indent < self.line.indent
    }
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
    pairing.close_lines();
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
        self.close_lines();
        let declared = self.declared_at(line.content);
        self.header = declared.map(|kind| (line, kind, self.end_of_line(line.content)));
        while let Some(top) = self.stack.last() {
            let left = top.indented && line.indent <= top.line.indent;
            let in_leaf =
                declared.is_some() && top.kind.is_some_and(|kind| !holds_declarations(kind));
            let new_file = matches!(declared, Some(Kind::Rubric | Kind::Library));
            if !(left || in_leaf || new_file) {
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

    /// Where the line ends that begins here, with the rest of a long text that begins on it.
    fn end_of_statements(&self, content: usize) -> usize {
        let end = self.end_of_line(content);
        let opaque = &self.outline.opaque;
        let around = opaque
            .partition_point(|range| range.start < end)
            .checked_sub(1)
            .and_then(|last| opaque.get(last))
            .filter(|range| range.end > end);
        around.map_or(end, |range| self.end_of_line(range.end))
    }

    /// Closes the blocks that should have been closed on their line.
    fn close_lines(&mut self) {
        while let Some(open) = self.stack.pop_if(|top| top.is_of_one_line()) {
            let line = open.line;
            let of_line = self
                .stack
                .iter()
                .rposition(|other| !other.is_of_one_line() || other.line.start != line.start);
            let others = of_line.map_or(0, |last| last.saturating_add(1));
            let missing = self.stack.len().saturating_sub(others).saturating_add(1);
            self.stack.truncate(others);
            let unclosed = self.unclosed_in(line, missing);
            self.repair.unclosed_in_lines.push(unclosed);
        }
    }

    fn unclosed_in(&self, line: Line, missing: usize) -> UnclosedInLine {
        let line_end = self.end_of_statements(line.content);
        let marks = &self.outline.marks;
        let first = marks.partition_point(|mark| mark.place() < line.content);
        let braces = marks
            .iter()
            .skip(first)
            .take_while(|mark| mark.place() < line_end);
        let (mut closed, mut last_open) = (0_usize, line.content);
        for mark in braces {
            match mark {
                Mark::Close { .. } => closed = closed.saturating_add(1),
                Mark::Open { at, .. } => last_open = at.saturating_add(1),
                Mark::Line { .. } => {}
            }
        }
        let written = self.source.get(..line_end).unwrap_or_default();
        let closing = written.trim_end_matches(['}', ' ', '\t']).len();
        let inside = self.source.get(last_open..closing).unwrap_or_default();
        // The innermost block ends where what follows cannot belong to it, or before the braces at
        // the end of the line, which close those around it.
        let (missing_at, ends) = match after_none(inside) {
            Some(length) => {
                let at = last_open.saturating_add(length);
                (at, at)
            }
            None => (line_end, closing),
        };
        UnclosedInLine {
            line_start: line.content,
            line_end,
            opened: closed.saturating_add(missing),
            closed,
            missing: missing_at,
            ends,
        }
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
                && let Some(top) = self.stack.last()
                && top.is_closed_before(indent)
            {
                if top.is_of_one_line() {
                    self.close_lines();
                } else {
                    self.missing_before(at);
                }
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

/// How long the `none excluded` or `none counts 0%` is that a block begins with, all that the block
/// of a proportion holds, if something else follows.
fn after_none(inside: &str) -> Option<usize> {
    let words: Vec<&str> = inside.split_whitespace().collect();
    let is = |at: usize, known: &str| {
        words
            .get(at)
            .is_some_and(|word| word.eq_ignore_ascii_case(known))
    };
    let last: usize = match (is(0, "none"), is(1, "excluded"), is(1, "counts")) {
        (true, true, _) => 1,
        (true, _, true) => 2,
        _ => return None,
    };
    words.get(last.saturating_add(1))?;
    let word = *words.get(last)?;
    let at = inside.find(word)?;
    Some(at.saturating_add(word.len()))
}

/// Whether a block of this kind may hold declarations with blocks of their own.
fn holds_declarations(kind: Kind) -> bool {
    matches!(kind, Kind::Rubric | Kind::Library | Kind::Section)
}
