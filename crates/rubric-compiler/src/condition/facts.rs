//! Comparisons about facts.

use rubric_lang::ast::{Name, Number, Operator, Predicate, Value};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_model::Rational;
use rubric_model::condition::{Condition, FactValue};

use super::{Reader, compare, one_of, predicate_span};
use crate::arena::Id;
use crate::standard::{Fact, FactKind, Item, NumberRange};
use crate::{number, words};

impl<'t> Reader<'_, 't> {
    pub(super) fn of_fact(
        &mut self,
        fact: Id<Fact<'t>>,
        predicate: &Predicate,
    ) -> Option<Condition> {
        let fact = &self.standard.facts[fact];
        let name = fact.head.text();
        let kind = fact.kind.as_ref()?;
        let comparison = match predicate {
            Predicate::Broken(_) => return None,
            Predicate::Compare {
                operator,
                words,
                value,
            } => {
                let ordered = !matches!(operator, Operator::Is | Operator::IsNot);
                if ordered && !matches!(kind, FactKind::Number(_)) {
                    let said = self.text(*words);
                    self.wrong_fact(
                        name,
                        words.to(value.span()),
                        kind,
                        None,
                        &format!("`{said}` needs an order, and `{name}` has none"),
                    );
                    return None;
                }
                let said = self.text(*words);
                compare(
                    *operator,
                    self.fact_value(fact, kind, &said, value, !ordered)?,
                )
            }
            Predicate::OneOf {
                negated, values, ..
            } => {
                let values: Vec<_> = values
                    .iter()
                    .map(|value| self.fact_value(fact, kind, "is", value, true))
                    .collect();
                one_of(*negated, values.into_iter().collect::<Option<_>>()?)
            }
            Predicate::Excluded { span, .. } | Predicate::Scored { span, .. } => {
                self.wrong_fact(
                    name,
                    *span,
                    kind,
                    None,
                    &format!("`{name}` is a fact, which is never scored or excluded"),
                );
                return None;
            }
            Predicate::Has(item) | Predicate::Lacks(item) => {
                self.wrong_fact(
                    name,
                    item.span,
                    kind,
                    None,
                    &format!("`{name}` is a fact, which has no items"),
                );
                return None;
            }
        };
        Some(Condition::Fact(name.to_owned(), comparison))
    }

    fn fact_value(
        &mut self,
        fact: &Fact<'t>,
        kind: &FactKind<'t>,
        said: &str,
        value: &Value,
        exactly: bool,
    ) -> Option<FactValue> {
        let name = fact.head.text();
        match (kind, value) {
            (FactKind::YesNo, Value::Name(word)) if word.text.eq_ignore_ascii_case("yes") => {
                Some(FactValue::YesNo(true))
            }
            (FactKind::YesNo, Value::Name(word)) if word.text.eq_ignore_ascii_case("no") => {
                Some(FactValue::YesNo(false))
            }
            (FactKind::Number(range), Value::Number(given)) if !given.percent => {
                let exact = number::plain(given)?;
                let fits = if exactly {
                    range.allows(&exact)
                } else {
                    range.holds(&exact)
                };
                if !fits {
                    self.out_of_range(given, name, range);
                    return None;
                }
                Some(FactValue::Number(exact))
            }
            (FactKind::OneOf(options), Value::Name(option)) => {
                match Item::find(options, &option.text) {
                    Some(option) => Some(FactValue::Option(option.to_owned())),
                    None => {
                        self.unknown_option(name, option, options);
                        None
                    }
                }
            }
            _ => {
                let written = self.text(value.span());
                self.wrong_fact(
                    name,
                    value.span(),
                    kind,
                    Some((said, value)),
                    &format!("`{name}` is never `{written}`"),
                );
                None
            }
        }
    }

    fn unknown_option(&mut self, fact: &str, option: &Name, options: &[Item<'t>]) {
        let message = format!("`{fact}` has no option `{}`", option.text);
        let diagnostic = Diagnostic::new(Code::UnknownName, option.span, message);
        let names = options.iter().map(|option| option.name.text.as_str());
        let diagnostic = self
            .standard
            .names
            .with_nearest(diagnostic, option, names)
            .label("not an option");
        self.report(diagnostic);
    }

    pub(super) fn out_of_range(&mut self, given: &Number, name: &str, range: &NumberRange) {
        let span = given.span;
        let written = self.text(span);
        let message = if number::plain(given).is_some_and(|exact| range.holds(&exact)) {
            format!("`{name}` is never {written}")
        } else {
            format!("{written} is outside what `{name}` can be")
        };
        let whole = if range.decimal { "" } else { "whole numbers " };
        let (from, to) = (number::show(&range.from), number::show(&range.to));
        self.report(
            Diagnostic::new(Code::ValueOutOfRange, span, message)
                .label("never occurs")
                .help(format!("`{name}` takes {whole}from {from} to {to}")),
        );
    }

    fn wrong_fact(
        &mut self,
        name: &str,
        span: Span,
        kind: &FactKind<'t>,
        given: Option<(&str, &Value)>,
        message: &str,
    ) {
        let help = match kind {
            FactKind::YesNo => format!("write `{name} is yes` or `{name} is no`"),
            FactKind::Number(range) => {
                let said = given.map_or("is at least", |(said, _)| said);
                let meant = given
                    .and_then(|(_, value)| meant(value))
                    .filter(|meant| range.allows(meant));
                let such_as = if meant.is_some() {
                    ""
                } else {
                    "a number, such as "
                };
                let meant = meant.unwrap_or_else(|| range.middle());
                format!("write {such_as}`{name} {said} {}`", number::show(&meant))
            }
            FactKind::OneOf(options) => {
                let options: Vec<&str> = options
                    .iter()
                    .map(|option| option.name.text.as_str())
                    .collect();
                format!("write `{name} is …` with {}", words::either(options))
            }
        };
        let diagnostic = Diagnostic::new(Code::WrongKindOfComparison, span, message)
            .label("does not fit")
            .help(help);
        self.report(diagnostic);
    }
}

/// The number that was probably meant: `14%`, `fourteen`.
fn meant(value: &Value) -> Option<Rational> {
    const WORDS: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    match value {
        Value::Number(number) => number::plain(number),
        Value::Name(word) => {
            let number = WORDS
                .iter()
                .position(|one| one.eq_ignore_ascii_case(&word.text))?;
            Some(Rational::from(i64::try_from(number).ok()?))
        }
    }
}

/// Where a predicate stands that cannot be said of what it is said of.
pub(super) fn misfit(predicate: &Predicate) -> Span {
    predicate_span(predicate)
}
