//! Which question of one version is which of another.

use std::collections::{BTreeSet, HashMap};

use rubric_model::rubric::{Criterion, Fact, Rubric};

use crate::pair::{by_name, criteria, folded, pairs};

/// Something of the old version, and what it is in the new one, where it is anything.
#[derive(Debug)]
pub(super) struct Paired<'r, T> {
    pub old: &'r T,
    pub new: Option<&'r T>,
}

/// What of one version is what of another: by name, whatever letter case, else by what it was called.
#[derive(Debug)]
pub(super) struct Join<'r> {
    criteria: HashMap<&'r str, Paired<'r, Criterion>>,
    facts: HashMap<&'r str, Paired<'r, Fact>>,
    criteria_in_new: HashMap<String, &'r Criterion>,
    facts_in_new: HashMap<String, &'r Fact>,
    /// Criteria that are nothing in the old version, in reading order.
    pub new_criteria: Vec<&'r Criterion>,
    /// Facts that are nothing in the old version, in reading order.
    pub new_facts: Vec<&'r Fact>,
}

impl<'r> Join<'r> {
    pub(super) fn new(old: &'r Rubric, new: &'r Rubric) -> Self {
        let (old_criteria, new_criteria) = (criteria(old), criteria(new));
        let criteria_in_new = by_name(&new_criteria, |one| &one.name);
        let facts_in_new: HashMap<String, &Fact> = new
            .facts
            .iter()
            .map(|fact| (folded(&fact.name), fact))
            .collect();

        let pairs = pairs(&old_criteria, &new_criteria);
        let taken: BTreeSet<&str> = pairs.values().map(|one| one.name.as_str()).collect();
        let criteria = old_criteria.iter().map(|old| {
            let new = pairs.get(old.name.as_str()).copied();
            (old.name.as_str(), Paired { old: *old, new })
        });
        let facts: HashMap<&str, Paired<'_, Fact>> = (old.facts.iter())
            .map(|old| {
                let new = facts_in_new.get(&folded(&old.name)).copied();
                (old.name.as_str(), Paired { old, new })
            })
            .collect();
        let known: BTreeSet<String> = old.facts.iter().map(|fact| folded(&fact.name)).collect();
        Self {
            criteria: criteria.collect(),
            facts,
            new_criteria: (new_criteria.iter().copied())
                .filter(|one| !taken.contains(one.name.as_str()))
                .collect(),
            new_facts: (new.facts.iter())
                .filter(|fact| !known.contains(&folded(&fact.name)))
                .collect(),
            criteria_in_new,
            facts_in_new,
        }
    }

    /// A criterion of the old version by its exact name.
    pub(super) fn criterion(&self, name: &str) -> Option<&Paired<'r, Criterion>> {
        self.criteria.get(name)
    }

    /// A fact of the old version by its exact name.
    pub(super) fn fact(&self, name: &str) -> Option<&Paired<'r, Fact>> {
        self.facts.get(name)
    }

    pub(super) fn criterion_in_new(&self, name: &str) -> Option<&'r Criterion> {
        self.criteria_in_new.get(&folded(name)).copied()
    }

    pub(super) fn fact_in_new(&self, name: &str) -> Option<&'r Fact> {
        self.facts_in_new.get(&folded(name)).copied()
    }
}
