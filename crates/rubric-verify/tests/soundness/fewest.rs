//! The truth of a profile: what parts weigh, and the fewest answers that lose or reach a grade.

use std::collections::{BTreeMap, BTreeSet};

use rubric_model::Name;
use rubric_model::rubric::{Rubric, Section};

use crate::judge::{Exact, Found};
use crate::possible::{Possible, exact};
use crate::truth::Truth;

/// The share of each criterion that counts, where everything counts.
pub fn shares(model: &Rubric) -> BTreeMap<Name, Exact> {
    let mut shares = BTreeMap::new();
    share_out(&[], &model.sections, Exact::from(1), &mut shares);
    shares
}

fn share_out(
    criteria: &[rubric_model::rubric::Criterion],
    sections: &[Section],
    share: Exact,
    shares: &mut BTreeMap<Name, Exact>,
) {
    let own = criteria.iter().filter_map(|one| one.weight.as_ref());
    let inner = sections.iter().filter(|one| counts(one));
    let all: Exact = (own.map(exact))
        .chain(inner.clone().map(|one| exact(&one.weight)))
        .sum();
    for one in criteria {
        if let Some(weight) = &one.weight {
            shares.insert(one.name.clone(), share * exact(weight) / all);
        }
    }
    for one in inner {
        let share = share * exact(&one.weight) / all;
        share_out(&one.criteria, &one.sections, share, shares);
    }
}

fn counts(section: &Section) -> bool {
    section.criteria.iter().any(|one| one.weight.is_some()) || section.sections.iter().any(counts)
}

/// Whether an audit is to be above a grade's rung, or on a worse one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Falls,
    Rises,
}

impl Truth {
    /// By grade, the sets of criteria whose answers are changed in audits that lose or reach it:
    /// from the best scored answers, or the worst.
    pub fn changes(&self, way: Way) -> Vec<BTreeSet<Vec<&str>>> {
        let mut overall = self.model.ladders.iter();
        let ladder = overall.find(|one| one.name == self.model.overall.ladder);
        let mut sets = vec![BTreeSet::new(); ladder.unwrap().grades.len()];
        let starts: Vec<Vec<bool>> = (self.judge.criteria.iter())
            .map(|one| {
                let answers = one.possible.iter();
                answers
                    .map(|answer| is_start(&one.possible, answer, way))
                    .collect()
            })
            .collect();
        for found in self.scored() {
            let Some(changed) = self.changed(found, &starts) else {
                continue;
            };
            let earned = found.of(None).unwrap().grade;
            for (grade, sets) in sets.iter_mut().enumerate() {
                let there = match way {
                    Way::Falls => earned > grade,
                    Way::Rises => earned <= grade,
                };
                if there {
                    sets.insert(changed.clone());
                }
            }
        }
        sets
    }

    /// The criteria whose answers are not where they start; nothing where one is excluded.
    fn changed(&self, found: &Found, starts: &[Vec<bool>]) -> Option<Vec<&str>> {
        let mut changed = Vec::new();
        for ((one, answer), starts) in self.judge.criteria.iter().zip(&found.answers).zip(starts) {
            let Some(answer) = answer else { continue };
            one.possible[*answer].value?;
            if !starts[*answer] {
                changed.push(one.name.as_str());
            }
        }
        Some(changed)
    }
}

/// Whether no answer is better, or none is worse.
fn is_start(possible: &[Possible], answer: &Possible, way: Way) -> bool {
    !possible.iter().any(|other| match way {
        Way::Falls => other.better_than(answer),
        Way::Rises => answer.better_than(other),
    })
}
