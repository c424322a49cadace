//! Scoring an audit with other answers, within a budget.

use crate::answer::{Answered, Given, Standing};
use crate::audit::Audit;
use crate::case::{Results, work_out};
use crate::condition::{FactGiven, Places};
use crate::index::Index;

/// The budget has run out.
pub(crate) struct Spent;

/// An audit in one case of its facts, to try other answers on.
pub(crate) struct Trial<'a> {
    index: &'a Index,
    audit: &'a Audit,
    facts: &'a [Option<FactGiven>],
    /// A copy to write on, made when it is needed.
    copy: Option<Audit>,
    /// How much work is left to do.
    pub left: usize,
    /// How much work it is to score one audit.
    size: usize,
    results: Results,
}

/// What the whole may come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct May {
    /// The grades it may have after limits.
    pub grades: Places,
    /// It may be not scored.
    pub be_none: bool,
}

impl May {
    pub(crate) fn of(overall: &crate::case::Judged) -> Self {
        Self {
            grades: overall.after,
            be_none: overall.may_be_none || overall.low.is_none(),
        }
    }

    /// Whether there is one result.
    pub(crate) fn is_settled(self) -> bool {
        if self.be_none {
            self.grades.is_empty()
        } else {
            self.grades.best() == self.grades.worst()
        }
    }

    /// Whether both may come to the same.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.grades.meets(other.grades) || (self.be_none && other.be_none)
    }
}

impl<'a> Trial<'a> {
    pub(crate) fn new(
        index: &'a Index,
        audit: &'a Audit,
        facts: &'a [Option<FactGiven>],
        budget: usize,
    ) -> Self {
        Self {
            index,
            audit,
            facts,
            copy: None,
            left: budget,
            size: index.size(),
            results: Results::default(),
        }
    }

    pub(crate) fn index(&self) -> &'a Index {
        self.index
    }

    /// The audit with the answers as they stand.
    pub(crate) fn audit(&self) -> &Audit {
        self.copy.as_ref().unwrap_or(self.audit)
    }

    pub(crate) fn spend(&mut self, work: usize) -> Result<(), Spent> {
        let left = self.left.checked_sub(work.saturating_add(1));
        self.left = left.unwrap_or(0);
        left.map(|_| ()).ok_or(Spent)
    }

    /// Gives another answer, or takes it back.
    pub(crate) fn set(&mut self, place: usize, given: Option<Given>) {
        let copy = self.copy.get_or_insert_with(|| bare(self.audit));
        copy.set_given(place, given);
    }

    /// Gives the audit's own answer again.
    pub(crate) fn restore(&mut self, place: usize) {
        self.set(place, self.audit.given(place).map(bare_given));
    }

    /// What the whole may come to as the answers stand.
    pub(crate) fn result(&mut self) -> Result<May, Spent> {
        self.spend(self.size)?;
        let audit = self.copy.as_ref().unwrap_or(self.audit);
        work_out(self.index, audit, self.facts, &mut self.results);
        Ok(May::of(&self.results.overall))
    }

    /// Everything that the audit comes to as the answers stand.
    pub(crate) fn run(&mut self) -> Result<Results, Spent> {
        self.spend(self.size)?;
        let audit = self.copy.as_ref().unwrap_or(self.audit);
        let mut results = Results::default();
        work_out(self.index, audit, self.facts, &mut results);
        Ok(results)
    }
}

/// An answer with nothing beside it.
pub(crate) fn given(answered: Answered, standing: Standing) -> Given {
    let (comment, cause, auditor) = (None, None, None);
    Given {
        answered,
        standing,
        comment,
        cause,
        auditor,
    }
}

fn bare_given(one: &Given) -> Given {
    given(one.answered.clone(), one.standing.clone())
}

/// The answers with nothing beside them.
fn bare(audit: &Audit) -> Audit {
    let answers = audit.answers.iter();
    Audit::of_answers(
        answers
            .map(|given| given.as_ref().map(bare_given))
            .collect(),
    )
}
