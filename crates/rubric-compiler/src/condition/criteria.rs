//! What is said of criteria: of one, or of each member of a group.

use rubric_lang::ast::{Name, Number, Operator, Predicate, Value};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_model::Rational;
use rubric_model::condition::CriterionTest;

use super::facts::misfit;
use super::levels::{Compared, Order, Ranked};
use super::{Reader, compare, one_of};
use crate::arena::Id;
use crate::standard::{Answer, Criterion, Found, Item, Vocabulary};
use crate::{number, words};

/// What a number in a comparison is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Value,
    Number,
}

impl<'t> Reader<'_, 't> {
    pub(super) fn criterion_test(
        &mut self,
        criteria: &[Id<Criterion<'t>>],
        grouped: bool,
        predicate: &Predicate,
    ) -> Option<CriterionTest> {
        self.step(criteria.len());
        match predicate {
            Predicate::Broken(_) => None,
            Predicate::Excluded { negated, span } => {
                self.excluded(criteria, grouped, *negated, *span)
            }
            Predicate::Scored { .. } => {
                self.report(
                    Diagnostic::new(
                        Code::WrongKindOfComparison,
                        misfit(predicate),
                        "`scored` is asked of sections and of overall",
                    )
                    .label("not of criteria")
                    .help("write `is excluded` or `is not excluded`"),
                );
                None
            }
            Predicate::Has(item) => self.item(criteria, grouped, item).map(CriterionTest::Has),
            Predicate::Lacks(item) => self.item(criteria, grouped, item).map(CriterionTest::Lacks),
            Predicate::Compare {
                value: Value::Name(_),
                ..
            } => self.level(criteria, grouped, predicate),
            Predicate::Compare {
                operator,
                value: Value::Number(given),
                ..
            } => {
                let measure = measure(given);
                let exact = self.measured(
                    criteria,
                    grouped,
                    given,
                    matches!(operator, Operator::Is | Operator::IsNot),
                )?;
                let comparison = compare(*operator, exact);
                Some(if measure == Measure::Value {
                    CriterionTest::Value(comparison)
                } else {
                    CriterionTest::Number(comparison)
                })
            }
            Predicate::OneOf {
                negated, values, ..
            } => self.criterion_one_of(criteria, grouped, predicate, *negated, values),
        }
    }

    fn criterion_one_of(
        &mut self,
        criteria: &[Id<Criterion<'t>>],
        grouped: bool,
        predicate: &Predicate,
        negated: bool,
        values: &[Value],
    ) -> Option<CriterionTest> {
        let numbers: Vec<&Number> = values
            .iter()
            .filter_map(|value| match value {
                Value::Number(number) => Some(number),
                Value::Name(_) => None,
            })
            .collect();
        let Some(first) = numbers.first() else {
            return self.level(criteria, grouped, predicate);
        };
        let kind = measure(first);
        if numbers.len() != values.len() || numbers.iter().any(|number| measure(number) != kind) {
            self.report(
                Diagnostic::new(
                    Code::WrongKindOfComparison,
                    misfit(predicate),
                    "this list mixes levels, numbers and percentages",
                )
                .label("not of one kind")
                .help("write levels alone, or numbers alone"),
            );
            return None;
        }
        let exact: Vec<_> = numbers
            .into_iter()
            .map(|number| self.measured(criteria, grouped, number, true))
            .collect();
        let comparison = one_of(negated, exact.into_iter().collect::<Option<Vec<_>>>()?);
        Some(if kind == Measure::Value {
            CriterionTest::Value(comparison)
        } else {
            CriterionTest::Number(comparison)
        })
    }

    fn excluded(
        &mut self,
        criteria: &[Id<Criterion<'t>>],
        grouped: bool,
        negated: bool,
        span: Span,
    ) -> Option<CriterionTest> {
        if grouped && !negated {
            self.report(
                Diagnostic::new(
                    Code::ValueOutOfRange,
                    span,
                    "a group never holds an excluded criterion",
                )
                .label("never so")
                .help("ask about each criterion by name: `needs-identified is excluded`"),
            );
            return None;
        }
        if let [id] = criteria {
            let criterion = &self.standard.criteria[*id];
            let answer = criterion.answer.as_ref()?;
            // What does not apply is excluded too.
            self.step(self.standard.criteria.len());
            let counts = !answer.may_be_excluded(self.standard);
            if !grouped && counts && self.standard.always_applies(*id) {
                let name = criterion.head.text();
                self.report(
                    Diagnostic::new(Code::ValueOutOfRange, span, format!("`{name}` is never excluded"))
                        .label("no answer to it leaves the sum")
                        .help("leave this comparison out, or let an answer exclude it: a level with `excluded`"),
                );
                return None;
            }
        }
        Some(CriterionTest::Excluded(!negated))
    }

    fn item(
        &mut self,
        criteria: &[Id<Criterion<'t>>],
        grouped: bool,
        item: &Name,
    ) -> Option<String> {
        let mut spelled: Option<&str> = None;
        let mut lacking = Vec::new();
        let mut unknown = false;
        let mut candidates = None;
        for id in criteria {
            let criterion = &self.standard.criteria[*id];
            match &criterion.answer {
                None => unknown = true,
                Some(Answer::Checklist { items, whole, .. }) => match Item::find(items, &item.text)
                {
                    Some(found) if spelled.is_none_or(|spelled| spelled == found) => {
                        spelled = Some(found)
                    }
                    _ if !whole => unknown = true,
                    _ => {
                        candidates = Some(items);
                        lacking.push(criterion.head.text());
                    }
                },
                Some(_) => lacking.push(criterion.head.text()),
            }
        }
        let Some(first) = lacking.first() else {
            return if unknown {
                None
            } else {
                spelled.map(str::to_owned)
            };
        };
        let diagnostic = if grouped {
            let names = words::list(lacking.iter().copied());
            Diagnostic::new(
                Code::GroupMemberLacks,
                item.span,
                format!("not everything in this group has an item `{}`", item.text),
            )
            .label(format!("not in {names}"))
            .help(
                "name the criteria that are meant, or tag them and write `tagged` after the group",
            )
        } else if let Some(items) = candidates {
            let diagnostic = Diagnostic::new(
                Code::UnknownName,
                item.span,
                format!("`{first}` has no item `{}`", item.text),
            );
            let items = items.iter().map(|item| item.name.text.as_str());
            self.standard
                .names
                .with_nearest(diagnostic, item, items)
                .label("not an item of it")
        } else {
            Diagnostic::new(
                Code::WrongKindOfComparison,
                item.span,
                format!("`{first}` has no items"),
            )
            .label("not a checklist")
            .help(
                match criteria
                    .first()
                    .and_then(|of| self.example(Found::Criterion(*of)))
                {
                    Some(example) => format!("only a checklist has items: write `{example}`"),
                    None => "only a checklist has items".to_owned(),
                },
            )
        };
        self.report(diagnostic);
        None
    }

    fn level(
        &mut self,
        criteria: &[Id<Criterion<'t>>],
        grouped: bool,
        predicate: &Predicate,
    ) -> Option<CriterionTest> {
        let members: Vec<Ranked<'t>> = criteria.iter().map(|id| self.ranked(*id)).collect();
        if let Predicate::Compare {
            operator,
            words,
            value,
        } = predicate
        {
            let ordered = !matches!(operator, Operator::Is | Operator::IsNot);
            if ordered
                && !members.is_empty()
                && members.iter().all(|member| member.order == Order::YesNo)
            {
                let said = self.text(*words);
                self.report(
                    Diagnostic::new(
                        Code::WrongKindOfComparison,
                        words.to(value.span()),
                        format!("`{said}` does not fit yes or no"),
                    )
                    .label("only `is` does")
                    .help("write `is yes` or `is no`"),
                );
                return None;
            }
        }
        let comparison = self.by_order(
            Compared {
                members: &members,
                grouped,
                noun: "level",
            },
            predicate,
        )?;
        if !grouped {
            self.chosen(criteria, predicate)?;
        }
        Some(CriterionTest::Level(comparison))
    }

    /// A level that the criterion does without.
    fn chosen(&mut self, criteria: &[Id<Criterion<'t>>], predicate: &Predicate) -> Option<()> {
        let [id] = criteria else { return Some(()) };
        let criterion = &self.standard.criteria[*id];
        let Some(Answer::Scale { scale, without, .. }) = &criterion.answer else {
            return Some(());
        };
        let named: Vec<&Name> = match predicate {
            Predicate::Compare {
                operator: Operator::Is | Operator::IsNot,
                value: Value::Name(name),
                ..
            } => vec![name],
            Predicate::OneOf { values, .. } => values
                .iter()
                .filter_map(|value| match value {
                    Value::Name(name) => Some(name),
                    Value::Number(_) => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let scale = &self.standard.scales[*scale];
        let missing = named.into_iter().find(|name| {
            scale
                .find(&name.text)
                .is_some_and(|place| without.contains(&place))
        });
        let Some(name) = missing else { return Some(()) };
        self.report(
            Diagnostic::new(
                Code::ValueOutOfRange,
                name.span,
                format!("`{}` is never `{}`", criterion.head.text(), name.text),
            )
            .label("it is answered without this level")
            .help("name another level, or take this one out of its `without`"),
        );
        None
    }

    fn ranked(&self, id: Id<Criterion<'t>>) -> Ranked<'t> {
        let criterion = &self.standard.criteria[id];
        let order = match criterion
            .answer
            .as_ref()
            .map_or(Vocabulary::Unknown, Answer::vocabulary)
        {
            Vocabulary::Scale(scale) => Order::Scale(scale),
            Vocabulary::YesNo => Order::YesNo,
            Vocabulary::Nothing => Order::Nothing,
            Vocabulary::Unknown => Order::Unknown,
        };
        Ranked {
            name: criterion.head.text(),
            order,
        }
    }

    /// A number or percentage that fits every criterion.
    fn measured(
        &mut self,
        criteria: &[Id<Criterion<'t>>],
        grouped: bool,
        given: &Number,
        exactly: bool,
    ) -> Option<Rational> {
        let kind = measure(given);
        let mut misfits = Vec::new();
        let mut unknown = false;
        let mut range = None;
        for id in criteria {
            let criterion = &self.standard.criteria[*id];
            match &criterion.answer {
                None => unknown = true,
                Some(Answer::Number {
                    range: Some(of), ..
                }) if kind == Measure::Number => {
                    range = Some((criterion.head.text(), of));
                }
                Some(Answer::Number { range: None, .. }) if kind == Measure::Number => {
                    unknown = true
                }
                Some(Answer::Checklist { .. } | Answer::Proportion { .. })
                    if kind == Measure::Value => {}
                Some(_) => misfits.push(*id),
            }
        }
        if let Some(first) = misfits.first() {
            self.report_measure(given, *first, &misfits, grouped);
            return None;
        }
        if unknown {
            return None;
        }
        let exact = number::exact(given)?;
        if let Some((name, range)) = range {
            let fits = if exactly {
                range.allows(&exact)
            } else {
                range.holds(&exact)
            };
            if !grouped && !fits {
                self.out_of_range(given, name, range);
                return None;
            }
        } else {
            self.percentage(given, "an answer")?;
        }
        Some(exact)
    }

    fn report_measure(
        &mut self,
        given: &Number,
        first: Id<Criterion<'t>>,
        misfits: &[Id<Criterion<'t>>],
        grouped: bool,
    ) {
        let criterion = &self.standard.criteria[first];
        let name = criterion.head.text();
        let written = number::written(given);
        let diagnostic = if grouped {
            let names = words::list(
                misfits
                    .iter()
                    .map(|id| self.standard.criteria[*id].head.text()),
            );
            Diagnostic::new(Code::GroupMemberLacks, given.span, format!("not everything in this group compares with `{written}`"))
                .label(format!("{names} cannot be compared with it"))
                .help("tag those that are meant, `tag counted` in each, and write `tagged counted` after the group")
        } else {
            let help = match &criterion.answer {
                Some(Answer::YesNo) => format!("write `{name} is yes` or `{name} is no`"),
                Some(Answer::Number { .. }) => {
                    format!("write the number alone: `{}`", given.decimal)
                }
                Some(Answer::Checklist { .. } | Answer::Proportion { .. }) => {
                    format!("write a percentage: `{}%`", given.decimal)
                }
                Some(Answer::Scale { scale, without, .. }) => {
                    let scale = &self.standard.scales[*scale];
                    let levels = scale.scored().filter(|place| !without.contains(place));
                    format!(
                        "write a level of its scale: {}",
                        words::either(levels.map(|place| scale.name(place)))
                    )
                }
                None => format!("write a level of its scale: `{name} is …`"),
            };
            Diagnostic::new(
                Code::WrongKindOfComparison,
                given.span,
                format!("`{name}` is not compared with `{written}`"),
            )
            .label("does not fit its answers")
            .help(help)
        };
        self.report(diagnostic);
    }
}

fn measure(number: &Number) -> Measure {
    if number.percent {
        Measure::Value
    } else {
        Measure::Number
    }
}
