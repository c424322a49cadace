//! Conditions.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use crate::ast::{Comparison, Condition, Operator, Predicate, Subject, Value};
use crate::diagnostic::{Code, Diagnostic, shortened};
use crate::source::Span;

/// So many `not` may stand in a row.
pub const MOST_NOTS: usize = 8;

impl Builder<'_> {
    pub(super) fn condition(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        let mut condition = Condition::Broken(span);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::or_condition => condition = self.or_condition(part),
                Rule::bad_condition_end => condition = self.bad_tail_of_condition(&part, condition),
                _ => {}
            }
        }
        condition
    }

    /// What stands behind a condition that seems complete. Behind a bare word the comma that went
    /// wrong explains both, so nothing more is said of the word.
    fn bad_tail_of_condition(&mut self, pair: &Pair<'_, Rule>, condition: Condition) -> Condition {
        let span = self.trimmed(pair);
        self.is_broken(span);
        // What is broken already has its diagnostic.
        if is_broken(&condition) || span.start == span.end {
            return condition;
        }
        let written = self.text(span);
        let shown = shortened(written);
        let diagnostic = Diagnostic::new(
            Code::BadCondition,
            span,
            format!("`{shown}` does not belong to this condition"),
        )
        .label("the condition is complete before this");
        self.report(if let Some(list) = list_of(written) {
            let list = format!("of ({list})");
            diagnostic
                .help(format!("write `one {list}`, with parentheses"))
                .fix(span, list)
        } else if written == ")" {
            diagnostic
                .help("remove it, or write `(` where it begins")
                .fix(span, "")
        } else if written.starts_with(',') {
            diagnostic.help("join conditions with `and` or `or`; to allow several values write `is one of (good, outstanding)`")
        } else {
            diagnostic.help("a condition runs to the end of its line: put what follows on a line of its own, and write no units after numbers")
        });
        if ends_bare(&condition) {
            Condition::Broken(condition.span())
        } else {
            condition
        }
    }

    fn or_condition(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let conditions = parts(pair).filter(|part| part.as_rule() == Rule::and_condition);
        joined(
            conditions.map(|part| self.and_condition(part)).collect(),
            Condition::Or,
        )
    }

    fn and_condition(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let conditions = parts(pair).filter(|part| part.as_rule() == Rule::not_condition);
        joined(
            conditions.map(|part| self.not_condition(part)).collect(),
            Condition::And,
        )
    }

    fn not_condition(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        let mut nots = Vec::new();
        let mut condition = Condition::Broken(span);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::not_word => nots.push(self.trimmed(&part)),
                Rule::parenthesised => condition = self.parenthesised(part),
                Rule::miscounted => condition = self.miscounted(part),
                Rule::the_rest => condition = self.the_rest(part),
                Rule::group_count => condition = self.group_count(part),
                Rule::comparison => condition = self.comparison(part),
                Rule::bare_number => {
                    if let Some(number) = parts(part).next() {
                        condition = Condition::Bare(Value::Number(self.number(&number)));
                    }
                }
                Rule::bad_condition => condition = self.bad_condition(&part),
                _ => {}
            }
        }
        if nots.len() > MOST_NOTS {
            self.report(
                Diagnostic::new(
                    Code::BadCondition,
                    span,
                    "`not` stands here too many times in a row",
                )
                .label("say what is meant without them")
                .help("write the condition with one `not` or none"),
            );
            return Condition::Broken(span);
        }
        nots.into_iter()
            .rev()
            .fold(condition, |condition, word| Condition::Not {
                word,
                condition: Box::new(condition),
            })
    }

    fn parenthesised(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        let mut condition = Condition::Broken(span);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::or_condition => condition = self.or_condition(part),
                Rule::bad_condition_tail => {
                    condition = self.bad_tail_of_condition(&part, condition)
                }
                Rule::missing_parenthesis => self.unclosed_condition(span, &condition),
                _ => {}
            }
        }
        Condition::Parentheses {
            span,
            condition: Box::new(condition),
        }
    }

    /// A list in parentheses that does not end.
    pub(super) fn unclosed_list(&mut self, span: Span) {
        self.report(unclosed_parenthesis(span).fix(span.at_end(), ")"));
    }

    /// A condition in parentheses that does not end. Where it joins with both `and` and `or`, it may
    /// have been meant to end sooner.
    fn unclosed_condition(&mut self, span: Span, condition: &Condition) {
        let mixed = |parts: &[Condition]| {
            parts
                .iter()
                .any(|part| matches!(part, Condition::And(_) | Condition::Or(_)))
        };
        let diagnostic = unclosed_parenthesis(span);
        self.report(match condition {
            Condition::And(parts) | Condition::Or(parts) if mixed(parts) => diagnostic,
            _ => diagnostic.fix(span.at_end(), ")"),
        });
    }

    fn bad_condition(&mut self, pair: &Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(pair);
        self.is_broken(span);
        let written = self.text(span);
        let diagnostic = if written.is_empty() {
            Diagnostic::new(Code::BadCondition, span, "a condition is missing here")
                .label("nothing stands here")
        } else {
            let shown = shortened(written);
            Diagnostic::new(
                Code::BadCondition,
                span,
                format!("`{shown}` is not a condition"),
            )
            .label("cannot be read")
        };
        self.report(diagnostic.help(format!(
            "write what is compared and with what, such as `needs-identified is {}`, `section C is below good`, or `any section is inadequate`",
            self.declared.scale.best
        )));
        Condition::Broken(span)
    }

    fn comparison(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        let mut subject = None;
        let mut predicate = None;
        for part in parts(pair) {
            match part.as_rule() {
                Rule::subject => subject = self.subject(part),
                Rule::predicate => predicate = Some(self.predicate(part)),
                Rule::bad_predicate => predicate = Some(self.bad_predicate(&part)),
                _ => {}
            }
        }
        match (subject, predicate) {
            (Some(subject), Some(predicate)) => Condition::Comparison(Comparison {
                span,
                subject,
                predicate,
            }),
            (Some(Subject::Name(name)), None) => Condition::Bare(Value::Name(name)),
            (Some(subject), None) => {
                self.missing_predicate(Span {
                    start: span.start,
                    ..subject.span()
                });
                Condition::Broken(span)
            }
            (None, _) => Condition::Broken(span),
        }
    }

    fn missing_predicate(&mut self, subject: Span) {
        let written = self.text(subject);
        self.report(
            Diagnostic::new(
                Code::BadCondition,
                subject,
                format!("what about `{written}`?"),
            )
            .label("a comparison is missing after this")
            .help(format!(
                "write what it is compared with, such as `{written} is good`"
            )),
        );
    }

    fn subject(&mut self, pair: Pair<'_, Rule>) -> Option<Subject> {
        let part = parts(pair).next()?;
        let span = self.trimmed(&part);
        match part.as_rule() {
            Rule::score_of => {
                let word = self.first_word(span);
                let subject = parts(part)
                    .next()
                    .and_then(|part| self.plain_subject(part))?;
                Some(Subject::Score(word, Box::new(subject)))
            }
            _ => self.plain_subject(part),
        }
    }

    fn plain_subject(&mut self, pair: Pair<'_, Rule>) -> Option<Subject> {
        let span = self.trimmed(&pair);
        let rule = pair.as_rule();
        match rule {
            Rule::overall => return Some(Subject::Overall(span)),
            Rule::it => return Some(Subject::It(span)),
            _ => {}
        }
        let name = parts(pair)
            .next()
            .and_then(|name| self.name_or_none(&name))?;
        Some(match rule {
            Rule::section_name => Subject::Section(name),
            Rule::criterion_name => Subject::Criterion(name),
            Rule::fact_name => Subject::Fact(name),
            _ => Subject::Name(name),
        })
    }

    pub(super) fn predicate(&mut self, pair: Pair<'_, Rule>) -> Predicate {
        let span = self.trimmed(&pair);
        let mut negated = false;
        let mut predicate = Predicate::Broken(span);
        for part in parts(pair) {
            let place = self.trimmed(&part);
            predicate = match part.as_rule() {
                Rule::not_word => {
                    negated = true;
                    continue;
                }
                Rule::has | Rule::lacks => return self.item_predicate(part),
                Rule::one_of_values => self.one_of_values(part, negated),
                Rule::is_excluded => Predicate::Excluded {
                    negated,
                    span: place,
                },
                Rule::miscompared => self.miscompared(part, span),
                Rule::is_scored => Predicate::Scored {
                    negated,
                    span: place,
                },
                Rule::compared => self.compared(part, negated, span),
                _ => self.bad_predicate(&part),
            };
        }
        predicate
    }

    fn item_predicate(&mut self, pair: Pair<'_, Rule>) -> Predicate {
        let span = self.trimmed(&pair);
        let has = pair.as_rule() == Rule::has;
        match self.names(pair).into_iter().next() {
            Some(item) if has => Predicate::Has(item),
            Some(item) => Predicate::Lacks(item),
            None => Predicate::Broken(span),
        }
    }

    fn one_of_values(&mut self, pair: Pair<'_, Rule>, negated: bool) -> Predicate {
        let list = parts(pair).next();
        let Some(list) = list else {
            return Predicate::Broken(Span::default());
        };
        let span = self.trimmed(&list);
        let mut values = Vec::new();
        for part in parts(list) {
            match part.as_rule() {
                Rule::value => values.extend(self.value(part)),
                Rule::missing_parenthesis => self.unclosed_list(span),
                _ => {}
            }
        }
        Predicate::OneOf {
            negated,
            values,
            span,
        }
    }

    fn compared(&mut self, pair: Pair<'_, Rule>, negated: bool, span: Span) -> Predicate {
        let mut operator = if negated {
            Operator::IsNot
        } else {
            Operator::Is
        };
        let mut value = None;
        let mut at = span;
        for part in parts(pair) {
            at = self.trimmed(&part);
            match part.as_rule() {
                Rule::compared_at_least => operator = Operator::AtLeast,
                Rule::compared_at_most => operator = Operator::AtMost,
                Rule::compared_below => operator = Operator::Below,
                Rule::compared_above => operator = Operator::Above,
                _ => value = self.value(part),
            }
        }
        let words = Span {
            end: at.start,
            ..span
        };
        let words = Span {
            end: words
                .start
                .saturating_add(super::offset(self.text(words).trim_end().len())),
            ..words
        };
        if negated && operator != Operator::IsNot {
            let opposite = match operator {
                Operator::AtLeast => "is below",
                Operator::AtMost => "is above",
                Operator::Below => "is at least",
                _ => "is at most",
            };
            let written = self.text(words);
            self.report(
                Diagnostic::new(
                    Code::BadCondition,
                    words,
                    format!("`{written}` is `{opposite}`"),
                )
                .label("say it without `not`")
                .help(format!("write `{opposite}`"))
                .fix(words, opposite),
            );
            return Predicate::Broken(span);
        }
        value.map_or(Predicate::Broken(span), |value| Predicate::Compare {
            operator,
            words,
            value,
        })
    }

    fn value(&mut self, pair: Pair<'_, Rule>) -> Option<Value> {
        let part = parts(pair).next()?;
        match part.as_rule() {
            Rule::number => Some(Value::Number(self.number(&part))),
            _ => self.name_or_none(&part).map(Value::Name),
        }
    }
}

