//! Lines of a mapping: `strong up to 30`.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use crate::ast::{Entry, Parsed, Tail};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;

impl Builder<'_> {
    /// A line of the list that it stands in.
    pub(super) fn level_entry(
        &mut self,
        pair: Pair<'_, Rule>,
        lower_is_better: Option<bool>,
    ) -> Entry {
        let range = parts(pair.clone()).find(|part| part.as_rule() == Rule::both_ends);
        let end = parts(pair.clone()).find(|part| part.as_rule() == Rule::one_end);
        let mut entry = self.entry(pair);
        if let Some(range) = range {
            entry.tail = Some(self.both_ends(&range, lower_is_better));
        }
        if let Some(end) = end {
            entry.tail = Some(self.one_end(&end));
        }
        entry
    }

    /// `strong 0 to 30`: one of its ends says it, and the line above says the other.
    fn both_ends(&mut self, pair: &Pair<'_, Rule>, lower_is_better: Option<bool>) -> Tail {
        let span = self.trimmed(pair);
        let ends: Vec<_> = parts(pair.clone())
            .filter(|part| part.as_rule() == Rule::number)
            .collect();
        let [least, most] = ends.as_slice() else {
            return Tail::Broken(span);
        };
        let (least, most) = (self.number(least), self.number(most));
        let written = self.text(span);
        let diagnostic = Diagnostic::new(
            Code::BadValue,
            span,
            format!("`{written}` says both ends, and one is enough"),
        )
        .label("the lines around it say the other");
        let up_to = format!("up to {}", self.text(most.span));
        let from = format!("from {}", self.text(least.span));
        match lower_is_better {
            Some(true) => {
                let help = format!("write `{up_to}`");
                self.report(diagnostic.help(help));
                Tail::UpTo(Parsed::Value(most))
            }
            Some(false) => {
                let help = format!("write `{from}`");
                self.report(diagnostic.help(help));
                Tail::From(Parsed::Value(least))
            }
            None => {
                self.report(diagnostic.help(format!(
                    "write `{up_to}` where lower is better, `{from}` where higher is"
                )));
                Tail::Broken(span)
            }
        }
    }

    /// `strong 30 or less`.
    fn one_end(&mut self, pair: &Pair<'_, Rule>) -> Tail {
        let span = self.trimmed(pair);
        let mut inner = parts(pair.clone());
        let (Some(number), Some(word)) = (inner.next(), inner.next()) else {
            return Tail::Broken(span);
        };
        let number = self.number(&number);
        let word = word.as_str().trim().to_ascii_lowercase();
        let more = ["above", "more", "over", "older", "higher", "better"].contains(&word.as_str());
        let words = if more { "from" } else { "up to" };
        let instead = format!("{words} {}", self.text(number.span));
        let message = format!("`{}` is said `{instead}` here", self.text(span));
        self.report(
            Diagnostic::new(Code::BadValue, span, message)
                .label("other words are needed")
                .help(format!("write `{instead}`"))
                .fix(span, instead),
        );
        let number = Parsed::Value(number);
        if more {
            Tail::From(number)
        } else {
            Tail::UpTo(number)
        }
    }

    /// A line of a mapping that cannot be read.
    pub(super) fn bad_level(&self, line: Span) -> Diagnostic {
        let level = self.text(self.first_word(line));
        let level = if level.is_empty() {
            &self.declared.scale.best
        } else {
            level
        };
        let written = shortened(self.text(line));
        let message = format!("`{written}` does not say which answers have this level");
        Diagnostic::new(Code::UnknownStatement, line, message)
            .label("a level, and then its answers")
            .help(answers_of(level))
    }

    /// What stands behind a line of a mapping.
    pub(super) fn bad_level_tail(&self, tail: Span) -> Diagnostic {
        let written = shortened(self.text(tail));
        let message = format!("`{written}` does not belong on this line");
        let diagnostic = Diagnostic::new(Code::BadValue, tail, message)
            .label("the line is complete before this");
        let words = self.text(tail).split_whitespace();
        if words.count() <= 2 {
            return diagnostic
                .help("leave it out: what the numbers count is said where the form of answer is");
        }
        diagnostic.help(format!(
            "put it on a line of its own: {}",
            answers_of(self.text(self.first_word(tail)))
        ))
    }
}

/// What may stand behind a level of a mapping.
fn answers_of(level: &str) -> String {
    format!(
        "write `{level} up to 30` or `{level} from 30` for a number, `{level} from 90%` for a proportion, `{level} when all` for a checklist, and `otherwise` for the last level"
    )
}

/// Whether the numbers of a mapping go up from line to line, as far as they say both ends.
pub(super) fn lower_is_better(list: &Pair<'_, Rule>) -> Option<bool> {
    let lines = || parts(list.clone()).flat_map(parts);
    let says = |rule: Rule| lines().any(|part| part.as_rule() == rule);
    if says(Rule::up_to) || says(Rule::from) {
        return Some(says(Rule::up_to));
    }
    // A proportion is the better the higher it is.
    let ranges = || lines().filter(|part| part.as_rule() == Rule::both_ends);
    if ranges().any(|range| range.as_str().trim_end().ends_with('%')) {
        return Some(false);
    }
    let least = |range: Pair<'_, Rule>| {
        let number = parts(range).find(|part| part.as_rule() == Rule::number)?;
        let digits = number.as_str().trim_end_matches('%').trim_end().to_owned();
        let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
        Some((whole.parse::<u64>().ok()?, decimals.to_owned()))
    };
    let least: Vec<_> = ranges().map(least).collect::<Option<_>>()?;
    match least.as_slice() {
        [(0, decimals)] if decimals.trim_matches('0').is_empty() => Some(true),
        [first, .., last] if first != last => Some(first < last),
        _ => None,
    }
}
