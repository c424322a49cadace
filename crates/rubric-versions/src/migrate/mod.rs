//! Audits carried from one version of a standard to another, and nothing of them lost.
//!
//! An answer goes over where the other version asks the same question and the answer means the same
//! there. Whatever does not go over is kept under `retired`, with the reason. Every answer and every fact
//! of an audit, those under `retired` included, comes to exactly one [`Fate`].

mod because;
mod counts;
mod join;
mod retired;
mod same;
mod work;

pub use because::Because;
pub use counts::{Counts, Totals};

use rubric_engine::{Audit, Rubric};
use rubric_model::Name;
use rubric_model::audit::Audit as Document;

use join::Join;
use retired::{each, kind};
use same::Elements;

/// What became of an answer or a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It stands where it stood.
    Carried,
    /// It stands under the name that its question has now.
    Renamed(Name),
    /// It was retired, and stands among the answers or facts again.
    Revived,
    /// Its question is still asked, but not so that the answer surely means the same: a person has to look
    /// at it. It is kept under `retired`.
    NeedsPerson(Because),
    /// It has no place any more. It is kept under `retired`.
    Retired(Because),
    /// It had been retired before, and stays so.
    StaysRetired,
}

/// What something is that an audit holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The answer to a criterion.
    Answer,
    /// The value of a fact.
    Fact,
}

/// What became of one answer or fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The name it had in the audit.
    pub name: Name,
    /// What it is.
    pub kind: Kind,
    /// What became of it.
    pub fate: Fate,
}

/// An audit as it is under the other version, and what became of all it held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The audit.
    pub audit: Document,
    /// Each answer and fact that it held, once: facts, answers, then what was retired before.
    pub moves: Vec<Move>,
    /// The criteria and facts that the other version alone asks for, and that hold nothing now.
    pub newly_asked: Vec<(Kind, Name)>,
}

/// The way of audits from one version of a standard to another.
#[derive(Debug)]
pub struct Migration<'r> {
    from: &'r Rubric,
    to: &'r Rubric,
    join: Join<'r>,
    elements: Elements<'r>,
}

/// Carries one audit over. For many, make a [`Migration`] once.
#[must_use]
pub fn migrate(from: &Rubric, to: &Rubric, audit: &Audit) -> Migrated {
    Migration::new(from, to).carry(audit)
}

impl<'r> Migration<'r> {
    /// The way from one version to another, which may have another name.
    #[must_use]
    pub fn new(from: &'r Rubric, to: &'r Rubric) -> Self {
        Self {
            from,
            to,
            join: Join::new(from.model(), to.model()),
            elements: Elements::new(from.model(), to.model()),
        }
    }

    /// Carries an audit of the first version over to the second.
    #[must_use]
    pub fn carry(&self, audit: &Audit) -> Migrated {
        let old = self.from.write_audit(audit);
        if self.from.model().digest == self.to.model().digest {
            return unchanged(old);
        }
        work::carry(self, old)
    }
}

/// An audit between two rubrics that are the same text.
fn unchanged(audit: Document) -> Migrated {
    let all = |kind, fate: Fate| {
        move |name: &Name| Move {
            name: name.clone(),
            kind,
            fate: fate.clone(),
        }
    };
    let mut moves: Vec<Move> = audit
        .facts
        .keys()
        .map(all(Kind::Fact, Fate::Carried))
        .collect();
    moves.extend(audit.answers.keys().map(all(Kind::Answer, Fate::Carried)));
    for (name, one) in &audit.retired {
        moves.extend(each(one).map(|one| Move {
            name: name.clone(),
            kind: kind(one),
            fate: Fate::StaysRetired,
        }));
    }
    Migrated {
        audit,
        moves,
        newly_asked: Vec::new(),
    }
}
