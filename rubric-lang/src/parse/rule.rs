//! Ceilings of limits, and what indicators measure.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::property::Parts;
use crate::ast::{Bound, CeilingSubject, MeanSubject, Name, Parsed, PropertyKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn ceiling(&mut self, span: Span, found: &Parts<'_>) -> PropertyKind {
        let subject = found
            .find(Rule::ceiling_subject)
            .and_then(|subject| parts(subject.clone()).next());
        let subject = match subject.as_ref().map(Pair::as_rule) {
            Some(Rule::overall) => CeilingSubject::Overall(self.first_word(span)),
            Some(Rule::every_section) => CeilingSubject::EverySection(
                subject.as_ref().map_or(span, |part| self.trimmed(part)),
            ),
            _ => CeilingSubject::Section(self.section_named(subject.as_ref(), span)),
        };
        let keyword = self.first_word(span);
        let grade = self.name_value(
            keyword,
            found,
            "`at most` and a grade, such as `at most good`",
        );
        PropertyKind::Ceiling { subject, grade }
    }

    fn section_named(&mut self, pair: Option<&Pair<'_, Rule>>, span: Span) -> Parsed<Name> {
        let name = pair.cloned().and_then(|pair| parts(pair).next());
        name.map_or(Parsed::Broken(span), |name| self.name(&name))
    }

    pub(super) fn mean(&mut self, keyword: Span, found: &Parts<'_>) -> Parsed<MeanSubject> {
        if let Some(overall) = found.find(Rule::overall) {
            return Parsed::Value(MeanSubject::Overall(self.trimmed(overall)));
        }
        match found.find(Rule::section_name) {
            Some(section) => match self.section_named(Some(section), keyword) {
                Parsed::Value(name) => Parsed::Value(MeanSubject::Section(name)),
                Parsed::Broken(span) => Parsed::Broken(span),
            },
            None => Parsed::Broken(self.bad_part(
                keyword,
                found,
                "`of score of` and a section or `overall`",
            )),
        }
    }

    pub(super) fn target_value(&mut self, keyword: Span, found: &Parts<'_>) -> PropertyKind {
        let expected = "`at least` or `at most` and a number or percentage, such as `at least 85%`";
        let bound = found
            .find(Rule::bound)
            .cloned()
            .map(|bound| self.bound(bound));
        match bound {
            Some(bound @ (Bound::AtLeast(_) | Bound::AtMost(_))) => {
                let (Bound::AtLeast(number) | Bound::AtMost(number)) = &bound else {
                    return PropertyKind::Target {
                        bound: Parsed::Broken(keyword),
                        value: Parsed::Broken(keyword),
                    };
                };
                let value = Parsed::Value(number.clone());
                PropertyKind::Target {
                    bound: Parsed::Value(bound),
                    value,
                }
            }
            Some(_) => {
                self.report(
                    Diagnostic::new(
                        Code::BadValue,
                        keyword,
                        "a target is `at least` or `at most` something",
                    )
                    .label("this target")
                    .help(format!("write `target` and then {expected}")),
                );
                PropertyKind::Target {
                    bound: Parsed::Broken(keyword),
                    value: Parsed::Broken(keyword),
                }
            }
            None => {
                let span = self.bad_part(keyword, found, expected);
                PropertyKind::Target {
                    bound: Parsed::Broken(span),
                    value: Parsed::Broken(span),
                }
            }
        }
    }
}
