//! Audits carried from one version of a standard to another, and nothing of them lost.
//!
//! An answer goes over where the other version asks the same question and the answer means the same
//! there. Whatever does not go over is kept under `retired`, with the reason. Every answer and every fact
//! of an audit, those under `retired` included, comes to exactly one [`Fate`].

mod because;
mod counts;
mod join;
mod same;

pub use because::Because;
pub use counts::{Counts, Totals};

use std::collections::BTreeMap;

use rubric_engine::{Audit, Rubric};
use rubric_model::Name;
use rubric_model::audit::{
    Answer, Audit as Document, FORMAT, FactAnswer, Retired, RubricReference,
};

use join::{Join, Paired};
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
        let to = self.to.model();
        let mut work = Work {
            migration: self,
            reference: RubricReference {
                name: self.from.model().name.clone(),
                version: self.from.model().version.clone(),
                digest: Some(self.from.model().digest.clone()),
            },
            facts: BTreeMap::new(),
            answers: BTreeMap::new(),
            retiring: Vec::new(),
            moves: Vec::new(),
        };
        for (name, value) in old.facts {
            work.fact(name, value);
        }
        for (name, answer) in old.answers {
            work.answer(name, answer);
        }
        let mut retired = work.revive(old.retired);
        work.retire(&mut retired);
        let newly_asked = work.newly_asked();
        Migrated {
            audit: Document {
                format: FORMAT.to_owned(),
                rubric: RubricReference {
                    name: to.name.clone(),
                    version: to.version.clone(),
                    digest: Some(to.digest.clone()),
                },
                reference: old.reference,
                date: old.date,
                cycle: old.cycle,
                stage: old.stage,
                auditor: old.auditor,
                facts: work.facts,
                answers: work.answers,
                retired,
            },
            moves: work.moves,
            newly_asked,
        }
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

/// One audit on its way.
struct Work<'m, 'r> {
    migration: &'m Migration<'r>,
    /// The rubric it comes from.
    reference: RubricReference,
    facts: BTreeMap<Name, FactAnswer>,
    answers: BTreeMap<Name, Answer>,
    retiring: Vec<(Name, Retired)>,
    moves: Vec<Move>,
}

impl Work<'_, '_> {
    fn fact(&mut self, name: Name, value: FactAnswer) {
        let Migration { to, join, .. } = self.migration;
        let pair = join.fact(&name);
        let found = match pair {
            Some(Paired {
                old,
                new: Some(new),
            }) => same::fact(old, new, &value)
                .and_then(|value| {
                    let fits = to.check_fact(&new.name, &value);
                    fits.map_err(|problem| Because::DoesNotFit(problem.message))?;
                    Ok((new.name.clone(), value))
                })
                .map_err(Fate::NeedsPerson),
            _ => Err(Fate::Retired(Because::NotAsked)),
        };
        let fate = match found {
            Ok((now, value)) => {
                let fate = stands(&name, &now);
                self.facts.insert(now, value);
                fate
            }
            Err(fate) => {
                let question = pair.map_or("", |pair| pair.old.title.as_str());
                self.put_away(&name, question, None, Some(value), &fate);
                fate
            }
        };
        self.said(name, Kind::Fact, fate);
    }

    fn answer(&mut self, name: Name, answer: Answer) {
        let Migration {
            to, join, elements, ..
        } = self.migration;
        let pair = join.criterion(&name);
        let found = match pair {
            Some(Paired {
                old,
                new: Some(new),
            }) => elements
                .answer(old, new, &answer)
                .and_then(|answer| {
                    let fits = to.check_answer(&new.name, &answer);
                    fits.map_err(|error| Because::of(&error))?;
                    Ok((new.name.clone(), answer))
                })
                .map_err(Fate::NeedsPerson),
            _ => Err(Fate::Retired(Because::NotAsked)),
        };
        let fate = match found {
            Ok((now, answer)) => {
                let fate = stands(&name, &now);
                self.answers.insert(now, answer);
                fate
            }
            Err(fate) => {
                let question = pair.map_or("", |pair| pair.old.question.as_str());
                self.put_away(&name, question, Some(answer), None, &fate);
                fate
            }
        };
        self.said(name, Kind::Answer, fate);
    }

    fn said(&mut self, name: Name, kind: Kind, fate: Fate) {
        self.moves.push(Move { name, kind, fate });
    }

