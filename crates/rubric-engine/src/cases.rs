//! Missing facts, case by case: each is tried with one value of every kind that some condition can
//! tell apart, and what the cases come to is joined.

use crate::audit::Audit;
use crate::case::{Case, Judged};
use crate::condition::{Cond, FactGiven, FactTest, Which};
use crate::index::{Fact, FactKind, Index, facts_in};
use crate::number::Number;
use crate::truth::Truth;

/// The most cases of missing facts that are tried; beyond it each use of a missing fact is
/// undecided by itself, and bounds are wider than they need to be.
pub const MOST_CASES: usize = 256;

/// The facts of every case.
pub(crate) struct Cases {
    pub facts: Vec<Vec<Option<FactGiven>>>,
    /// Whether each case was tried; otherwise missing facts are left undecided.
    pub tried: bool,
}

impl Cases {
    /// The cases of an audit, as far as the rubric, or a further condition, can tell them apart.
    pub(crate) fn new(index: &Index, audit: &Audit, further: Option<&Cond>) -> Self {
        let mut tests: Vec<Vec<&FactTest>> = index
            .facts
            .iter()
            .map(|fact| fact.tests.iter().collect())
            .collect();
        let mut extra: Vec<(usize, FactTest)> = Vec::new();
        if let Some(condition) = further {
            facts_in(condition, &mut |fact, test| {
                extra.push((fact, test.clone()))
            });
        }
        for (fact, test) in &extra {
            if let Some(list) = tests.get_mut(*fact) {
                list.push(test);
            }
        }
        let known: Vec<Option<FactGiven>> = (0..index.facts.len())
            .map(|fact| audit.fact(fact).cloned())
            .collect();
        let mut cases = vec![known.clone()];
        for (place, (fact, tests)) in index.facts.iter().zip(&tests).enumerate() {
            if tests.is_empty() || audit.fact(place).is_some() {
                continue;
            }
            let values = fact.kinds_of_value(tests);
            if cases.len().saturating_mul(values.len()) > MOST_CASES {
                return Self {
                    facts: vec![known],
                    tried: false,
                };
            }
            let with = |case: &Vec<Option<FactGiven>>, value: &FactGiven| {
                let mut case = case.clone();
                if let Some(fact) = case.get_mut(place) {
                    *fact = Some(value.clone());
                }
                case
            };
            let split = cases
                .iter()
                .flat_map(|case| values.iter().map(|value| with(case, value)));
            cases = split.collect();
        }
        Self {
            facts: cases,
            tried: true,
        }
    }
}

impl Fact {
    /// One value for each way that the tests may turn out.
    fn kinds_of_value(&self, tests: &[&FactTest]) -> Vec<FactGiven> {
        let candidates: Vec<FactGiven> = match &self.kind {
            FactKind::YesNo => vec![FactGiven::YesNo(true), FactGiven::YesNo(false)],
            FactKind::OneOf(options) => (0..options.len()).map(FactGiven::Option).collect(),
            FactKind::Number(domain) => {
                let marks: Vec<&Number> = (tests.iter())
                    .filter_map(|test| match test {
                        FactTest::Number(comparison) => Some(comparison.values()),
                        _ => None,
                    })
                    .flatten()
                    .map(|constant| &constant.0)
                    .collect();
                domain
                    .representatives(marks)
                    .into_iter()
                    .map(FactGiven::Number)
                    .collect()
            }
        };
        let mut seen: Vec<Vec<bool>> = Vec::new();
        let mut values = Vec::new();
        for candidate in candidates {
            let turns_out: Vec<bool> = tests.iter().map(|test| test.holds(&candidate)).collect();
            if seen.len() < MOST_CASES.saturating_add(1) && !seen.contains(&turns_out) {
                seen.push(turns_out);
                values.push(candidate);
            }
        }
        values
    }
}

/// What an audit comes to over all its cases.
#[derive(Default)]
pub(crate) struct Run {
    pub sections: Vec<Judged>,
    pub overall: Judged,
    pub applies: Vec<Truth>,
    /// Whether each criterion was answered and, where it applies, counts.
    pub counted: Vec<bool>,
}

impl Run {
    pub(crate) fn new(index: &Index, audit: &Audit, cases: &Cases) -> Self {
        let mut run: Option<Self> = None;
        for facts in &cases.facts {
            let next = Self::of(&Case::new(index, audit, facts));
            run = Some(match run {
                Some(run) => run.join(next),
                None => next,
            });
        }
        run.unwrap_or_default()
    }

    pub(crate) fn of(case: &Case<'_>) -> Self {
        let judged = |which| case.judged(which).cloned().unwrap_or_default();
        Self {
            sections: (0..case.index.sections.len())
                .map(|place| judged(Which::Section(place)))
                .collect(),
            overall: judged(Which::Overall),
            applies: case.all_applies().to_vec(),
            counted: (case.all_applies().iter().enumerate())
                .map(|(place, applies)| {
                    let given = case.audit.given(place);
                    let value = given.is_some_and(|given| given.standing.value.is_some());
                    *applies != Truth::No && value
                })
                .collect(),
        }
    }

    fn join(self, other: Self) -> Self {
        let sections = self.sections.into_iter().zip(other.sections);
        let applies = self.applies.into_iter().zip(other.applies);
        Self {
            sections: sections.map(|(left, right)| left.join(right)).collect(),
            overall: self.overall.join(other.overall),
            applies: applies
                .map(|(left, right)| left.either_case(right))
                .collect(),
            counted: (self.counted.into_iter().zip(other.counted))
                .map(|(left, right)| left || right)
                .collect(),
        }
    }
}

impl Judged {
    fn join(self, other: Self) -> Self {
        let either = |left: Option<Number>,
                      right: Option<Number>,
                      pick: fn(Number, Number) -> _| match (left, right) {
            (Some(left), Some(right)) => Some(pick(left, right)),
            (left, right) => left.or(right),
        };
        Self {
            low: either(self.low, other.low, Number::min),
            high: either(self.high, other.high, Number::max),
            may_be_none: self.may_be_none || other.may_be_none,
            before: self.before.with(other.before),
            after: self.after.with(other.after),
        }
    }
}
