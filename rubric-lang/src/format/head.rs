//! The head of a statement: all but its block. Only a condition may go on over several lines.

use std::ops::Range;

use super::statement::Statement;
use super::token::{Kind, QUOTES, Token};
use super::{INDENT, WIDTH};

/// A head as it is written.
pub(super) struct Head {
    /// Its first line, by columns.
    pub(super) cells: Vec<String>,
    /// Its further lines, indented.
    pub(super) more: Vec<String>,
    /// Comments in it that are still to be written, by their tokens.
    pub(super) comments: Vec<usize>,
}

impl Head {
    pub(super) fn new(tokens: &[Token], statement: &Statement, indent: usize) -> Self {
        let mut writer = Writer {
            tokens,
            indent,
            head: Self {
                cells: vec![String::new()],
                more: Vec::new(),
                comments: Vec::new(),
            },
        };
        writer.write(statement);
        writer.head
    }

    /// Adds to the last line.
    pub(super) fn append(&mut self, text: &str) {
        if let Some(line) = self.more.last_mut().or(self.cells.last_mut()) {
            line.push_str(text);
        }
    }

    /// How long the last line is, with one space between columns.
    pub(super) fn width(&self, indent: usize) -> usize {
        match self.more.last() {
            Some(line) => length(line),
            None => {
                let cells: usize = self.cells.iter().map(|cell| length(cell)).sum();
                indent
                    .saturating_add(cells)
                    .saturating_add(self.cells.len())
                    .saturating_sub(1)
            }
        }
    }
}

struct Writer<'a> {
    tokens: &'a [Token],
    indent: usize,
    head: Head,
}

