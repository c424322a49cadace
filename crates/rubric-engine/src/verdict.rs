//! What is missing from an audit, what it comes to over all its cases, and how settled that is.

use rubric_model::Rational;
use rubric_model::outcome::Status;

use crate::audit::Audit;
use crate::case::Judged;
use crate::cases::{Cases, Run};
use crate::condition::Which;
use crate::index::{Index, Rules};
use crate::rubric::Rubric;
use crate::truth::Truth;

/// An audit's results without their explanation.
pub(crate) struct Verdict<'a> {
    pub index: &'a Index,
    pub audit: &'a Audit,
    pub cases: Cases,
    pub run: Run,
    pub missing_facts: Vec<bool>,
    pub missing_criteria: Vec<bool>,
}

impl<'a> Verdict<'a> {
    pub(crate) fn new(index: &'a Index, audit: &'a Audit) -> Self {
        let cases = Cases::new(index, audit, None);
        let run = Run::new(index, audit, &cases);
        let needed = index.overall.needs.facts.iter().enumerate();
        let missing_facts = needed
            .map(|(place, needed)| *needed && audit.fact(place).is_none())
            .collect();
        let applies = run.applies.iter().enumerate();
        let missing_criteria = applies
            .map(|(place, applies)| match applies {
                Truth::No => false,
                Truth::Yes => audit.given(place).is_none(),
                Truth::Undecided => true,
            })
            .collect();
        Self {
            index,
            audit,
            cases,
            run,
            missing_facts,
            missing_criteria,
        }
    }

    pub(crate) fn rules(&self, which: Which) -> Option<&'a Rules> {
        match which {
            Which::Overall => Some(&self.index.overall),
            Which::Section(place) => self.index.sections.get(place).map(|one| &one.rules),
        }
    }

    pub(crate) fn judged(&self, which: Which) -> Option<&Judged> {
        match which {
            Which::Overall => Some(&self.run.overall),
            Which::Section(place) => self.run.sections.get(place),
        }
    }

    /// Something is missing that the result depends on; or nothing is, and it is scored or not.
    pub(crate) fn status(&self, which: Which) -> Status {
        let Some(rules) = self.rules(which) else {
            return Status::NotScored;
        };
        let meets = |needed: &[bool], missing: &[bool]| {
            needed
                .iter()
                .zip(missing)
                .any(|(needed, missing)| *needed && *missing)
        };
        if meets(&rules.needs.facts, &self.missing_facts)
            || meets(&rules.needs.criteria, &self.missing_criteria)
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

/// The result of an audit without its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grades {
    /// The overall result.
    pub overall: Graded,
    /// The sections' results, in reading order; see [`Rubric::sections`].
    pub sections: Vec<Graded>,
}

/// What a section or the whole comes to; the ends are equal unless it is incomplete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// Whether there is one result.
    pub status: Status,
    /// The lowest score it may have, 0 to 1; nothing where it surely is not scored.
    pub lowest: Option<Rational>,
    /// The highest score it may have.
    pub highest: Option<Rational>,
    /// The worst grade it may have after limits, as a place on its ladder: 0 is the best.
    pub worst: Option<usize>,
    /// The best grade it may have after limits.
    pub best: Option<usize>,
    /// Whether it may come to count nothing at all.
    pub may_be_not_scored: bool,
}

impl Rubric {
    /// Scores an audit without explaining it: the fast path. The result is that of
    /// [`Rubric::score`].
    #[must_use]
    pub fn grades(&self, audit: &Audit) -> Grades {
        let index = self.index();
        let verdict = Verdict::new(index, audit);
        let graded = |which: Which| {
            let judged = verdict.judged(which).cloned().unwrap_or_default();
            Graded {
                status: verdict.status(which),
                worst: judged.after.worst(),
                best: judged.after.best(),
                lowest: judged.low.map(Rational),
                highest: judged.high.map(Rational),
                may_be_not_scored: judged.may_be_none,
            }
        };
        Grades {
            overall: graded(Which::Overall),
            sections: (0..index.sections.len())
                .map(|place| graded(Which::Section(place)))
                .collect(),
        }
    }
}