fn unclosed_parenthesis(span: Span) -> Diagnostic {
    let open = Span {
        end: span.start.saturating_add(1),
        ..span
    };
    Diagnostic::new(
        Code::UnclosedParenthesis,
        open,
        "this parenthesis is never closed",
    )
    .label("opened here")
    .related(span.at_end(), "`)` is missing here")
    .help("write `)` where it ends")
}

/// Several conditions joined, or the one there is.
fn joined(mut conditions: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match conditions.len() {
        1 => conditions.remove(0),
        _ => join(conditions),
    }
}

/// `met, partly` of `of met or partly`: a list that lacks its parentheses.
fn list_of(written: &str) -> Option<String> {
    let list = written.strip_prefix("of ")?.replace(" or ", ", ");
    let values: Vec<&str> = list.split(',').map(str::trim).collect();
    let is_value = |value: &&str| {
        let plain = |one: char| one.is_ascii_alphanumeric() || "-.%".contains(one);
        !value.is_empty() && value.chars().all(plain)
    };
    (values.len() > 1 && values.iter().all(is_value)).then(|| values.join(", "))
}

fn ends_bare(condition: &Condition) -> bool {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.last().is_some_and(ends_bare),
        condition => matches!(condition, Condition::Bare(_)),
    }
}

fn is_broken(condition: &Condition) -> bool {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.last().is_some_and(is_broken),
        Condition::Not { condition, .. } => is_broken(condition),
        Condition::Comparison(comparison) => matches!(comparison.predicate, Predicate::Broken(_)),
        Condition::Group(count) => matches!(count.predicate, Predicate::Broken(_)),
        Condition::Broken(_) => true,
        Condition::Parentheses { .. } | Condition::Bare(_) => false,
    }
}