impl Writer<'_> {
    fn write(&mut self, statement: &Statement) {
        let among = self.among(statement.head.clone());
        let second_line = self.is_on_second_line(statement.head.clone(), among);
        let mut broken = self.is_broken(statement.head.start..among);
        let mut depth = 0_usize;
        let mut before: Option<&Token> = None;
        let mut tokens = indexed(self.tokens, statement.head.clone()).peekable();
        while let Some((index, token)) = tokens.next() {
            if token.kind == Kind::Comment {
                self.head.comments.push(index);
                continue;
            }
            // A comment behind `and` belongs to it, and stands before it.
            while let Some((comment, _)) =
                tokens.next_if(|(_, next)| is_joint(token) && next.kind == Kind::Comment)
            {
                self.head.comments.push(comment);
            }
            if token.kind == Kind::CloseParenthesis {
                depth = depth.saturating_sub(1);
            }
            if statement.columns.contains(&index) && self.head.more.is_empty() {
                self.head.cells.push(String::new());
                before = None;
            } else if index == among {
                broken = self.is_broken(among..statement.head.end);
                if second_line {
                    self.break_line(0);
                    before = None;
                }
            } else if may_break(before, token)
                && (broken && depth == 0 && is_joint(token)
                    || !self.head.comments.is_empty()
                    || !self.fits(index..statement.head.end))
            {
                self.break_line(depth.saturating_add(1));
                before = None;
            }
            self.head.append(space_between(before, token));
            if token.kind == Kind::LongText {
                self.write_long_text(&token.text);
            } else {
                self.head.append(&token.text);
            }
            if token.kind == Kind::OpenParenthesis {
                depth = depth.saturating_add(1);
            }
            before = Some(token);
        }
    }

    /// Where the second condition of a statement begins, or else the head's end.
    fn among(&self, head: Range<usize>) -> usize {
        indexed(self.tokens, head.clone())
            .find(|(_, token)| token.is_keyword(&["among"]))
            .map_or(head.end, |(index, _)| index)
    }

    /// Whether the second condition of a statement is to begin on a line of its own: where its
    /// author began one, and where either condition is broken.
    fn is_on_second_line(&self, head: Range<usize>, among: usize) -> bool {
        let begins_line = |token: &Token| token.line_ends_before > 0;
        self.tokens.get(among).is_some_and(begins_line)
            || self.is_broken(head.start..among)
            || self.is_broken(among..head.end)
            || self.is_too_long(head)
    }

    fn is_too_long(&self, part: Range<usize>) -> bool {
        let whole = joined(self.tokens, part);
        self.indent.saturating_add(length(&whole)) > WIDTH
    }

    /// Whether a condition is to have each of its parts on a line of its own: where its author
    /// broke it, where it holds a comment, and where it is too long for one line.
    fn is_broken(&self, head: Range<usize>) -> bool {
        let mut depth = 0_usize;
        let mut behind_joint = false;
        for (_, token) in indexed(self.tokens, head.clone()) {
            let on_new_line = token.line_ends_before > 0;
            let joint = depth == 0 && is_joint(token);
            if on_new_line && (joint || behind_joint)
                || token.kind == Kind::Comment && token.in_condition
            {
                return true;
            }
            behind_joint = joint;
            match token.kind {
                Kind::OpenParenthesis => depth = depth.saturating_add(1),
                Kind::CloseParenthesis => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        self.is_too_long(head)
    }

    /// Whether what stands before the next place for a break fits on the line.
    fn fits(&self, rest: Range<usize>) -> bool {
        let mut before: Option<&Token> = None;
        let mut end = rest.start;
        for (index, token) in indexed(self.tokens, rest.clone()) {
            if index > rest.start && may_break(before, token) {
                break;
            }
            before = Some(token);
            end = index.saturating_add(1);
        }
        let chunk = joined(self.tokens, rest.start..end);
        let width = self.head.width(self.indent);
        width.saturating_add(1).saturating_add(length(&chunk)) <= WIDTH
    }

    /// Begins a line so many steps further in than the statement.
    fn break_line(&mut self, steps: usize) {
        let indent = INDENT.saturating_mul(steps);
        let indent = " ".repeat(self.indent.saturating_add(indent));
        let comments = std::mem::take(&mut self.head.comments);
        let comments = comments
            .iter()
            .filter_map(|comment| self.tokens.get(*comment));
        for (index, comment) in comments.enumerate() {
            if index == 0 && comment.line_ends_before == 0 {
                self.head.append(&format!("  {}", comment.text));
            } else {
                self.head.more.push(format!("{indent}{}", comment.text));
            }
        }
        self.head.more.push(indent);
    }

    fn write_long_text(&mut self, value: &str) {
        let indent = " ".repeat(self.indent.saturating_add(INDENT));
        self.head.append(QUOTES);
        for line in value.lines() {
            let line = if line.is_empty() {
                String::new()
            } else {
                format!("{indent}{line}")
            };
            self.head.more.push(line);
        }
        self.head.more.push(format!("{indent}{QUOTES}"));
    }
}

/// Tokens on one line, without comments.
pub(super) fn joined(tokens: &[Token], range: Range<usize>) -> String {
    let mut line = String::new();
    let mut before = None;
    for (_, token) in indexed(tokens, range) {
        if token.kind != Kind::Comment {
            line.push_str(space_between(before, token));
            line.push_str(&token.text);
            before = Some(token);
        }
    }
    line
}

pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

fn indexed(tokens: &[Token], range: Range<usize>) -> impl Iterator<Item = (usize, &Token)> {
    range.filter_map(|index| Some((index, tokens.get(index)?)))
}

/// Whether a line may end between two tokens.
fn may_break(before: Option<&Token>, token: &Token) -> bool {
    let behind_comma =
        before.is_some_and(|before| before.in_condition && before.kind == Kind::Comma);
    is_joint(token) || token.is_keyword(&["among"]) || behind_comma
}

/// Whether a token joins the parts of a condition.
fn is_joint(token: &Token) -> bool {
    token.in_condition && token.is_keyword(&["and", "or"])
}

fn space_between(before: Option<&Token>, token: &Token) -> &'static str {
    let Some(before) = before else { return "" };
    let closes = matches!(token.kind, Kind::CloseParenthesis | Kind::Comma) || token.text == "%";
    if before.kind == Kind::OpenParenthesis || closes {
        ""
    } else {
        " "
    }
}
