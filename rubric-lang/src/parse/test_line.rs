//! Lines of a test that lack their first word: `childs-view is weak`, `overall is good`.

use super::builder::Builder;
use super::declared::unquoted;
use super::value::is_name;
use crate::ast::Kind;
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;

/// Words that begin a line of a test.
const WORDS: [&str; 4] = ["answer", "fact", "expect", "leave"];

/// Words that begin a condition, and nothing else in a test.
const EXPECTED: [&str; 11] = [
    "overall", "section", "score", "audit", "any", "all", "every", "no", "at", "exactly", "not",
];

/// Blocks that people write in a test.
const BLOCKS: [&str; 4] = ["fact", "facts", "answer", "answers"];

impl Builder<'_> {
    /// What a line of a test should begin with, if that can be told.
    pub(super) fn line_of_a_test(&self, line: Span) -> Option<Diagnostic> {
        if self.inside() != Some(Kind::Test) {
            return None;
        }
        let line = self.statement_of(line);
        let written = self.text(line);
        let word = first(written);
        let meant = self.meant(written);
        let kind = if EXPECTED
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
        {
            Some(Kind::Section)
        } else {
            self.declared.member(named(written))
        };
        let (message, label, help) = match kind {
            Some(Kind::Section) => (
                "this line does not say that it is expected",
                "a test says what it expects".to_owned(),
                "`expect` and a condition, such as `expect overall is good`".to_owned(),
            ),
            Some(Kind::Fact) => (
                "this line does not say that it gives a fact",
                format!("`{word}` is a fact"),
                format!("`fact {word}` and what it is, such as `fact {word} yes`"),
            ),
            Some(_) => {
                let word = named(written);
                (
                    "this line does not say that it is an answer",
                    format!("`{word}` is a criterion"),
                    format!(
                        "`answer {word}` and its answer, such as `answer {word} {}`",
                        self.declared.scale.best
                    ),
                )
            }
            None => return self.line_of_something_else(line, written),
        };
        let diagnostic = Diagnostic::new(Code::UnknownStatement, line, message).label(label);
        Some(match meant {
            Some(meant) => diagnostic.help(format!("write `{meant}`")).fix(line, meant),
            None => diagnostic.help(format!("write {help}")),
        })
    }

    /// `nonsense is weak`: nothing of this file is called so, but another file may hold it.
    fn line_of_something_else(&self, line: Span, written: &str) -> Option<Diagnostic> {
        let word = first(written);
        let after = written.get(word.len()..)?.trim_start();
        let value = self.answer_of(value(after))?;
        let says_is = first(after).eq_ignore_ascii_case("is") || after.starts_with(['=', ':']);
        (says_is && is_name(word)).then(|| {
            Diagnostic::new(
                Code::UnknownStatement,
                line,
                format!("this line does not say what `{word}` is"),
            )
            .label("an answer or a fact?")
            .help(format!(
                "write `answer {word} {value}` for a criterion, `fact {word} {value}` for a fact"
            ))
        })
    }

    /// `facts { … }` in a test.
    pub(super) fn is_block_of_a_test(&self, word: &str) -> bool {
        self.inside() == Some(Kind::Test)
            && BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(word))
    }

    /// Says so, and nothing else of what it holds.
    pub(super) fn block_of_a_test(
        &mut self,
        whole: Span,
        head: Span,
        open: Span,
        close: Option<Span>,
    ) {
        self.silence(whole);
        let inner = Span {
            start: open.end,
            end: close.map_or(whole.end, |close| close.start),
            ..whole
        };
        let lines = self.text(inner).lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        let keeps = |line: &str| line.starts_with('#') || has_word(line);
        let meant = |line: &&str| {
            let kept = keeps(line).then(|| (*line).to_owned());
            kept.or_else(|| self.meant(line))
        };
        let all: Option<Vec<String>> = lines.iter().map(meant).collect();
        let shown = lines.iter().find_map(meant);
        let word = shortened(self.text(head));
        let diagnostic = Diagnostic::new(
            Code::UnknownBlock,
            head,
            format!("a test has no block of `{word}`"),
        )
        .label("in a test each line stands by itself");
        let example = shown.unwrap_or_else(|| format!("answer … {}", self.declared.scale.best));
        let diagnostic = diagnostic.help(format!(
            "write the lines without these braces, each with its own word before it: `{example}`"
        ));
        self.report_alone(match (all, self.indent(whole)) {
            (Some(all), Some(indent)) if close.is_some() && !all.is_empty() => {
                diagnostic.fix(whole, all.join(&format!("\n{}", " ".repeat(indent))))
            }
            _ => diagnostic,
        });
    }

    /// A line with its first word, if it can be told with certainty.
    fn meant(&self, written: &str) -> Option<String> {
        let word = first(written);
        if EXPECTED
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
        {
            let says = |words: &[&str]| {
                let mut all = written.split_whitespace();
                all.any(|one| words.iter().any(|word| word.eq_ignore_ascii_case(one)))
            };
            return (says(&["is", "are", "has", "lacks"]) && !says(&WORDS))
                .then(|| format!("expect {written}"));
        }
        let name = named(written);
        let after = written.find(name)?.saturating_add(name.len());
        let after = written.get(after..)?;
        match self.declared.member(name)? {
            Kind::Section => Some(format!(
                "expect section {name} is {}",
                self.answer_of(value(after))?
            )),
            Kind::Fact => Some(format!("fact {name} {}", self.answer_of(value(after))?)),
            _ => Some(format!("answer {name} {}", self.answer_of(value(after))?)),
        }
    }

    /// What is answered, as a test says it.
    fn answer_of(&self, written: &str) -> Option<String> {
        let plain = unquoted(written);
        if let Some(name) = self.declared.titled(plain) {
            return Some(name);
        }
        let digits = |text: &str| {
            !text.is_empty() && text.chars().all(|one| one.is_ascii_digit() || one == '.')
        };
        let split = [" out of ", " of ", "/"];
        if let Some((count, of)) = split.iter().find_map(|of| plain.split_once(of)) {
            let (count, of) = (count.trim(), of.trim());
            return (digits(count) && digits(of)).then(|| format!("{count} of {of}"));
        }
        if is_name(plain) || digits(plain) || first(plain).eq_ignore_ascii_case("ticked") {
            return Some(plain.to_owned());
        }
        let items: Vec<&str> = plain.split(',').map(str::trim).collect();
        (items.len() > 1 && items.iter().all(|item| is_name(item)))
            .then(|| format!("ticked {}", items.join(", ")))
    }

    /// The first statement of a line, without the punctuation after it.
    fn statement_of(&self, line: Span) -> Span {
        let written = self.text(line);
        let starts = WORDS
            .iter()
            .filter_map(|word| written.find(&format!(" {word} ")));
        let end = starts.min().unwrap_or(written.len());
        let kept = written.get(..end).unwrap_or_default();
        let kept = kept.trim_end_matches(|one: char| one.is_whitespace() || ".,;".contains(one));
        Span {
            end: line.start.saturating_add(super::offset(kept.len())),
            ..line
        }
    }
}

fn first(written: &str) -> &str {
    let end = written.find(|one: char| one.is_whitespace() || "=:,".contains(one));
    written
        .get(..end.unwrap_or(written.len()))
        .unwrap_or_default()
}

/// What a line speaks of: its first word, or the one after `criterion`.
fn named(written: &str) -> &str {
    let word = first(written);
    if word.eq_ignore_ascii_case("criterion") {
        first(written.get(word.len()..).unwrap_or_default().trim_start())
    } else {
        word
    }
}

/// What stands behind a name and `is`.
fn value(after: &str) -> &str {
    let after = after.trim_start_matches(|one: char| one.is_whitespace() || "=:".contains(one));
    let word = first(after);
    if ["is", "was", "are"]
        .iter()
        .any(|is| is.eq_ignore_ascii_case(word))
    {
        after.get(word.len()..).unwrap_or_default().trim()
    } else {
        after.trim()
    }
}

fn has_word(line: &str) -> bool {
    WORDS
        .iter()
        .any(|word| word.eq_ignore_ascii_case(first(line)))
}
