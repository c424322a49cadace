//! What is tried value by value: facts, and what counters come to in the end.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::plan::Plan;
use crate::rule::Rule;
use crate::search::Setting;

/// Something that is tried value by value.
#[derive(Clone, Debug)]
pub(crate) enum Variable {
    /// A fact, with the places of one value of each kind.
    Fact(usize, Vec<usize>),
    /// What a counter comes to in the end, where that is asked before it is known.
    Assumed(usize),
}

impl Plan<'_, '_> {
    /// Makes the variables, one value of a fact for each kind that is told apart, and notes what
    /// depends on them.
    pub(crate) fn vary(&mut self, assumed: &BTreeSet<usize>) {
        let mut tests: Vec<Vec<Vec<bool>>> = vec![Vec::new(); self.problem.facts.len()];
        let mut note = |rule: &Rule| {
            rule.visit(&mut |rule| {
                if let Rule::Fact(fact, holds) = rule
                    && let Some(tests) = tests.get_mut(*fact)
                    && !tests.contains(holds)
                {
                    tests.push(holds.clone());
                }
            });
        };
        let applies = (self.sections.iter().map(|one| &one.applies)).chain(
            self.criteria
                .iter()
                .filter(|one| one.is_followed)
                .map(|one| &one.applies),
        );
        applies.flatten().for_each(&mut note);
        for judged in (0..self.sections.len()).map(Some).chain([None]) {
            self.asked(judged).for_each(&mut note);
        }
        for (fact, tests) in tests.iter().enumerate() {
            let values = self
                .problem
                .facts
                .get(fact)
                .map_or(0, |fact| fact.values.len());
            let mut kinds: IndexMap<Vec<Option<&bool>>, Vec<usize>> = IndexMap::new();
            for value in 0..values {
                let kind = tests.iter().map(|holds| holds.get(value)).collect();
                kinds.entry(kind).or_default().push(value);
            }
            let kept = kinds.values().filter_map(|values| middle(values)).collect();
            if !tests.is_empty() {
                self.variables.push(Variable::Fact(fact, kept));
            }
        }
        self.variables
            .extend(assumed.iter().copied().map(Variable::Assumed));

        let mut overall = BTreeSet::new();
        self.asked(None)
            .for_each(|rule| self.depends(rule, None, &mut overall));
        let tail = assumed
            .iter()
            .filter_map(|counter| self.assumption(*counter));
        overall.extend(tail);
        self.overall_scope = overall;
        for place in (0..self.sections.len()).rev() {
            let mut scope = BTreeSet::new();
            let Some(section) = self.sections.get(place) else {
                continue;
            };
            section
                .applies
                .iter()
                .for_each(|rule| self.depends(rule, Some(place), &mut scope));
            self.asked(Some(place))
                .for_each(|rule| self.depends(rule, Some(place), &mut scope));
            let inner = self.problem.sections.get(place);
            for criterion in inner.into_iter().flat_map(|one| &one.criteria) {
                let criterion = self.criteria.get(*criterion).filter(|one| one.is_followed);
                for rule in criterion.into_iter().flat_map(|one| &one.applies) {
                    self.depends(rule, Some(place), &mut scope);
                }
            }
            for inner in inner.into_iter().flat_map(|one| &one.sections) {
                scope.extend(
                    self.sections
                        .get(*inner)
                        .into_iter()
                        .flat_map(|one| &one.scope),
                );
            }
            if let Some(section) = self.sections.get_mut(place) {
                section.scope = scope;
            }
        }
    }

    fn depends(&self, rule: &Rule, judged: Option<usize>, scope: &mut BTreeSet<usize>) {
        rule.visit(&mut |rule| match rule {
            Rule::Fact(fact, _) => {
                let is_it = |one: &Variable| matches!(one, Variable::Fact(own, _) if own == fact);
                scope.extend(self.variables.iter().position(is_it));
            }
            Rule::Count(counter, _) => {
                if let Some(section) = judged
                    && !self.is_inside(*counter, section)
                {
                    scope.extend(self.assumption(*counter));
                }
            }
            _ => {}
        });
    }

    /// The variable that stands for what a counter comes to.
    pub(crate) fn assumption(&self, counter: usize) -> Option<usize> {
        let is_it = |one: &Variable| matches!(one, Variable::Assumed(own) if *own == counter);
        self.variables.iter().position(is_it)
    }

    /// Whether a judge reads what a counter comes to as it is assumed.
    pub(crate) fn reads_assumed(&self, counter: usize, section: usize) -> bool {
        self.assumption(counter).is_some() && !self.is_inside(counter, section)
    }

    /// The place among a fact's values that a setting gives it.
    pub(crate) fn fact_value(&self, fact: usize, setting: &Setting) -> Option<usize> {
        let is_it = |one: &Variable| matches!(one, Variable::Fact(own, _) if *own == fact);
        let place = self.variables.iter().position(is_it)?;
        let Some(Variable::Fact(_, values)) = self.variables.get(place) else {
            return None;
        };
        values.get(setting.get(place).copied().flatten()?).copied()
    }

    /// How many values a variable has.
    pub(crate) fn values(&self, variable: usize) -> usize {
        match self.variables.get(variable) {
            Some(Variable::Fact(_, values)) => values.len(),
            Some(Variable::Assumed(counter)) => {
                let most = self.most.get(*counter).copied().unwrap_or(0);
                usize::try_from(most)
                    .unwrap_or(usize::MAX)
                    .saturating_add(1)
            }
            None => 0,
        }
    }
}

/// The one in the middle: neither the least nor the most, where there are others.
pub(crate) fn middle(values: &[usize]) -> Option<usize> {
    values.get(values.len().saturating_sub(1) / 2).copied()
}
