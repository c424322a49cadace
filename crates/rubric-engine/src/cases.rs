//! Missing facts, case by case: each is tried with one value of every kind that some condition can
//! tell apart, and what the cases come to is joined.

use crate::audit::Audit;
use crate::case::{Results, work_out};
use crate::condition::{Cond, FactGiven, FactTest};
use crate::index::{FactKind, Index, facts_in};
use crate::number::Number;

/// The most cases of missing facts that are tried; beyond it each use of a missing fact is
/// undecided by itself, and bounds are wider than they need to be.
pub const MOST_CASES: usize = 256;

/// The facts of every case. Their memory is kept from one audit to the next.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    /// Case after case, the value of each fact.
    facts: Vec<Option<FactGiven>>,
    /// How many facts there are.
    width: usize,
    count: usize,
    /// Whether each case was tried; otherwise missing facts are left undecided.
    pub tried: bool,
}

impl Cases {
    /// Notes the cases of an audit, as far as the rubric, or a further condition, can tell them apart.
    pub(crate) fn find(&mut self, index: &Index, audit: &Audit, further: Option<&Cond>) {
        self.width = index.facts.len();
        self.facts.clear();
        self.facts.extend_from_slice(&audit.facts);
        (self.count, self.tried) = (1, true);
        for (place, fact) in index.facts.iter().enumerate() {
            if audit.fact(place).is_some() {
                continue;
            }
            let split = match further {
                None => self.split(place, &fact.kinds),
                Some(condition) => {
                    let mut tests: Vec<&FactTest> = fact.tests.iter().collect();
                    let mut extra = Vec::new();
                    facts_in(condition, &mut |asked, test| {
                        extra.extend((asked == place).then(|| test.clone()));
                    });
                    tests.extend(&extra);
                    self.split(place, &fact.kind.kinds_of_value(&tests))
                }
            };
            if split.is_none() {
                self.facts.clear();
                self.facts.extend_from_slice(&audit.facts);
                (self.count, self.tried) = (1, false);
                return;
            }
        }
    }

    /// Tries a fact with each of some values in every case so far; nothing where that is too many.
    fn split(&mut self, place: usize, values: &[FactGiven]) -> Option<()> {
        let Some((first, others)) = values.split_first() else {
            return Some(());
        };
        let so_far = self.count;
        if so_far.checked_mul(values.len())? > MOST_CASES {
            return None;
        }
        for value in others {
            for case in 0..so_far {
                let from = case * self.width;
                self.facts.extend_from_within(from..from + self.width);
                self.set(self.count, place, value);
                self.count += 1;
            }
        }
        (0..so_far).for_each(|case| self.set(case, place, first));
        Some(())
    }

    fn set(&mut self, case: usize, place: usize, value: &FactGiven) {
        if let Some(fact) = self.facts.get_mut(case * self.width + place) {
            *fact = Some(value.clone());
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The facts of each case.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[Option<FactGiven>]> {
        (0..self.count).map(|case| {
            let from = case * self.width;
            self.facts.get(from..from + self.width).unwrap_or_default()
        })
    }

    /// What an audit comes to over all of them, in the memory of two results.
    pub(crate) fn run(
        &self,
        index: &Index,
        audit: &Audit,
        results: &mut Results,
        one: &mut Results,
    ) {
        for (place, facts) in self.iter().enumerate() {
            if place == 0 {
                work_out(index, audit, facts, results);
            } else {
                work_out(index, audit, facts, one);
                results.join(one);
            }
        }
    }
}

impl FactKind {
    /// One value for each way that the tests may turn out; none where there are no tests.
    pub(crate) fn kinds_of_value(&self, tests: &[&FactTest]) -> Vec<FactGiven> {
        if tests.is_empty() {
            return Vec::new();
        }
        let candidates: Vec<FactGiven> = match self {
            FactKind::YesNo => vec![FactGiven::YesNo(true), FactGiven::YesNo(false)],
            FactKind::OneOf(options) => (0..options.len()).map(FactGiven::Option).collect(),
            FactKind::Number(domain) => {
                let marks: Vec<&Number> = (tests.iter())
                    .filter_map(|test| match test {
                        FactTest::Number(comparison) => Some(comparison.values()),
                        _ => None,
                    })
                    .flatten()
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
