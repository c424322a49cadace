//! Ceilings of limits, and what indicators measure.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::property::Parts;
use crate::ast::{Bound, CeilingSubject, Kind, MeanSubject, Name, Parsed, PropertyKind};
use crate::diagnostic::{Code, Diagnostic, shortened};
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
            Some(Rule::any_section) => {
                let place = subject.as_ref().map_or(span, |part| self.trimmed(part));
                self.which_section(place, span);
                CeilingSubject::EverySection(place)
            }
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

    /// `any section at most good`, `section at most good`.
    fn which_section(&mut self, words: Span, whole: Span) {
        let written = self.text(words);
        let rest = self.text(self.after(words, whole));
        let diagnostic = if written.eq_ignore_ascii_case("section") {
            Diagnostic::new(Code::BadValue, words, "this limit does not say which section")
                .label("every section, or one of them?")
                .help(format!(
                    "write `every section {rest}`, or `section C {rest}` with the name of the one that is meant"
                ))
        } else {
            let message = format!("`{written}` is said `every section` here");
            Diagnostic::new(Code::BadValue, words, message)
                .label("other words are needed")
                .help(format!("write `every section {rest}`"))
                .fix(words, "every section")
        };
        self.report(diagnostic);
    }

    /// A line of a limit that cannot be read.
    pub(super) fn line_of_a_limit(&self, line: Span) -> Option<Diagnostic> {
        let word = self.text(self.first_word(line)).to_ascii_lowercase();
        let subject = match word.as_str() {
            _ if self.inside() != Some(Kind::Limit) => return None,
            "section" | "sections" | "any" | "all" | "each" | "every" => "every section",
            "overall" => "overall",
            _ => return None,
        };
        Some(
            Diagnostic::new(
                Code::UnknownStatement,
                line,
                format!(
                    "`{}` does not say how far it limits",
                    shortened(self.text(line))
                ),
            )
            .label("cannot be read")
            .help(format!(
                "write `{subject} at most` and a grade; the condition stands after `when`"
            )),
        )
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