    fn put_away(
        &mut self,
        name: &Name,
        question: &str,
        answer: Option<Answer>,
        fact: Option<FactAnswer>,
        fate: &Fate,
    ) {
        let (Fate::NeedsPerson(because) | Fate::Retired(because)) = fate else {
            return;
        };
        let retired = Retired {
            rubric: self.reference.clone(),
            question: question.to_owned(),
            answer,
            fact,
            because: because.to_string(),
            earlier: Vec::new(),
        };
        self.retiring.push((name.clone(), retired));
    }

    /// Takes back what had been retired and was given under the version that the audit now goes to. What
    /// stays retired is given.
    fn revive(&mut self, retired: BTreeMap<Name, Retired>) -> BTreeMap<Name, Retired> {
        let mut staying = BTreeMap::new();
        for (name, one) in retired {
            let mut left = Vec::new();
            for one in flat(one) {
                let kind = kind(&one);
                let fate = self.revive_one(&name, &one);
                if fate != Fate::Revived {
                    left.push(one);
                }
                self.said(name.clone(), kind, fate);
            }
            if let Some(one) = stacked(left) {
                staying.insert(name, one);
            }
        }
        staying
    }

    fn revive_one(&mut self, name: &Name, one: &Retired) -> Fate {
        let Migration { to, join, .. } = self.migration;
        let is_of_new = is_of(&one.rubric, to);
        if let Some(answer) = &one.answer
            && let Some(criterion) = join.criterion_in_new(name)
            && criterion.question == one.question
            && !self.answers.contains_key(&criterion.name)
        {
            if !is_of_new {
                return Fate::NeedsPerson(Because::GivenUnderThird);
            }
            if to.check_answer(&criterion.name, answer).is_ok() {
                self.answers.insert(criterion.name.clone(), answer.clone());
                return Fate::Revived;
            }
        }
        if let Some(value) = &one.fact
            && let Some(fact) = join.fact_in_new(name)
            && fact.title == one.question
            && !self.facts.contains_key(&fact.name)
        {
            if !is_of_new {
                return Fate::NeedsPerson(Because::GivenUnderThird);
            }
            if to.check_fact(&fact.name, value).is_ok() {
                self.facts.insert(fact.name.clone(), value.clone());
                return Fate::Revived;
            }
        }
        Fate::StaysRetired
    }

    /// Puts what is retired now before what was retired earlier under the same name.
    fn retire(&mut self, retired: &mut BTreeMap<Name, Retired>) {
        for (name, mut one) in std::mem::take(&mut self.retiring) {
            if let Some(before) = retired.remove(&name) {
                one.earlier = flat(before);
            }
            retired.insert(name, one);
        }
    }

    fn newly_asked(&self) -> Vec<(Kind, Name)> {
        let join = &self.migration.join;
        let facts = (join.new_facts.iter())
            .filter(|fact| !self.facts.contains_key(&fact.name))
            .map(|fact| (Kind::Fact, fact.name.clone()));
        let answers = (join.new_criteria.iter())
            .filter(|criterion| !self.answers.contains_key(&criterion.name))
            .map(|criterion| (Kind::Answer, criterion.name.clone()));
        facts.chain(answers).collect()
    }
}

/// What became of something that stood under one name and stands under another, or the same.
fn stands(name: &Name, now: &Name) -> Fate {
    if name == now {
        Fate::Carried
    } else {
        Fate::Renamed(now.clone())
    }
}

/// Whether something was given under a rubric.
fn is_of(reference: &RubricReference, rubric: &Rubric) -> bool {
    let model = rubric.model();
    reference.name == model.name
        && reference.version == model.version
        && (reference.digest.as_ref()).is_none_or(|digest| *digest == model.digest)
}

fn kind(retired: &Retired) -> Kind {
    if retired.answer.is_some() {
        Kind::Answer
    } else {
        Kind::Fact
    }
}

/// What was retired under one name, latest first.
fn each(retired: &Retired) -> impl Iterator<Item = &Retired> {
    std::iter::once(retired).chain(&retired.earlier)
}

/// What was retired under one name, latest first, each by itself.
fn flat(mut retired: Retired) -> Vec<Retired> {
    let earlier = std::mem::take(&mut retired.earlier);
    std::iter::once(retired).chain(earlier).collect()
}

/// What was retired under one name, the latest with the others in it.
fn stacked(all: Vec<Retired>) -> Option<Retired> {
    let mut all = all.into_iter();
    let mut latest = all.next()?;
    latest.earlier = all.collect();
    Some(latest)
}
