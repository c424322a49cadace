//! Lines of lists: levels, rungs, items, options, and the rules of a mapping.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::misspelt;
use super::outline::QUOTES;
use super::value::better_name;
use crate::ast::{Broken, Entry, Item, Kind, Name, Parsed, Tail, Ticked};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;
use crate::vocabulary::Holder;

impl Builder<'_> {
    pub(super) fn entry(&mut self, pair: Pair<'_, Rule>) -> Entry {
        let span = self.trimmed(&pair);
        let is_level = pair.as_rule() == Rule::level_entry;
        let mut entry = Entry {
            span,
            name: Name {
                span,
                text: String::new(),
            },
            title: None,
            tail: None,
            block: None,
        };
        for pair in parts(pair) {
            match pair.as_rule() {
                Rule::name => {
                    // A broken name is kept as it stands, so that its line still counts.
                    entry.name = self.name_or_none(&pair).unwrap_or_else(|| Name {
                        span: self.span(&pair),
                        text: pair.as_str().to_owned(),
                    });
                }
                Rule::apart_name => {
                    let name = self.apart_name(self.span(&pair));
                    entry.name = name;
                }
                Rule::text => entry.title = Some(self.read_text(&pair)),
                Rule::block => {
                    let holder = self.holder.map(Holder::entry);
                    entry.block = Some(self.block_of(holder, pair));
                }
                Rule::bad_tail if is_level => {
                    let tail = self.trimmed(&pair);
                    self.is_broken(tail);
                    let diagnostic = self.bad_level_tail(tail);
                    self.report(diagnostic);
                    entry.tail = Some(Tail::Broken(tail));
                }
                Rule::bad_tail => entry.tail = Some(Tail::Broken(self.bad_tail(&pair))),
                _ => entry.tail = Some(self.tail(pair)),
            }
        }
        entry
    }

    fn tail(&mut self, pair: Pair<'_, Rule>) -> Tail {
        let span = self.trimmed(&pair);
        let keyword = self.first_word(span);
        let rule = pair.as_rule();
        let upper_end = parts(pair.clone()).find(|part| part.as_rule() == Rule::upper_end);
        let Some(part) = parts(pair).next() else {
            return match rule {
                Rule::excluded => Tail::Excluded(span),
                _ => Tail::Otherwise(span),
            };
        };
        match (rule, part.as_rule()) {
            (Rule::points, _) => {
                let number = self.number(&part);
                let is_grade = self.holder == Some(Holder::Declaration(Kind::Grades));
                match upper_end {
                    Some(_) if is_grade => {
                        self.report_both_ends(span, &part);
                        Tail::From(Parsed::Value(number))
                    }
                    Some(end) => {
                        self.bad_tail(&end);
                        Tail::Points(number)
                    }
                    None => Tail::Points(number),
                }
            }
            (Rule::from, Rule::number) => {
                if let Some(end) = upper_end {
                    self.report_upper_end(&end);
                }
                Tail::From(Parsed::Value(self.number(&part)))
            }
            (Rule::above, _) => {
                self.report_above(span, &part);
                Tail::From(Parsed::Value(self.number(&part)))
            }
            (Rule::below, _) => {
                self.report(
                    Diagnostic::new(Code::BadValue, span, "a grade does not say where it ends")
                        .label("a grade runs from its threshold up to the grade above")
                        .help(
                            "write `otherwise` for the last grade, and `from 45%` for the others",
                        ),
                );
                Tail::Broken(span)
            }
            (Rule::up_to, Rule::number) => Tail::UpTo(Parsed::Value(self.number(&part))),
            (Rule::from, _) => Tail::Broken(self.bad_value(
                keyword,
                &part,
                "a percentage, such as `70%`, or a number",
            )),
            (Rule::up_to, _) => {
                Tail::Broken(self.bad_value(keyword, &part, "a number, such as `42`"))
            }
            (Rule::when, _) => Tail::When(self.condition(part)),
            (Rule::when_ticked, _) => self.when_ticked(keyword, part),
            _ => Tail::Broken(span),
        }
    }

    /// `at least 70%`, `above 70%`.
    fn report_above(&mut self, span: Span, number: &Pair<'_, Rule>) {
        let threshold = self.text(self.trimmed(number));
        let written = self.text(span);
        if written.to_ascii_lowercase().starts_with("at") {
            let instead = format!("from {threshold}");
            let message = format!("`{written}` is said `{instead}` here");
            self.report(
                Diagnostic::new(Code::BadValue, span, message)
                    .label("other words are needed")
                    .help(format!("write `{instead}`"))
                    .fix(span, instead),
            );
            return;
        }
        self.report(
            Diagnostic::new(
                Code::BadValue,
                span,
                "a grade begins at its threshold, not above it",
            )
            .label("with this score or without it?")
            .help(format!(
                "write `from {threshold}`, which exactly {threshold} has reached, or a threshold that is higher by 0.1%"
            )),
        );
    }

    /// `70% to 89%`.
    fn report_both_ends(&mut self, span: Span, from: &Pair<'_, Rule>) {
        let written = self.text(span);
        let from = from.as_str().trim();
        self.report(
            Diagnostic::new(
                Code::BadValue,
                span,
                format!("`{written}` says both ends, and one is enough"),
            )
            .label("the upper end comes from the grade above")
            .help(format!(
                "write `from {from}`, and `otherwise` for the last grade"
            )),
        );
    }

    /// `from 70% to 89%`.
    fn report_upper_end(&mut self, pair: &Pair<'_, Rule>) {
        let span = self.trimmed(pair);
        let written = self.text(span);
        self.report(
            Diagnostic::new(Code::BadValue, span, format!("`{written}` is not needed"))
                .label("the upper end comes from the grade above")
                .help("remove it: a grade runs up to the one above it, and `from` is enough"),
        );
    }

    fn when_ticked(&mut self, keyword: Span, pair: Pair<'_, Rule>) -> Tail {
        let span = self.trimmed(&pair);
        let rule = pair.as_rule();
        if rule == Rule::bad_value {
            return Tail::Broken(self.bad_value(
                keyword,
                &pair,
                "`all`, `any`, `at least 2` or `exactly 2`",
            ));
        }
        let number = parts(pair).next();
        Tail::WhenTicked(match (rule, number) {
            (Rule::ticked_at_least, Some(number)) => Ticked::AtLeast(self.number(&number)),
            (Rule::ticked_exactly, Some(number)) => Ticked::Exactly(self.number(&number)),
            (Rule::ticked_any, _) => Ticked::Any(span),
            _ => Ticked::All(span),
        })
    }

    fn bad_tail(&mut self, pair: &Pair<'_, Rule>) -> Span {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = shortened(self.text(span));
        let diagnostic = Diagnostic::new(
            Code::BadValue,
            span,
            format!("`{written}` does not belong on this line"),
        )
        .label("not expected here");
        let (ends, words): (&str, &[&str]) = match self.holder {
            Some(Holder::Declaration(Kind::Scale)) => (
                "a level ends in its points, such as `3`, or in `excluded`",
                &["excluded"],
            ),
            Some(Holder::Declaration(Kind::Grades)) => (
                "a grade ends in `from 70%`, `when …` or `otherwise`",
                &["otherwise"],
            ),
            Some(Holder::Checklist) => ("an item ends in its title: remove what follows it", &[]),
            Some(Holder::Options) => ("an option ends in its title: remove what follows it", &[]),
            Some(Holder::Mapping) => (
                "a line of `levels` ends in `from 90%`, `up to 42`, `when at least 2` or `otherwise`",
                &["otherwise"],
            ),
            _ => (
                "a level ends in its points or `excluded`, a grade in `from 70%`, `when …` or `otherwise`",
                &["excluded", "otherwise"],
            ),
        };
        let is_excluded = pair
            .clone()
            .into_inner()
            .any(|part| part.as_rule() == Rule::not_counted);
        let meant = if is_excluded {
            Some("excluded").filter(|word| words.contains(word))
        } else {
            misspelt::nearest(self.text(span), words.iter().copied())
        };
        self.report(match meant {
            Some(word) => diagnostic.help(format!("write `{word}`")).fix(span, word),
            None => diagnostic.help(ends),
        });
        span
    }

    /// A name of several words, which counts as the one word that is offered for it.
    fn apart_name(&mut self, span: Span) -> Name {
        let written = self.text(span);
        let words: Vec<&str> = written.split_whitespace().collect();
        let better = better_name(&words.join("-"));
        let diagnostic = Diagnostic::new(
            Code::BadName,
            span,
            format!("`{}` is more than one word", words.join(" ")),
        )
        .label("a name is one word");
        self.is_broken(span);
        // Behind another item the first word may be what goes on with that one.
        let before = self.source.get(..span.start as usize).unwrap_or_default();
        let is_certain =
            self.begins_line(span) || before.ends_with("  ") && !written.contains("  ");
        self.report(match &better {
            Some(better) => {
                let diagnostic = diagnostic.help(format!("write `{better}`"));
                if is_certain {
                    diagnostic.fix(span, better.clone())
                } else {
                    diagnostic
                }
            }
            None => diagnostic.help("write one word, or join the words with hyphens"),
        });
        let text = better.unwrap_or_else(|| written.to_owned());
        Name { span, text }
    }

    /// A line of a list that does not begin with a name and something after it.
    pub(super) fn bad_entry(&mut self, pair: Pair<'_, Rule>, items: &mut Vec<Item>) {
        let span = self.trimmed(&pair);
        let is_level = pair.as_rule() == Rule::bad_level;
        let mut line = None;
        let mut block = None;
        for pair in parts(pair) {
            match pair.as_rule() {
                Rule::junk => line = Some(self.trimmed(&pair)),
                _ => {
                    let holder = self.holder.map(Holder::entry);
                    block = Some(self.block_of(holder, pair));
                }
            }
        }
        let line = line
            .or(block.as_ref().map(|block| block.open))
            .unwrap_or(span);
        self.is_broken(line);
        let diagnostic = if is_level {
            self.bad_level(line)
        } else {
            self.bad_line(line)
        };
        self.report(diagnostic);
        items.push(Item::Broken(Broken { span, block }));
    }

    fn bad_line(&self, line: Span) -> Diagnostic {
        let written = self.text(line);
        let before_title = written.split(QUOTES).next().unwrap_or_default();
        let words: Vec<&str> = before_title.split_whitespace().collect();
        if words.len() > 1 && words.len() < 5 && written.contains(QUOTES) {
            let end = line
                .start
                .saturating_add(super::offset(before_title.trim_end().len()));
            let name = Span { end, ..line };
            if let Some(better) = better_name(&words.join("-")) {
                let shown = words.join(" ");
                return Diagnostic::new(
                    Code::BadName,
                    name,
                    format!("`{shown}` is more than one word"),
                )
                .label("a name is one word")
                .help(format!("write `{better}`"))
                .fix(name, better);
            }
        }
        let first = self.text(self.first_word(line));
        let name = if first.is_empty() { "met" } else { first };
        let message = format!("`{}` is not a line of this list", shortened(written));
        Diagnostic::new(Code::UnknownStatement, line, message)
            .label("a line begins with a name, then its title in quotes")
            .help(format!(
                "write `{name} \"…\"`, with what else the line needs after it"
            ))
    }
}
