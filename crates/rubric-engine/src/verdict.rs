//! What is missing from an audit, what it comes to over all its cases, and how settled that is.

use rubric_model::outcome::{CriterionState, Status};

use crate::audit::Audit;
use crate::case::{Case, Judged, Results, work_out};
use crate::cases::Cases;
use crate::condition::Which;
use crate::index::{Index, Limit, Rules};
use crate::set::Set;
use crate::truth::Truth;

/// An audit's results without their explanation.
pub(crate) struct Verdict<'a> {
    pub index: &'a Index,
    pub audit: &'a Audit,
    found: Found,
}

/// What is found out of an audit. It is kept from one audit to the next, so that its memory is.
#[derive(Debug, Default)]
pub(crate) struct Found {
    cases: Cases,
    results: Results,
    /// The results of one case, while they are joined.
    one: Results,
    missing_facts: Set,
    missing_criteria: Set,
}

impl<'a> Verdict<'a> {
    pub(crate) fn new(index: &'a Index, audit: &'a Audit) -> Self {
        Self::within(index, audit, Found::default())
    }

    /// Works it out in the memory of another.
    pub(crate) fn within(index: &'a Index, audit: &'a Audit, mut found: Found) -> Self {
        found.cases.find(index, audit, None);
        let (results, one) = (&mut found.results, &mut found.one);
        found.cases.run(index, audit, results, one);
        found.missing_facts.clear();
        for place in 0..index.facts.len() {
            if audit.fact(place).is_none() && index.overall.needs.facts.has(place) {
                found.missing_facts.add(place);
            }
        }
        found.missing_criteria.clear();
        for (place, applies) in found.results.applies.iter().enumerate() {
            let missing = match applies {
                Truth::No => false,
                Truth::Yes => audit.given(place).is_none(),
                Truth::Undecided => true,
            };
            if missing {
                found.missing_criteria.add(place);
            }
        }
        Self {
            index,
            audit,
            found,
        }
    }

    pub(crate) fn into_found(self) -> Found {
        self.found
    }

    /// The audit in its only case. Where there are several, what is settled is the same in each of them:
    /// of all else nothing can be said by this one.
    pub(crate) fn case(&self) -> Case<'_> {
        Case {
            index: self.index,
            audit: self.audit,
            facts: self.found.cases.iter().next().unwrap_or_default(),
            results: &self.found.results,
        }
    }

    /// Keeps those limits that hold in every case.
    pub(crate) fn keep_holding(&self, limits: &mut Vec<&'a Limit>) {
        let mut results = Results::default();
        for facts in self.found.cases.iter() {
            if limits.is_empty() {
                return;
            }
            let mut case = self.case();
            if self.found.cases.len() > 1 {
                work_out(self.index, self.audit, facts, &mut results);
                (case.facts, case.results) = (facts, &results);
            }
            limits.retain(|limit| case.truth(&limit.when) == Truth::Yes);
        }
    }

    pub(crate) fn cases(&self) -> &Cases {
        &self.found.cases
    }

    pub(crate) fn results(&self) -> &Results {
        &self.found.results
    }

    /// What became of a criterion.
    pub(crate) fn state(&self, criterion: usize) -> CriterionState {
        let applies = self.found.results.applies.get(criterion);
        let weight = self.index.criteria.get(criterion).map(|one| &one.weight);
        match (applies, self.audit.given(criterion), weight) {
            (None | Some(Truth::No), ..) => CriterionState::NotApplicable,
            (Some(Truth::Undecided), ..) | (_, None, _) => CriterionState::Missing,
            (_, Some(given), _) if given.standing.value.is_none() => CriterionState::Excluded,
            (_, _, None | Some(None)) => CriterionState::Unscored,
            _ => CriterionState::Scored,
        }
    }

    pub(crate) fn is_fact_missing(&self, fact: usize) -> bool {
        self.found.missing_facts.has(fact)
    }

    pub(crate) fn rules(&self, which: Which) -> Option<&'a Rules> {
        match which {
            Which::Overall => Some(&self.index.overall),
            Which::Section(place) => self.index.sections.get(place).map(|one| &one.rules),
        }
    }

    pub(crate) fn judged(&self, which: Which) -> Option<&Judged> {
        self.found.results.judged(which)
    }

    /// Something is missing that the result depends on; or nothing is, and it is scored or not.
    pub(crate) fn status(&self, which: Which) -> Status {
        let Some(rules) = self.rules(which) else {
            return Status::NotScored;
        };
        if rules.needs.facts.meets(&self.found.missing_facts)
            || rules.needs.criteria.meets(&self.found.missing_criteria)
        {
            Status::Incomplete
        } else if self
            .judged(which)
            .is_some_and(|judged| judged.low.is_some())
        {
            Status::Complete
        } else {
            Status::NotScored
        }
    }
}
