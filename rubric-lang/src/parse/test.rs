//! What stands in a test.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::value::is_reference;
use crate::ast::{AnswerSubject, AnswerValue, Expectation, LimitedSubject, Parsed, PropertyKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

impl Builder<'_> {
    pub(super) fn given_fact(&mut self, keyword: Span, pair: Pair<'_, Rule>) -> PropertyKind {
        let mut name = Parsed::Broken(keyword);
        let mut value = Parsed::Broken(keyword);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::name => name = self.name(&part),
                Rule::bad_value => {
                    self.bad_value(keyword, &part, "a fact and its value, such as `age 12`");
                }
                _ => value = self.answer_value(part),
            }
        }
        PropertyKind::GivenFact { name, value }
    }

    pub(super) fn answer(&mut self, keyword: Span, pair: Pair<'_, Rule>) -> PropertyKind {
        let mut subject = Parsed::Broken(keyword);
        let mut value = Parsed::Broken(keyword);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::answer_every => {
                    let span = self.trimmed(&part);
                    let section = parts(part).next().and_then(|name| self.name_or_none(&name));
                    subject = Parsed::Value(AnswerSubject::Every { span, section });
                }
                Rule::answer_one => {
                    let name = parts(part).next().and_then(|name| self.name_or_none(&name));
                    subject = name.map_or(Parsed::Broken(keyword), |name| {
                        Parsed::Value(AnswerSubject::One(name))
                    });
                }
                Rule::bad_value => {
                    self.bad_value(
                        keyword,
                        &part,
                        &format!(
                            "a criterion and its answer, such as `needs-identified {}`",
                            self.declared.scale.best
                        ),
                    );
                }
                _ => value = self.answer_value(part),
            }
        }
        PropertyKind::Answer { subject, value }
    }

    fn answer_value(&mut self, pair: Pair<'_, Rule>) -> Parsed<AnswerValue> {
        let span = self.trimmed(&pair);
        let rule = pair.as_rule();
        let all = pair.clone();
        let inner: Vec<_> = parts(pair).collect();
        let value = match (rule, inner.as_slice()) {
            (Rule::answer_proportion, [count, of]) => {
                AnswerValue::Proportion(self.number(count), self.number(of))
            }
            (Rule::answer_number, [number]) => AnswerValue::Number(self.number(number)),
            (Rule::answer_name, [name]) => match self.name(name) {
                Parsed::Value(name) => AnswerValue::Name(name),
                Parsed::Broken(span) => return Parsed::Broken(span),
            },
            (Rule::answer_ticked, [items]) if items.as_rule() == Rule::name_list => {
                AnswerValue::Ticked(span, self.names(items.clone()))
            }
            (Rule::answer_ticked, [items]) if items.as_rule() == Rule::ticked_apart => {
                self.commas_missing(items);
                AnswerValue::Ticked(span, self.names(items.clone()))
            }
            (Rule::answer_ticked, [everything])
                if everything.as_rule() == Rule::ticked_everything =>
            {
                AnswerValue::AllTicked(span)
            }
            (Rule::answer_listed, _) => AnswerValue::Listed(span, self.names(all)),
            (Rule::answer_ticked, _) => AnswerValue::Ticked(span, Vec::new()),
            _ => return Parsed::Broken(span),
        };
        Parsed::Value(value)
    }

    /// `ticked what who`.
    fn commas_missing(&mut self, pair: &Pair<'_, Rule>) {
        let span = self.trimmed(pair);
        let items = parts(pair.clone()).filter(is_reference);
        let items: Vec<&str> = items.map(|item| item.as_str().trim()).collect();
        let items = items.join(", ");
        let message = format!("`{}` lacks commas", self.text(span));
        self.report(
            Diagnostic::new(Code::BadValue, span, message)
                .label("which items are these?")
                .help(format!("put commas between the items: `ticked {items}`"))
                .fix(span, items),
        );
    }

    pub(super) fn expectation(&mut self, pair: Pair<'_, Rule>) -> Expectation {
        let span = self.trimmed(&pair);
        match pair.as_rule() {
            Rule::expect_incomplete => {
                let incomplete = parts(pair)
                    .next()
                    .is_some_and(|part| part.as_rule() == Rule::incomplete);
                Expectation::Incomplete { span, incomplete }
            }
            Rule::limited_by => {
                let mut subject = LimitedSubject::Overall(span);
                let mut limit = None;
                for part in parts(pair) {
                    match part.as_rule() {
                        Rule::overall => subject = LimitedSubject::Overall(self.span(&part)),
                        Rule::section_name => {
                            if let Some(name) = self.names(part).into_iter().next() {
                                subject = LimitedSubject::Section(name);
                            }
                        }
                        _ => limit = self.name_or_none(&part),
                    }
                }
                limit.map_or(
                    Expectation::Condition(crate::ast::Condition::Broken(span)),
                    |limit| Expectation::LimitedBy { subject, limit },
                )
            }
            _ => Expectation::Condition(self.condition(pair)),
        }
    }
}
