//! One audit on its way from one version to another.

use std::collections::BTreeMap;

use rubric_engine::Rubric;
use rubric_model::Name;
use rubric_model::audit::{
    Answer, Audit as Document, FORMAT, FactAnswer, Retired, RubricReference,
};

use super::join::Paired;
use super::retired::{flat, kind, stacked};
use super::{Because, Fate, Kind, Migrated, Migration, Move, same};

/// Carries an audit, as it is written under the old version, over to the new one.
pub(super) fn carry(migration: &Migration<'_>, old: Document) -> Migrated {
    let to = migration.to.model();
    let mut work = Work {
        migration,
        reference: RubricReference {
            name: migration.from.model().name.clone(),
            version: migration.from.model().version.clone(),
            digest: Some(migration.from.model().digest.clone()),
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
