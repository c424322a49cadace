//! What a question is answered with.

use super::builder::Builder;
use super::grammar::Rule;
use super::property::Parts;
use crate::ast::{Kind, NoneOf, Parsed, PropertyKind, Required};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;

/// A proportion as it is written.
const A_PROPORTION: &str = "proportion \"agreed actions\" { none excluded }";

impl Builder<'_> {
    pub(super) fn required(&mut self, keyword: Span, found: &Parts<'_>) -> PropertyKind {
        let comment = self.text(keyword).eq_ignore_ascii_case("comment");
        let what = if comment {
            Required::Comment
        } else {
            Required::Cause
        };
        let below = match (found.name(), found.find(Rule::bad_value)) {
            (Some(name), _) => Some(self.name(name)),
            (None, Some(bad)) => Some(Parsed::Broken(self.bad_value(
                keyword,
                bad,
                "`required when below` and a level",
            ))),
            (None, None) => None,
        };
        PropertyKind::Required { what, below }
    }

    /// `number of days, 30 or less is met`.
    fn bad_number(&mut self, keyword: Span, found: &Parts<'_>) -> Span {
        const RANGE: &str = "the least and the most it may be, such as `0 to 25`";
        if self.inside() != Some(Kind::Criterion) {
            return self.bad_part(keyword, found, RANGE);
        }
        let bad = found.find(Rule::bad_value).map(|bad| self.trimmed(bad));
        let written = bad.map_or("", |bad| self.text(bad));
        let of = written.strip_prefix("of ").unwrap_or_default();
        let unit = of.split(',').next().map(str::trim);
        let unit = unit
            .filter(|unit| !unit.is_empty() && !unit.contains(|one: char| one.is_ascii_digit()));
        let number = format!("number \"{}\" 0 to 365", unit.unwrap_or("days"));
        let levels = self.declared.scale.levels_of_a_number();
        let bad = bad.filter(|bad| bad.start < bad.end);
        let (span, message) = match bad {
            Some(bad) => {
                self.is_broken(bad);
                (
                    bad,
                    format!("`number` does not take `{}`", shortened(written)),
                )
            }
            None => (keyword, "something is missing after `number`".to_owned()),
        };
        self.report(
            Diagnostic::new(Code::BadValue, span, message)
                .label("a unit in quotes and a range are needed")
                .help(format!(
                    "write `{number}`, and after it which numbers are how good: `{levels}`"
                )),
        );
        span
    }

    /// `5 out of 7`, `count of actions`: a proportion.
    pub(super) fn line_of_a_criterion(&self, line: Span) -> Option<Diagnostic> {
        let written = self.text(line);
        let mut words = written.split_whitespace();
        let first = words.next()?.to_ascii_lowercase();
        let second = words.next()?.to_ascii_lowercase();
        let counts = first == "count" || first.chars().all(|one| one.is_ascii_digit());
        let of = ["of", "out"].contains(&second.as_str());
        (self.inside() == Some(Kind::Criterion) && counts && of).then(|| {
            Diagnostic::new(
                Code::UnknownStatement,
                line,
                format!("`{}` is not a form of answer", shortened(written)),
            )
            .label("so many of so many?")
            .help(format!("write what is counted in quotes: `{A_PROPORTION}`"))
        })
    }

    pub(super) fn none_of(&mut self, keyword: Span, found: &Parts<'_>) -> Parsed<NoneOf> {
        if let Some(excluded) = found.find(Rule::none_excluded) {
            return Parsed::Value(NoneOf::Excluded(self.trimmed(excluded)));
        }
        match found.find(Rule::number) {
            Some(number) => Parsed::Value(NoneOf::Counts(self.number(number))),
            None => Parsed::Broken(self.bad_part(
                keyword,
                found,
                "`excluded`, or `counts` and a percentage, such as `counts 0%`",
            )),
        }
    }

    pub(super) fn number_range(&mut self, keyword: Span, found: &Parts<'_>) -> PropertyKind {
        let unit = found.find(Rule::text).map(|text| self.read_text(text));
        let range = match (found.nth(Rule::number, 0), found.nth(Rule::number, 1)) {
            (Some(from), Some(to)) => Parsed::Value((self.number(from), self.number(to))),
            _ => Parsed::Broken(self.bad_number(keyword, found)),
        };
        PropertyKind::Number {
            unit,
            range,
            decimal: found.find(Rule::decimal).is_some(),
        }
    }
}
