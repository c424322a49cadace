//! Names, numbers and other words.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use crate::ast::{Name, Number, Parsed, Path, Word};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;

/// What people and word processors write for a hyphen.
const DASHES: [char; 7] = [
    '_', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}',
];

const APOSTROPHES: [char; 3] = ['\'', '\u{2018}', '\u{2019}'];

/// What people write between the letters of a name, and no name has.
const INNER_MARKS: [char; 6] = ['\'', '\u{2018}', '\u{2019}', '/', '&', '.'];

/// What most keywords of texts take.
pub(super) const A_TEXT: &str = "a text in quotes";

impl Builder<'_> {
    /// A name, or the place of something that is not quite one, reported.
    pub(super) fn name(&mut self, pair: &Pair<'_, Rule>) -> Parsed<Name> {
        if pair.as_rule() == Rule::quoted_name {
            return self.quoted_name(pair);
        }
        if pair.as_rule() == Rule::unquoted_title {
            return self.unquoted_title(pair);
        }
        let span = self.span(pair);
        let text = plain_characters(pair.as_str());
        if is_name(&text) {
            return Parsed::Value(Name { span, text });
        }
        let better = better_name(&text);
        if let Some(better) = better.clone().filter(|_| text.contains(INNER_MARKS)) {
            self.is_broken(span);
            self.marked_names.entry(text).or_default().push(span);
            return Parsed::Value(Name { span, text: better });
        }
        let diagnostic = not_a_name(span, &text);
        self.report(match better {
            Some(better) => diagnostic
                .help(format!(
                    "write `{better}`, and the same wherever it is spoken of"
                ))
                .fix(span, better),
            None => diagnostic.help("write a name of plain letters, such as `needs-identified`"),
        });
        Parsed::Broken(span)
    }

    /// Says once of each name with a mark in it what to write, wherever it stands.
    pub(super) fn report_marked_names(&mut self) {
        for (written, mut spans) in std::mem::take(&mut self.marked_names) {
            spans.sort_unstable();
            spans.dedup();
            let (Some(better), Some(first)) = (better_name(&written), spans.first()) else {
                continue;
            };
            let everywhere = if spans.len() > 1 {
                ", and the same wherever it is spoken of"
            } else {
                ""
            };
            let diagnostic =
                not_a_name(*first, &written).help(format!("write `{better}`{everywhere}"));
            self.report(spans.iter().fold(diagnostic, |diagnostic, span| {
                diagnostic.fix(*span, better.clone())
            }));
        }
    }

    /// As [`Self::name`], where a broken one is simply left out.
    pub(super) fn name_or_none(&mut self, pair: &Pair<'_, Rule>) -> Option<Name> {
        match self.name(pair) {
            Parsed::Value(name) => Some(name),
            Parsed::Broken(_) => None,
        }
    }

    /// Every name directly in a pair.
    pub(super) fn names(&mut self, pair: Pair<'_, Rule>) -> Vec<Name> {
        let names: Vec<_> = parts(pair).filter(is_reference).collect();
        names
            .iter()
            .filter_map(|name| self.name_or_none(name))
            .collect()
    }

    pub(super) fn number(&mut self, pair: &Pair<'_, Rule>) -> Number {
        let written = plain_characters(pair.as_str());
        let span = self.span(pair);
        let is_digit = |character: char| character.is_ascii_digit() || character == '.';
        let end = written
            .find(|character| !is_digit(character))
            .unwrap_or(written.len());
        let (decimal, unit) = written.split_at_checked(end).unwrap_or_default();
        if unit.contains(char::is_alphabetic) {
            let written = self.text(span);
            self.report(
                Diagnostic::new(
                    Code::BadValue,
                    span,
                    format!("`{written}` is written `{decimal}%` here"),
                )
                .label("a percent sign is needed")
                .help(format!("write `{decimal}%`"))
                .fix(span, format!("{decimal}%")),
            );
        }
        Number {
            span,
            decimal: decimal.to_owned(),
            percent: !unit.is_empty(),
        }
    }

    pub(super) fn word(&mut self, pair: &Pair<'_, Rule>) -> Word {
        Word {
            span: self.span(pair),
            text: plain_characters(pair.as_str()),
        }
    }

    pub(super) fn path(&mut self, pair: Pair<'_, Rule>) -> Parsed<Path> {
        let span = self.span(&pair);
        let (mut file, mut name, mut version) = (None, None, None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::text => file = Some(self.read_text(&part)),
                Rule::plain => name = Some(self.word(&part)),
                Rule::said_version => {
                    let word = self.span(&part);
                    self.report(
                        Diagnostic::new(
                            Code::BadValue,
                            word,
                            "a version is asked for by its number alone",
                        )
                        .label("not needed")
                        .help("take the word out")
                        .fix(self.and_space(word), ""),
                    );
                }
                _ => {
                    // `=1.2.0`: here the sign says something.
                    self.is_broken(self.span(&part));
                    version = Some(self.word(&part));
                }
            }
        }
        match (file, name) {
            (Some(file), _) => Parsed::Value(Path::File { file, version }),
            (None, Some(name)) => Parsed::Value(Path::Library { name, version }),
            (None, None) => Parsed::Broken(span),
        }
    }

    /// A place with the spaces behind it.
    fn and_space(&self, span: Span) -> Span {
        let rest = self.source.get(span.end as usize..).unwrap_or_default();
        let spaces = rest
            .len()
            .saturating_sub(rest.trim_start_matches([' ', '\t']).len());
        Span {
            end: span.end.saturating_add(super::offset(spaces)),
            ..span
        }
    }

    /// A keyword followed by something that it does not take.
    pub(super) fn bad_value(
        &mut self,
        keyword: Span,
        pair: &Pair<'_, Rule>,
        expected: &str,
    ) -> Span {
        let value = self.trimmed(pair);
        self.is_broken(value);
        let word = self.text(keyword);
        let written = self.text(value);
        let diagnostic = if written.trim_matches([',', '.', ';']).is_empty() {
            Diagnostic::new(
                Code::BadValue,
                keyword,
                format!("something is missing after `{word}`"),
            )
            .label(format!("needed after it: {expected}"))
        } else {
            Diagnostic::new(
                Code::BadValue,
                value,
                format!("`{word}` does not take `{}`", shortened(written)),
            )
            .label(format!("needed here: {expected}"))
        };
        let diagnostic = match likely_number(written) {
            Some(number)
                if expected.starts_with("a number") || expected.starts_with("a percentage") =>
            {
                diagnostic
                    .help(format!("write `{word} {number}`"))
                    .fix(value, number)
            }
            _ if expected == A_TEXT && !written.is_empty() && !written.contains('"') => diagnostic
                .help("put it in quotes")
                .fix(value, format!("\"{written}\"")),
            _ => diagnostic.help(format!("write `{word}` and then {expected}")),
        };
        self.report(diagnostic);
        value
    }
}

