//! Texts whose quotes are not the right ones, or not there.

use pest::iterators::Pair;

use super::builder::Builder;
use super::grammar::Rule;
use crate::ast::Kind;
use crate::diagnostic::shortened;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// How far a text in single quotes is followed.
const MOST_CHARACTERS: usize = 4_000;

/// What takes a text and nothing before it.
const TEXTUAL: [&str; 11] = [
    "publisher",
    "audits",
    "jurisdiction",
    "introduction",
    "link",
    "issued",
    "guidance",
    "prompt",
    "leave-out",
    "because",
    "title",
];

impl Builder<'_> {
    /// `criterion needs Needs are named" {`: only the closing quote is there, at this place. Says
    /// so, unless nothing before it can be the text.
    pub(super) fn opening_quote_is_missing(&mut self, quote: usize) -> bool {
        let (before, after) = self.source.split_at_checked(quote).unwrap_or_default();
        let end = quote.saturating_add(after.chars().next().map_or(0, char::len_utf8));
        let line = before
            .rsplit(['\n', '\r', '{', '}'])
            .next()
            .unwrap_or_default();
        let first = line.split_whitespace().next().unwrap_or_default();
        let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(first));
        let names = if Kind::from_keyword(first).is_some() || is(&["means", "example", "cites"]) {
            2
        } else if is(&TEXTUAL) {
            1
        } else {
            return false;
        };
        let mut text = line.trim_start();
        for _ in 0..names {
            let word = text.find(char::is_whitespace).unwrap_or(text.len());
            text = text.get(word..).unwrap_or_default().trim_start();
        }
        if text.trim_end().is_empty() || text.contains('"') {
            return false;
        }
        let line = self.place(quote.saturating_sub(line.trim_start().len()), end);
        let text = self.place(quote.saturating_sub(text.len()), end);
        let written = shortened(self.text(text));
        self.silence(line);
        self.report_alone(
            Diagnostic::new(Code::UnclosedText, text, "this text has no opening quote")
                .label("a `\"` is missing before it")
                .help(format!("write `\"{written}`"))
                .fix(text.at_start(), "\""),
        );
        true
    }

    /// `guidance 'Each need is named.'`, over several lines too: says so, if the text ends.
    pub(super) fn single_quotes(&mut self, bad: &Pair<'_, Rule>) -> Option<Span> {
        const SINGLE: [char; 3] = ['\'', '\u{2018}', '\u{2019}'];
        let start = self.trimmed(bad).start as usize;
        let rest = self.source.get(start..)?;
        let inner = rest.strip_prefix(SINGLE)?;
        let reach = inner.char_indices().nth(MOST_CHARACTERS);
        let inner = inner.get(..reach.map_or(inner.len(), |(at, _)| at))?;
        let mut length = 0_usize;
        for line in inner.split_inclusive('\n') {
            let kept = line.trim_end();
            let before = kept.trim_end_matches(['}', ' ', '\t']);
            if let Some(last) = before.strip_suffix(SINGLE) {
                let text = inner.get(..length.saturating_add(last.len()))?;
                let end = inner.get(length.saturating_add(last.len())..)?;
                let quote = end.chars().next().map_or(0, char::len_utf8);
                let opening = rest.chars().next().map_or(0, char::len_utf8);
                let end = start
                    .saturating_add(opening)
                    .saturating_add(text.len())
                    .saturating_add(quote);
                let span = self.place(start, end);
                let long = text.contains(['\n', '\r', '"']);
                let quotes = if long { "\"\"\"" } else { "\"" };
                self.is_broken(span);
                self.silence(span);
                self.report_alone(
                    Diagnostic::new(Code::BadValue, span, "this text stands in single quotes")
                        .label("double quotes are needed")
                        .help("put it in double quotes")
                        .fix(span, format!("{quotes}{text}{quotes}")),
                );
                return Some(span);
            }
            length = length.saturating_add(line.len());
        }
        None
    }
}
