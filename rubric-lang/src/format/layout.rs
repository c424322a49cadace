//! Blocks as rows.

use super::align::{self, Row};
use super::head::{Head, joined, length};
use super::statement::{Block, Item, Statement, Table};
use super::token::{Kind, Token};
use super::{INDENT, WIDTH};

/// The lines of a file.
pub(super) fn lines(tokens: &[Token], items: &[Item]) -> Vec<String> {
    Layout { tokens }.lines(items, &[], 0)
}

struct Layout<'a> {
    tokens: &'a [Token],
}

impl Layout<'_> {
    /// The lines of what stands in a block, with comments before all else.
    fn lines(&self, items: &[Item], comments: &[usize], indent: usize) -> Vec<String> {
        let mut rows: Vec<Row> = comments
            .iter()
            .map(|comment| self.comment(*comment))
            .collect();
        let mut items = items.iter().peekable();
        while let Some(item) = items.next() {
            let first = rows.len();
            let begins = match item {
                Item::Comment(comment) => {
                    rows.push(self.comment(*comment));
                    *comment
                }
                Item::Statement(statement) => {
                    let behind = items.next_if(|item| self.is_behind(item));
                    self.statement(statement, behind, indent, &mut rows);
                    statement.head.start
                }
            };
            let line_ends = self
                .tokens
                .get(begins)
                .map_or(0, |token| token.line_ends_before);
            if let Some(row) = rows.get_mut(first) {
                row.blank_before = first > 0 && line_ends > 1;
            }
        }
        align::lines(rows, indent)
    }

    /// Whether this is a comment on the line of what stands before it.
    fn is_behind(&self, item: &Item) -> bool {
        let Item::Comment(comment) = item else {
            return false;
        };
        self.tokens
            .get(*comment)
            .is_some_and(|token| token.line_ends_before == 0)
    }

    fn comment_text(&self, comment: usize) -> &str {
        self.tokens.get(comment).map_or("", |token| &token.text)
    }

    fn comment(&self, comment: usize) -> Row {
        Row {
            blank_before: false,
            table: Table::None,
            cells: vec![self.comment_text(comment).to_owned()],
            more: Vec::new(),
        }
    }

    /// A statement with its block and the comments that belong to it.
    fn statement(
        &self,
        statement: &Statement,
        behind: Option<&Item>,
        indent: usize,
        rows: &mut Vec<Row>,
    ) {
        let mut head = Head::new(self.tokens, statement, indent);
        let mut comments = Vec::new();
        match &statement.block {
            None => comments.append(&mut head.comments),
            Some(block) => self.block(block, indent, &mut head),
        }
        if let Some(Item::Comment(comment)) = behind {
            comments.push(*comment);
        }
        let mut comments = comments.into_iter();
        if let Some(comment) = comments.next() {
            head.append(&format!("  {}", self.comment_text(comment)));
        }
        rows.push(Row {
            blank_before: false,
            table: statement.table.clone(),
            cells: head.cells,
            more: head.more,
        });
        rows.extend(comments.map(|comment| self.comment(comment)));
    }

    /// Writes a block behind its head, with the comments before its brace.
    fn block(&self, block: &Block, indent: usize, head: &mut Head) {
        let on_one_line = self
            .on_one_line(block)
            .filter(|_| head.comments.is_empty())
            .filter(|line| {
                let width = head.width(indent).saturating_add(1);
                width.saturating_add(length(line)) <= WIDTH || holds_one_thing(block)
            });
        if let Some(block) = on_one_line {
            if head.more.is_empty() {
                head.cells.push(block);
            } else {
                head.append(&format!(" {block}"));
            }
            return;
        }
        head.append(" {");
        let mut comments = std::mem::take(&mut head.comments);
        let mut items = block.items.as_slice();
        if let [first @ Item::Comment(comment), rest @ ..] = items
            && self.is_behind(first)
        {
            comments.push(*comment);
            items = rest;
        }
        let mut comments = comments.as_slice();
        if let [first, rest @ ..] = comments {
            head.append(&format!("  {}", self.comment_text(*first)));
            comments = rest;
        }
        let inside = indent.saturating_add(INDENT);
        head.more.append(&mut self.lines(items, comments, inside));
        head.more.push(format!("{}}}", " ".repeat(indent)));
    }

    /// A block that its author wrote on one line, unless it would be misread there.
    fn on_one_line(&self, block: &Block) -> Option<String> {
        if block.items.is_empty() {
            return Some("{ }".to_owned());
        }
        // It is longer than a line, whatever its words are.
        if block.close.saturating_sub(block.open) > WIDTH {
            return None;
        }
        let mut tokens = self
            .tokens
            .get(block.open.saturating_add(1)..=block.close)?
            .iter();
        let needs_lines = |token: &Token| {
            token.line_ends_before > 0 || matches!(token.kind, Kind::Comment | Kind::LongText)
        };
        if tokens.any(needs_lines) {
            return None;
        }
        let mut parts = Vec::new();
        let mut declarations = 0_usize;
        let mut ended = false;
        for item in &block.items {
            let Item::Statement(statement) = item else {
                return None;
            };
            if ended {
                return None;
            }
            let head = self.tokens.get(statement.head.clone())?;
            // A condition goes on to the end of the block.
            ended = head.iter().any(|token| token.in_condition);
            declarations = declarations.saturating_add(usize::from(statement.is_declaration));
            let mut part = joined(self.tokens, statement.head.clone());
            if let Some(block) = &statement.block {
                part.push(' ');
                part.push_str(&self.on_one_line(block)?);
            }
            parts.push(part);
        }
        (declarations < 2).then(|| format!("{{ {} }}", parts.join("  ")))
    }
}

/// Whether a block holds one statement, and so does the block of that.
fn holds_one_thing(block: &Block) -> bool {
    match block.items.as_slice() {
        [] => true,
        [Item::Statement(statement)] => statement.block.as_ref().is_none_or(holds_one_thing),
        _ => false,
    }
}
