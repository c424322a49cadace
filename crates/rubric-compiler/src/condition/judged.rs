//! What is said of sections and of overall: of one, or of each member of a group.

use rubric_lang::ast::{Number, Operator, Predicate, Value};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::Rational;
use rubric_model::condition::JudgedTest;

use super::facts::misfit;
use super::levels::{Compared, Order, Ranked};
use super::{Judged, Reader, compare, one_of};
use crate::number;
use crate::percentage;

impl<'t> Reader<'_, 't> {
    /// What is said of the grade, or of whether there is one.
    pub(super) fn judged_test(
        &mut self,
        judged: &[Judged<'t>],
        grouped: bool,
        predicate: &Predicate,
    ) -> Option<JudgedTest> {
        self.step(judged.len());
        let misfit = |message: &str, label: &str, help: &str| {
            Diagnostic::new(Code::WrongKindOfComparison, misfit(predicate), message)
                .label(label)
                .help(help)
        };
        match predicate {
            Predicate::Broken(_) => None,
            Predicate::Scored {
                negated: true,
                span,
            } if grouped => {
                self.report(
                    Diagnostic::new(
                        Code::ValueOutOfRange,
                        *span,
                        "a group never holds a section that is not scored",
                    )
                    .label("never so")
                    .help("ask about each section by name: `section C is not scored`"),
                );
                None
            }
            Predicate::Scored { negated, .. } => Some(JudgedTest::Scored(!negated)),
            Predicate::Excluded { span, negated } => {
                let (write, word) = if *negated {
                    ("write `is scored`", "scored")
                } else {
                    ("write `is not scored`", "not scored")
                };
                let diagnostic = misfit(
                    "`excluded` is asked of criteria",
                    "not of sections or overall",
                    write,
                );
                // Only the one word can be put in its place.
                let mends = !negated && self.text(*span).eq_ignore_ascii_case("excluded");
                self.report(if mends {
                    diagnostic.fix(*span, word)
                } else {
                    diagnostic
                });
                None
            }
            Predicate::Has(_) | Predicate::Lacks(_) => {
                self.report(misfit(
                    "only a checklist has items",
                    "not a checklist",
                    "write `is` and a grade",
                ));
                None
            }
            Predicate::Compare {
                words,
                value: Value::Number(given),
                ..
            } => {
                let written = number::written(given);
                let percent = if given.percent { "" } else { "%" };
                let said = self.text(*words);
                let help = match judged {
                    [of] if !grouped => format!(
                        "a grade stands here; for its score write `score of {} {said} {written}{percent}`",
                        self.written(*of)
                    ),
                    _ => "a grade stands here; only the score of one section can be asked for: `score of section C`"
                        .to_owned(),
                };
                self.report(misfit(
                    &format!("`{written}` is not a grade"),
                    "a score, not a grade",
                    &help,
                ));
                None
            }
            Predicate::OneOf { values, .. }
                if values.iter().any(|value| matches!(value, Value::Number(_))) =>
            {
                self.report(misfit(
                    "this list holds what is not a grade",
                    "grades only",
                    "write `score of …` to compare scores",
                ));
                None
            }
            Predicate::Compare { .. } | Predicate::OneOf { .. } => {
                let members: Vec<Ranked<'t>> =
                    judged.iter().map(|judged| self.ladder(*judged)).collect();
                let comparison = self.by_order(
                    Compared {
                        members: &members,
                        grouped,
                        noun: "grade",
                    },
                    predicate,
                )?;
                Some(JudgedTest::Grade(comparison))
            }
        }
    }

    /// What is judged, as it is written.
    pub(super) fn written(&self, judged: Judged<'t>) -> String {
        match judged {
            Judged::Overall => "overall".to_owned(),
            Judged::Section(section) => {
                format!("section {}", self.standard.sections[section].head.text())
            }
        }
    }

    fn ladder(&self, judged: Judged<'t>) -> Ranked<'t> {
        let (name, ladder) = match judged {
            Judged::Overall => ("overall", self.standard.overall_ladder),
            Judged::Section(section) => {
                let section = &self.standard.sections[section];
                (section.head.text(), section.ladder)
            }
        };
        Ranked {
            name,
            order: ladder.map_or(Order::Unknown, Order::Ladder),
        }
    }

    /// What is said of a score.
    pub(super) fn score_test(&mut self, predicate: &Predicate) -> Option<JudgedTest> {
        let comparison = match predicate {
            Predicate::Broken(_) => return None,
            Predicate::Compare {
                operator,
                value: Value::Number(given),
                ..
            } => {
                let score = self.percentage(given, "a score")?;
                let never = match operator {
                    Operator::Below => score == Rational::from(0),
                    Operator::Above => score == Rational::from(1),
                    _ => false,
                };
                if never {
                    self.report(
                        Diagnostic::new(
                            Code::ValueOutOfRange,
                            given.span,
                            format!(
                                "no score is {} {}",
                                if *operator == Operator::Below {
                                    "below"
                                } else {
                                    "above"
                                },
                                number::written(given)
                            ),
                        )
                        .label("never occurs")
                        .help(format!("write `is {}`", number::written(given))),
                    );
                    return None;
                }
                compare(*operator, score)
            }
            Predicate::OneOf {
                negated, values, ..
            } if values.iter().all(|value| matches!(value, Value::Number(_))) => {
                let mut scores = Some(Vec::new());
                for value in values {
                    let Value::Number(given) = value else {
                        continue;
                    };
                    let one = self.percentage(given, "a score");
                    scores = scores.zip(one).map(|(mut all, one)| {
                        all.push(one);
                        all
                    });
                }
                one_of(*negated, scores?)
            }
            _ => {
                let said = match predicate {
                    Predicate::Compare { words, .. } => self.text(*words),
                    _ => "is at least".to_owned(),
                };
                self.report(
                    Diagnostic::new(
                        Code::WrongKindOfComparison,
                        misfit(predicate),
                        "a score is compared with a percentage",
                    )
                    .label("not a percentage")
                    .help(format!(
                        "write `{said} 70%`; to compare the grade, leave `score of` out"
                    )),
                );
                return None;
            }
        };
        Some(JudgedTest::Score(comparison))
    }

    /// A percentage from 0% to 100% with at most one decimal place.
    pub(super) fn percentage(&mut self, given: &Number, what: &str) -> Option<Rational> {
        let written = number::written(given);
        let exact = number::exact(given)?;
        if !given.percent {
            self.report(percentage::offered(
                Diagnostic::new(
                    Code::WrongKindOfComparison,
                    given.span,
                    format!("`{written}` is not a percentage"),
                )
                .label(format!("{what} is a percentage")),
                "",
                given,
            ));
            return None;
        }
        if exact > Rational::from(1) {
            self.report(
                Diagnostic::new(
                    Code::ValueOutOfRange,
                    given.span,
                    format!("`{written}` is more than 100%"),
                )
                .label("never reached")
                .help("write a percentage from 0% to 100%"),
            );
            return None;
        }
        if number::decimals(given) > 1 {
            self.report(
                Diagnostic::new(
                    Code::ThresholdTooPrecise,
                    given.span,
                    format!("`{written}` has more than one decimal place"),
                )
                .label("finer than scores are shown")
                .help("write at most one decimal place, such as `69.9%`"),
            );
            return None;
        }
        Some(exact)
    }
}
