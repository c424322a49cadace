//! The words, texts, braces and comments of a file.

use std::iter::Peekable;
use std::ops::Range;

use pest::iterators::Pairs;

use crate::parse::dedented;
use crate::parse::grammar::Rule;

/// What stands around a text of several lines.
pub(super) const QUOTES: &str = "\"\"\"";

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the language.
    Keyword,
    /// A name, a number, a date, a version.
    Word,
    /// A text that is written on one line.
    Text,
    /// A text that is written on several.
    LongText,
    Comment,
    OpenBrace,
    CloseBrace,
    OpenParenthesis,
    CloseParenthesis,
    Comma,
}

/// One token.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// As it is to be written; of a long text, what it says.
    pub(super) text: String,
    /// How many lines end between the token before and this one.
    pub(super) line_ends_before: usize,
    /// Whether it stands in a condition, which may go on over several lines.
    pub(super) in_condition: bool,
}

impl Token {
    pub(super) fn is_keyword(&self, words: &[&str]) -> bool {
        self.kind == Kind::Keyword && words.contains(&self.text.as_str())
    }
}

/// The tokens of a text that the grammar reads as `pairs`, without a fault.
pub(super) fn tokens(text: &str, pairs: &Pairs<'_, Rule>) -> Vec<Token> {
    let of = |wanted: fn(Rule) -> bool| {
        pairs
            .clone()
            .flatten()
            .filter(move |pair| wanted(pair.as_rule()))
            .map(|pair| pair.as_span().start()..pair.as_span().end())
            .peekable()
    };
    let mut keywords = of(Rule::is_keyword);
    let mut conditions = of(|rule| rule == Rule::condition);
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut line_ends_before = 0_usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (kind, length) = match next(rest) {
            Ok(token) => token,
            Err(space) => {
                let skipped = rest.get(..space).unwrap_or_default();
                line_ends_before = line_ends_before.saturating_add(line_ends(skipped));
                at = at.saturating_add(space);
                continue;
            }
        };
        let written = rest.get(..length).unwrap_or_default();
        let end = at.saturating_add(length);
        let kind = match kind {
            Kind::Word if holds(&mut keywords, at) => Kind::Keyword,
            _ => kind,
        };
        tokens.push(Token {
            kind,
            start: at,
            text: match kind {
                Kind::Keyword => written.to_ascii_lowercase(),
                Kind::Comment => written.trim_end().to_owned(),
                Kind::LongText => lines_of(written),
                _ => written.to_owned(),
            },
            line_ends_before,
            in_condition: holds(&mut conditions, at),
        });
        line_ends_before = 0;
        at = end;
    }
    tokens
}

/// Whether one of the ranges, which are in order, holds a place that lies behind those asked about
/// before.
fn holds(ranges: &mut Peekable<impl Iterator<Item = Range<usize>>>, at: usize) -> bool {
    while ranges.next_if(|range| range.end <= at).is_some() {}
    ranges.peek().is_some_and(|range| range.contains(&at))
}

/// The token that a text begins with, and how many bytes it has; or how many bytes of space.
fn next(rest: &str) -> Result<(Kind, usize), usize> {
    let to = |end: fn(char) -> bool| rest.find(end).unwrap_or(rest.len());
    let first = rest.chars().next().unwrap_or_default();
    Ok(match first {
        '#' => (Kind::Comment, to(|next| matches!(next, '\n' | '\r'))),
        '"' => text(rest),
        '{' => (Kind::OpenBrace, 1),
        '}' => (Kind::CloseBrace, 1),
        '(' => (Kind::OpenParenthesis, 1),
        ')' => (Kind::CloseParenthesis, 1),
        ',' => (Kind::Comma, 1),
        _ if is_space(first) => return Err(to(|next| !is_space(next))),
        _ => {
            let ends = |next: char| is_space(next) || "#\"{}(),".contains(next);
            (Kind::Word, rest.find(ends).unwrap_or(rest.len()))
        }
    })
}

fn text(rest: &str) -> (Kind, usize) {
    let (quotes, length) = match rest.strip_prefix(QUOTES) {
        Some(content) => (QUOTES, length_of_long_text(content)),
        None => {
            let content = rest.get(1..).unwrap_or_default();
            ("\"", content.find('"').unwrap_or(content.len()))
        }
    };
    let whole = length.saturating_add(quotes.len().saturating_mul(2));
    let several_lines = rest.get(..whole).unwrap_or(rest).contains(['\n', '\r']);
    let kind = if several_lines {
        Kind::LongText
    } else {
        Kind::Text
    };
    (kind, whole)
}

/// How long a text is before the quotes that close it: of four, the last three.
fn length_of_long_text(content: &str) -> usize {
    let length = content.find(QUOTES).unwrap_or(content.len());
    let closing = content.get(length..).unwrap_or_default();
    let quotes = closing
        .len()
        .saturating_sub(closing.trim_start_matches('"').len());
    length.saturating_add(quotes.saturating_sub(QUOTES.len()))
}

/// What a long text says.
fn lines_of(text: &str) -> String {
    let text = text.strip_prefix(QUOTES).unwrap_or(text);
    let lines = dedented(text.strip_suffix(QUOTES).unwrap_or(text));
    let lines: Vec<&str> = lines.into_iter().map(|(_, line)| line).collect();
    lines.join("\n")
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}')
}

fn line_ends(space: &str) -> usize {
    space.matches('\n').count().max(space.matches('\r').count())
}