/// Whether a pair is a name, or what stands in its place in quotes.
pub(super) fn is_reference(pair: &Pair<'_, Rule>) -> bool {
    matches!(
        pair.as_rule(),
        Rule::name | Rule::quoted_name | Rule::unquoted_title
    )
}

/// What a word processor did to hyphens, digits and percent signs, undone.
pub(super) fn plain_characters(written: &str) -> String {
    let plain = |character: char| match character {
        '\u{AD}' | '\u{200B}' => None,
        '\u{FF05}' => Some('%'),
        _ if DASHES.contains(&character) => Some('-'),
        '\u{FF10}'..='\u{FF19}' => {
            char::from_digit(u32::from(character).saturating_sub(0xFF10), 10)
        }
        _ => Some(character),
    };
    written.chars().filter_map(plain).collect()
}

fn not_a_name(span: Span, written: &str) -> Diagnostic {
    let message = format!("`{}` is not a name", shortened(written));
    Diagnostic::new(Code::BadName, span, message)
        .label("names are letters, digits and hyphens, and begin with a letter")
}

/// Whether a text is a name: letters, digits and hyphens, and begins with a letter.
#[must_use]
pub fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || character == '-')
}

/// A name that says the same: `needs_identified` is `needs-identified`. Nothing where there is none,
/// as for letters that names do not have.
#[must_use]
pub fn better_name(text: &str) -> Option<String> {
    let whole = text.replace(APOSTROPHES, "");
    let hyphened: String = whole
        .chars()
        .map(|character| {
            if character.is_ascii_alphanumeric() {
                character
            } else {
                '-'
            }
        })
        .collect();
    let parts: Vec<&str> = hyphened
        .split('-')
        .filter(|part| !part.is_empty())
        .collect();
    let name = parts.join("-");
    let ascii = whole.is_ascii();
    (ascii && name.starts_with(|first: char| first.is_ascii_alphabetic())).then_some(name)
}

/// `30%%`, `12,5`, `%30`: the number that was meant. Nothing for `1,000` and `3 0`, which may be more
/// than one.
fn likely_number(written: &str) -> Option<String> {
    let plain = plain_characters(written);
    let percent = if plain.contains('%') { "%" } else { "" };
    let number = plain.trim_matches(['%', ' ']);
    let (whole, decimals) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = number.contains(',') && decimals.len() == 3;
    (digits(whole) && digits(decimals) && !thousands)
        .then(|| format!("{}{percent}", number.replace(',', ".")))
}
