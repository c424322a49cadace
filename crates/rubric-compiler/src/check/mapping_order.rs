//! Every line of `levels` is reached by some answer.

use std::collections::BTreeSet;

use num_rational::BigRational;
use rubric_lang::ast::{Entry, Number, Parsed, Tail, Ticked};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::Rational;

use crate::number;
use crate::standard::{Answer, NumberRange};

/// Makes sure of it. The lines fit the form of answer; what comes after `otherwise` is not looked
/// at.
pub fn reached(answer: &Answer<'_>, lines: &[&Entry], diagnostics: &mut Vec<Diagnostic>) {
    let is_last = |line: &&Entry| matches!(line.tail, Some(Tail::Otherwise(_)));
    let end = lines
        .iter()
        .position(is_last)
        .map_or(lines.len(), |place| place.saturating_add(1));
    let lines = lines.get(..end).unwrap_or(lines);
    match answer {
        Answer::Checklist {
            items, whole: true, ..
        } if !items.is_empty() => checklist(items.len(), lines, diagnostics),
        Answer::Proportion { .. } => {
            let range = NumberRange {
                from: Rational::from(0),
                to: Rational::from(1),
                decimal: true,
            };
            numbers(&range, lines, diagnostics);
        }
        Answer::Number {
            range: Some(range), ..
        } => numbers(range, lines, diagnostics),
        _ => {}
    }
}

fn checklist(items: usize, lines: &[&Entry], diagnostics: &mut Vec<Diagnostic>) {
    let all = u32::try_from(items).unwrap_or(u32::MAX);
    let mut left: BTreeSet<u32> = (0..=all).collect();
    for line in lines {
        let taken = match &line.tail {
            Some(Tail::WhenTicked(ticked)) => match ticked {
                Ticked::All(_) => left.split_off(&all).len(),
                Ticked::Any(_) => left.split_off(&1).len(),
                Ticked::AtLeast(number) => match number::whole(number) {
                    Some(least) => left.split_off(&least).len(),
                    None => return,
                },
                Ticked::Exactly(number) => match number::whole(number) {
                    Some(exactly) => usize::from(left.remove(&exactly)),
                    None => return,
                },
            },
            Some(Tail::Otherwise(_)) => {
                let rest = left.len();
                left.clear();
                rest
            }
            _ => return,
        };
        if taken == 0 {
            diagnostics.push(never(line, &format!("there are {all} items, and the lines above take every count that this one could")));
            return;
        }
    }
}

/// What is left of a range while lines take from its top or its bottom.
struct Left {
    low: BigRational,
    high: BigRational,
    /// Whether `low` itself is left, and `high`.
    low_in: bool,
    high_in: bool,
    whole: bool,
}

impl Left {
    fn is_empty(&self) -> bool {
        if self.whole {
            let one = BigRational::from_integer(1.into());
            let low = if self.low_in {
                self.low.ceil()
            } else {
                self.low.floor() + &one
            };
            let high = if self.high_in {
                self.high.floor()
            } else {
                self.high.ceil() - &one
            };
            low > high
        } else {
            self.low > self.high || self.low == self.high && !(self.low_in && self.high_in)
        }
    }
}

fn numbers(range: &NumberRange, lines: &[&Entry], diagnostics: &mut Vec<Diagnostic>) {
    let mut left = Left {
        low: range.from.0.clone(),
        high: range.to.0.clone(),
        low_in: true,
        high_in: true,
        whole: !range.decimal,
    };
    for line in lines {
        let exact = |number: &Parsed<Number>| {
            number
                .value()
                .and_then(number::exact)
                .map(|number| number.0)
        };
        // What the line takes is empty exactly if taking it leaves what was left.
        let taken = match &line.tail {
            Some(Tail::From(number)) => {
                let Some(least) = exact(number) else { return };
                let taken = Left {
                    low_in: left.low_in || least > left.low,
                    low: left.low.clone().max(least.clone()),
                    high: left.high.clone(),
                    ..left
                };
                if least <= left.high {
                    left = Left {
                        high: least,
                        high_in: false,
                        ..left
                    };
                }
                taken
            }
            Some(Tail::UpTo(number)) => {
                let Some(most) = exact(number) else { return };
                let taken = Left {
                    high_in: left.high_in || most < left.high,
                    high: left.high.clone().min(most.clone()),
                    low: left.low.clone(),
                    ..left
                };
                if most >= left.low {
                    left = Left {
                        low: most,
                        low_in: false,
                        ..left
                    };
                }
                taken
            }
            Some(Tail::Otherwise(_)) => Left {
                low: left.low.clone(),
                high: left.high.clone(),
                ..left
            },
            _ => return,
        };
        if taken.is_empty() {
            diagnostics.push(never(line, &reason(range, line)));
            return;
        }
    }
}

fn reason(range: &NumberRange, line: &Entry) -> String {
    let (from, to) = (number::show(&range.from), number::show(&range.to));
    match line.tail {
        Some(Tail::Otherwise(_)) => "the lines above take every answer".to_owned(),
        Some(Tail::From(Parsed::Value(Number { percent: true, .. }))) => {
            "the lines above take every share from there".to_owned()
        }
        _ => format!("answers go from {from} to {to}, and the lines above take the rest"),
    }
}

fn never(line: &Entry, why: &str) -> Diagnostic {
    let name = &line.name;
    Diagnostic::new(
        Code::MappingNeverReached,
        name.span,
        format!("no answer ever becomes `{}`", name.text),
    )
    .label("never reached")
    .help(format!("{why}: change the number, or take the line out"))
}
