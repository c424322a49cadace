//! What an explanation needs to see of an audit, worked out once.

use rubric_model::condition::{Condition, GroupCondition};
use rubric_model::explanation::Truth as Told;

use crate::audit::Audit;
use crate::case::{Case, Results, work_out};
use crate::condition::Which;
use crate::index::{Named, Resolver, Sees};
use crate::pointer::Pointer;
use crate::rubric::Rubric;
use crate::truth::Truth;
use crate::verdict::Verdict;

/// An audit in all its cases.
pub(super) struct Seen<'a> {
    rubric: &'a Rubric,
    verdict: &'a Verdict<'a>,
    /// What each case comes to, in their order.
    results: Vec<Results>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(rubric: &'a Rubric, audit: &'a Audit, verdict: &'a Verdict<'a>) -> Self {
        let results = verdict.cases().iter().map(|facts| {
            let mut results = Results::default();
            work_out(rubric.index(), audit, facts, &mut results);
            results
        });
        Self {
            rubric,
            verdict,
            results: results.collect(),
        }
    }

    /// What a condition of the rubric comes to where a section, or the whole, is judged: what
    /// [`Rubric::evaluate_judging`] says.
    pub(super) fn truth(&self, judged: Option<usize>, condition: &Condition) -> Told {
        // Every part may be looked at where the whole condition may.
        let sees = judged.map_or(Sees::Settled, Sees::Section);
        let resolver = Resolver::new(self.rubric.index());
        let Ok(condition) = resolver.condition(condition, sees, &Pointer::Root) else {
            return Told::Undecided;
        };
        let cases = self.verdict.cases().iter().zip(&self.results);
        let truths = cases.map(|(facts, results)| {
            let case = Case {
                facts,
                results,
                ..self.verdict.case()
            };
            case.truth(&condition)
        });
        match truths.reduce(Truth::either_case) {
            Some(Truth::Yes) => Told::Holds,
            Some(Truth::No) => Told::DoesNotHold,
            Some(Truth::Undecided) | None => Told::Undecided,
        }
    }

    /// The place of a section or criterion in reading order.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        match self.rubric.index().named(name)? {
            Named::Section(place) | Named::Criterion(place) => Some(place),
            Named::Fact(_) => None,
        }
    }

    /// The places of a group's criteria or sections, whether or not they count.
    pub(super) fn members(&self, judged: Option<usize>, group: &GroupCondition) -> Vec<usize> {
        self.rubric.members(group, judged).unwrap_or_default()
    }

    /// Whether the grade before limits, and after them, may be the one at a place on the ladder.
    pub(super) fn may_be(&self, judged: Option<usize>, grade: usize) -> (bool, bool) {
        let which = judged.map_or(Which::Overall, Which::Section);
        let judged = self.verdict.judged(which);
        judged.map_or((false, false), |one| {
            (one.before.has(grade), one.after.has(grade))
        })
    }
}
