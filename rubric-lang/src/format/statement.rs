//! Which tokens make a statement, and what stands in its block.

use std::ops::Range;

use pest::iterators::{Pair, Pairs};

use super::token::{Kind, Token};
use crate::parse::grammar::Rule;

/// What stands in a block, or in a file.
pub(super) enum Item {
    /// A comment, by its token.
    Comment(usize),
    Statement(Statement),
}

/// A declaration, a property, a line of a list, a change to a base.
pub(super) struct Statement {
    /// Its tokens, up to its block.
    pub(super) head: Range<usize>,
    /// The tokens with which a column begins; the first column begins with the first token.
    pub(super) columns: Vec<usize>,
    pub(super) table: Table,
    pub(super) is_declaration: bool,
    pub(super) block: Option<Block>,
}

/// Statements of one table that stand together have their columns aligned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// Of no table: it may stand between the rows of one.
    None,
    /// A keyword and its value.
    Properties,
    /// The lines of a list.
    List,
    /// Declarations that begin with the same word.
    Declarations(String),
}

/// A block, by the tokens of its braces.
pub(super) struct Block {
    pub(super) open: usize,
    pub(super) items: Vec<Item>,
    pub(super) close: usize,
}

/// The statements of a file, from what the grammar read without a fault.
pub(super) fn statements(tokens: &[Token], pairs: Pairs<'_, Rule>) -> Vec<Item> {
    let reader = Reader { tokens };
    pairs
        .flat_map(Pair::into_inner)
        .filter_map(|pair| reader.item(pair))
        .collect()
}

struct Reader<'a> {
    tokens: &'a [Token],
}

impl Reader<'_> {
    /// The first token that does not begin before a place.
    fn token_at(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| token.start < place)
    }

    fn item(&self, pair: Pair<'_, Rule>) -> Option<Item> {
        let span = pair.as_span();
        let first = self.token_at(span.start());
        let shape = match pair.as_rule() {
            Rule::comment => return Some(Item::Comment(first)),
            Rule::declaration | Rule::property | Rule::overlay => pair.into_inner().next()?,
            Rule::entry
            | Rule::block_entry
            | Rule::item_entry
            | Rule::level_entry
            | Rule::remove_part
            | Rule::written_in => pair,
            _ => return None,
        };
        let rule = shape.as_rule();
        let block = block_of(shape).map(|block| self.block(block));
        let end = block
            .as_ref()
            .map_or(self.token_at(span.end()), |block| block.open);
        let head = first..end;
        let is_declaration = matches!(rule, Rule::list_declaration | Rule::block_declaration);
        let table = match rule {
            Rule::provision => Table::Declarations("provision".to_owned()),
            Rule::entry | Rule::block_entry | Rule::item_entry | Rule::level_entry => Table::List,
            _ if is_declaration => {
                let kind = self.tokens.get(first).map(|token| token.text.clone());
                Table::Declarations(kind.unwrap_or_default())
            }
            _ if is_labelled(rule) => Table::Properties,
            _ => Table::None,
        };
        let columns = match table {
            Table::Declarations(_) => head.clone().filter(|index| self.is_text(*index)).collect(),
            Table::List => {
                let second = first.saturating_add(1);
                let third = self.is_text(second).then_some(second.saturating_add(1));
                std::iter::once(second).chain(third).collect()
            }
            Table::Properties => {
                let second = first.saturating_add(1);
                let third = self.is_word(second) && speaks_of_another(rule);
                std::iter::once(second)
                    .chain(third.then_some(second.saturating_add(1)))
                    .collect()
            }
            Table::None => Vec::new(),
        };
        Some(Item::Statement(Statement {
            head,
            columns,
            table,
            is_declaration,
            block,
        }))
    }

    fn block(&self, pair: Pair<'_, Rule>) -> Block {
        let end = self.token_at(pair.as_span().end());
        let mut pairs = pair.into_inner();
        let open = pairs
            .find(|pair| pair.as_rule() == Rule::open)
            .map_or(end, |open| self.token_at(open.as_span().start()));
        Block {
            open,
            items: pairs.filter_map(|pair| self.item(pair)).collect(),
            close: end.saturating_sub(1),
        }
    }

    fn is_word(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|token| token.kind == Kind::Word)
    }

    fn is_text(&self, index: usize) -> bool {
        (self.tokens.get(index))
            .is_some_and(|token| matches!(token.kind, Kind::Text | Kind::LongText))
    }
}

/// The block of a statement.
fn block_of(statement: Pair<'_, Rule>) -> Option<Pair<'_, Rule>> {
    statement.into_inner().find(|pair| {
        matches!(
            pair.as_rule(),
            Rule::block
                | Rule::list_block
                | Rule::items_block
                | Rule::levels_block
                | Rule::change_block
                | Rule::change_list
        )
    })
}

/// Whether a property is a word and what it stands for, rather than a sentence.
fn is_labelled(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::textual
            | Rule::named
            | Rule::version
            | Rule::effective
            | Rule::weight
            | Rule::applies_when
            | Rule::cites
            | Rule::means
            | Rule::example
            | Rule::scale
            | Rule::whenever
            | Rule::then
            | Rule::given_fact
            | Rule::answer
            | Rule::leave
            | Rule::expect
    )
}

/// Whether a property says something of what its second word names.
fn speaks_of_another(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::cites | Rule::means | Rule::example | Rule::given_fact | Rule::answer
    )
}
