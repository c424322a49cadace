//! What a question is answered with.

use super::builder::Builder;
use super::grammar::Rule;
use super::property::Parts;
use crate::ast::{NoneOf, Parsed, PropertyKind, Required};
use crate::source::Span;

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
            _ => Parsed::Broken(self.bad_part(
                keyword,
                found,
                "the least and the most it may be, such as `0 to 25`",
            )),
        };
        PropertyKind::Number {
            unit,
            range,
            decimal: found.find(Rule::decimal).is_some(),
        }
    }
}
