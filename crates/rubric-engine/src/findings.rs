//! Everything that is found out of an audit, for an outcome to tell.

use rubric_model::Name;
use rubric_model::outcome::{CriterionState, Notice, Status};
use rubric_model::rubric::Limit as Told;

use crate::audit::Audit;
use crate::condition::Which;
use crate::decide::{self, Deciding};
use crate::index::{Index, Limit};
use crate::next::{self, Steps};
use crate::notice;
use crate::number::Number;
use crate::rubric::Rubric;
use crate::share::{Shares, excluded_share};
use crate::truth::Truth;
use crate::verdict::{Found, Verdict};

/// What is found out of an audit.
pub(crate) struct Findings<'a> {
    pub rubric: &'a Rubric,
    pub index: &'a Index,
    pub audit: &'a Audit,
    pub verdict: Verdict<'a>,
    pub shares: Shares,
    pub excluded: Number,
    pub steps: Steps,
    pub deciding: Deciding,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(rubric: &'a Rubric, audit: &'a Audit) -> Self {
        Self::within(rubric, audit, Found::default())
    }

    /// Finds it out in the memory of another audit.
    pub(crate) fn within(rubric: &'a Rubric, audit: &'a Audit, found: Found) -> Self {
        let index = rubric.index();
        let verdict = Verdict::within(index, audit, found);
        let (mut shares, mut steps) = (Shares::default(), Steps::default());
        if verdict.status(Which::Overall) == Status::Complete {
            shares = Shares::new(index, audit, verdict.results());
            steps = next::steps(&verdict.case(), verdict.results(), &shares);
        }
        let deciding = decide::deciding(&verdict);
        let excluded = excluded_share(index, audit, verdict.results());
        Self {
            rubric,
            index,
            audit,
            verdict,
            shares,
            excluded,
            steps,
            deciding,
        }
    }

    /// The unanswered criteria that can still decide the overall grade.
    pub(crate) fn can_decide(&self) -> impl Iterator<Item = &'a Name> {
        let criteria = self.deciding.criteria.iter();
        criteria.filter_map(|place| Some(&self.index.criteria.get(*place)?.name))
    }

    pub(crate) fn notices(&self) -> Vec<Notice> {
        notice::notices(self)
    }

    /// What a criterion's answer is worth, where it counts or would.
    pub(crate) fn value(&self, criterion: usize) -> Option<&'a Number> {
        match self.verdict.state(criterion) {
            CriterionState::Scored | CriterionState::Unscored => {
                self.audit.given(criterion)?.standing.value.as_ref()
            }
            _ => None,
        }
    }

    /// The limits on the overall grade that hold in every case and whose ceiling is below the next
    /// better grade, those aside that have lowered it. One that asks for the overall score or grade
    /// itself is left out: it may end where that rises.
    pub(crate) fn held_back(&self) -> Vec<&'a Told> {
        let run = self.verdict.results();
        let Some(now) = run.overall.after.best().filter(|now| *now > 0) else {
            return Vec::new();
        };
        let complete = self.verdict.status(Which::Overall) == Status::Complete;
        let lowered = |limit: &Limit| {
            let before = run.overall.before.best();
            complete && before.is_some_and(|before| limit.ceiling > before)
        };
        let mut near: Vec<&'a Limit> = (self.index.overall.limits.iter())
            .filter(|limit| limit.ceiling >= now && !lowered(limit))
            .filter(|limit| !limit.when.asks_overall())
            .collect();
        self.verdict.keep_holding(&mut near);
        near.into_iter()
            .filter_map(|limit| self.told(limit))
            .collect()
    }

    /// The limits that hold and whose ceiling is below the grade before limits.
    pub(crate) fn biting(&self, which: Which) -> impl Iterator<Item = &'a Told> {
        let rules = self.verdict.rules(which);
        let before = self.verdict.judged(which).and_then(|one| one.before.best());
        let bites = move |limit: &&'a Limit| {
            before.is_some_and(|before| limit.ceiling > before)
                && self.verdict.case().truth(&limit.when) == Truth::Yes
        };
        let limits = rules.into_iter().flat_map(|rules| &rules.limits);
        limits.filter(bites).filter_map(|limit| self.told(limit))
    }

    fn told(&self, limit: &Limit) -> Option<&'a Told> {
        self.rubric.model().limits.get(limit.place)
    }
}
