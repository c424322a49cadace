//! Comparisons and counts in words or signs that conditions do not use.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use crate::ast::{Condition, Number, Predicate};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;

/// Signs, longer ones first, and the words for them.
const SIGNS: [(&str, &str); 10] = [
    (">=", "is at least"),
    ("<=", "is at most"),
    ("!=", "is not"),
    ("==", "is"),
    ("\u{2265}", "is at least"),
    ("\u{2264}", "is at most"),
    ("\u{2260}", "is not"),
    (">", "is above"),
    ("<", "is below"),
    ("=", "is"),
];

/// Numbers that are written as words.
const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

impl Builder<'_> {
    /// What stands where a comparison should.
    pub(super) fn bad_predicate(&mut self, pair: &Pair<'_, Rule>) -> Predicate {
        let span = self.with_sign(self.trimmed(pair));
        self.is_broken(span);
        let written = self.text(span);
        let shown = shortened(written);
        let message = format!("`{shown}` is not a comparison");
        let diagnostic = Diagnostic::new(Code::BadCondition, span, message).label("cannot be read");
        let said = SIGNS
            .iter()
            .find_map(|(sign, words)| Some((words, written.strip_prefix(sign)?.trim())));
        self.report(match said {
            Some((words, value)) => {
                let instead = format!("{words} {value}");
                diagnostic.help(format!("write `{instead}`")).fix(span, instead)
            }
            None => diagnostic.help(format!(
                "write `is good`, `is {worst}`, `is at least good`, `is below 50%`, `is one of ({best}, {worst})`, `has who` or `lacks who`",
                best = self.declared.scale.best,
                worst = self.declared.scale.worst,
            )),
        });
        Predicate::Broken(span)
    }

    /// With the equals sign before it, which elsewhere is passed over.
    fn with_sign(&self, span: Span) -> Span {
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        let spaces = before
            .len()
            .saturating_sub(before.trim_end_matches(' ').len());
        let signs = before.trim_end_matches(' ');
        let signs = signs
            .len()
            .saturating_sub(signs.trim_end_matches('=').len());
        if signs == 0 {
            return span;
        }
        let start = before.len().saturating_sub(spaces.saturating_add(signs));
        Span {
            start: super::offset(start),
            ..span
        }
    }

    /// `more than 14`, `over 14`.
    pub(super) fn miscompared(&mut self, pair: Pair<'_, Rule>, span: Span) -> Predicate {
        let found: Vec<_> = parts(pair).collect();
        let place = |rule| {
            found
                .iter()
                .find(|part| part.as_rule() == rule)
                .map(|part| self.trimmed(part))
        };
        if let Some(end) = place(Rule::open_end) {
            let value = place(Rule::value).unwrap_or(end);
            return self.open_ended(span, value, end);
        }
        let Some(words) = place(Rule::miscomparison) else {
            return self.between(span, &found);
        };
        let written = self.text(words);
        let first = written
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let more = ["more", "greater", "older", "higher", "over"].contains(&first.as_str());
        let instead = if more { "above" } else { "below" };
        let message = format!("`{written}` is said `{instead}` here");
        self.report(
            Diagnostic::new(Code::BadCondition, words, message)
                .label("other words are needed")
                .help(format!(
                    "write `is {instead}`, or `is at least` or `is at most`"
                ))
                .fix(words, instead),
        );
        Predicate::Broken(span)
    }

    /// `is 9 or above`.
    fn open_ended(&mut self, span: Span, value: Span, end: Span) -> Predicate {
        let written = self.text(value.to(end));
        let word = self.text(end).to_ascii_lowercase();
        let more = ["above", "more", "over", "older", "higher", "better"].contains(&word.as_str());
        let instead = format!(
            "{} {}",
            if more { "at least" } else { "at most" },
            self.text(value)
        );
        let verb = self.text(self.first_word(span)).to_ascii_lowercase();
        let message = format!("`{written}` is said `{instead}` here");
        self.report(
            Diagnostic::new(Code::BadCondition, value.to(end), message)
                .label("other words are needed")
                .help(format!("write `{verb} {instead}`"))
                .fix(value.to(end), instead),
        );
        Predicate::Broken(span)
    }

    /// `is between 9 and 14`.
    fn between(&mut self, span: Span, found: &[Pair<'_, Rule>]) -> Predicate {
        let values: Vec<_> = found
            .iter()
            .map(|part| self.text(self.trimmed(part)))
            .collect();
        let (from, to) = match values.as_slice() {
            [from, to] => (*from, *to),
            _ => ("9", "14"),
        };
        self.report(
            Diagnostic::new(Code::BadCondition, span, "`between` is said with two comparisons here")
                .label("other words are needed")
                .help(format!("write what is compared twice: `age is at least {from} and age is at most {to}`, with your own name for `age`")),
        );
        Predicate::Broken(span)
    }

    /// `more than 2 sections are good`, `7 of 8 sections are good`, `2 or more sections are good`,
    /// `two sections are good`, `both sections are good`.
    pub(super) fn miscounted(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        let mut miscount = span.at_start();
        for part in parts(pair) {
            match part.as_rule() {
                Rule::miscount => miscount = self.trimmed(&part),
                Rule::number | Rule::number_word if miscount.start < miscount.end => {
                    let said = self.text(miscount).to_ascii_lowercase();
                    let number = count(&part);
                    let words = miscount.to(self.span(&part));
                    let bound = match (said.contains("more"), said.starts_with("no")) {
                        (true, true) => format!("at most {number}"),
                        (false, true) => format!("at least {number}"),
                        (true, false) => format!("at least {}", number.saturating_add(1)),
                        (false, false) => {
                            format!("at most {}", number.saturating_sub(1).max(0))
                        }
                    };
                    self.report_same(words, &bound);
                }
                Rule::bare_count => self.bare_count(part),
                Rule::number_word => {
                    let words = self.span(&part);
                    let word = part.as_str().to_ascii_lowercase();
                    let bound = match NUMBERS.iter().position(|number| *number == word) {
                        Some(place) => format!("at least {}", place.saturating_add(1)),
                        None if word == "both" => "all".to_owned(),
                        None => "at least 2".to_owned(),
                    };
                    self.report_count(words, &bound);
                }
                Rule::predicate => {
                    self.predicate(part);
                }
                Rule::bad_predicate => {
                    self.bad_predicate(&part);
                }
                _ => {}
            }
        }
        Condition::Broken(span)
    }

    /// `7 sections`, `7 of 8 sections`, `7/8 sections`, `2 or more sections`.
    fn bare_count(&mut self, pair: Pair<'_, Rule>) {
        let words = self.trimmed(&pair);
        let (mut said, mut whole) = (None, None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::number | Rule::number_word if said.is_none() => {
                    said = Some(count(&part).to_string());
                }
                Rule::fraction => {
                    let both = part.as_str().split_once('/');
                    said = both.map(|(count, _)| count.to_owned());
                    whole = both.map(|(_, of)| of.to_owned());
                }
                Rule::number_word => whole = Some(count(&part).to_string()),
                Rule::whole => whole = Some(part.as_str().trim().to_owned()),
                _ if self.text(words).to_ascii_lowercase().ends_with("more") => {
                    let said = said.unwrap_or_default();
                    return self.report_same(words, &format!("at least {said}"));
                }
                _ => {
                    let said = said.unwrap_or_default();
                    return self.report_same(words, &format!("at most {said}"));
                }
            }
        }
        let written = self.text(words);
        let counted = match whole {
            Some(whole) => format!("{} of {whole}", said.unwrap_or_default()),
            None => said.unwrap_or_default(),
        };
        self.report(
            Diagnostic::new(
                Code::BadCondition,
                words,
                format!("`{written}` does not say whether more would do as well"),
            )
            .label("`at least` or `exactly` is needed")
            .help(format!("write `at least {counted}` or `exactly {counted}`")),
        );
    }

    /// A count in other words than are used here.
    fn report_same(&mut self, words: Span, bound: &str) {
        let written = self.text(words);
        let message = format!("`{written}` is said `{bound}` here");
        self.report(
            Diagnostic::new(Code::BadCondition, words, message)
                .label("other words are needed")
                .help(format!("write `{bound}`"))
                .fix(words, bound),
        );
    }

    /// `the rest are good`.
    pub(super) fn the_rest(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::rest => {
                    let words = self.span(&part);
                    let message = format!("`{}` is not a group", part.as_str());
                    self.report(
                        Diagnostic::new(Code::BadCondition, words, message)
                            .label("conditions do not remember what was counted before")
                            .help(
                                "say what none of them may be, such as `no section is below good`",
                            ),
                    );
                }
                Rule::predicate => {
                    self.predicate(part);
                }
                _ => {
                    self.bad_predicate(&part);
                }
            }
        }
        Condition::Broken(span)
    }

    fn report_count(&mut self, words: Span, bound: &str) {
        let written = self.text(words);
        let diagnostic = Diagnostic::new(
            Code::BadCondition,
            words,
            format!("`{written}` does not say how many"),
        )
        .label("`at least`, `at most`, `exactly`, `all`, `any` or `no` is needed");
        self.report(diagnostic.help(format!("write `{bound}`, if that is what is meant")));
    }

    /// A number that is written as a word, which counts as it is meant.
    pub(super) fn number_word(&mut self, pair: &Pair<'_, Rule>) -> Number {
        let span = self.span(pair);
        let word = pair.as_str();
        let place = NUMBERS
            .iter()
            .position(|number| number.eq_ignore_ascii_case(word));
        let decimal = place.map_or(2, |place| place.saturating_add(1)).to_string();
        self.report(
            Diagnostic::new(
                Code::BadCondition,
                span,
                format!("`{word}` is not written in digits"),
            )
            .label("a number is needed")
            .help(format!("write `{decimal}`"))
            .fix(span, decimal.clone()),
        );
        Number {
            span,
            decimal,
            percent: false,
        }
    }
}

/// How many a number is, in digits or as a word.
fn count(pair: &Pair<'_, Rule>) -> i64 {
    let word = pair.as_str().trim();
    let place = NUMBERS
        .iter()
        .position(|number| number.eq_ignore_ascii_case(word));
    let place = place.and_then(|place| i64::try_from(place).ok());
    place.map_or_else(
        || word.parse().unwrap_or(2),
        |place| place.saturating_add(1),
    )
}
