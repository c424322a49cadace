//! What a search has to follow: which scores, counts, criteria and facts a question depends on.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::halt::Halt;
use crate::lower::{Counter, Member, Rules, SectionTest};
use crate::problem::Problem;
use crate::rule::{Judge, Rule};
use crate::search::Setting;
use crate::table::lcm;

/// A question, laid out for the search.
pub(crate) struct Plan<'p, 'a> {
    pub problem: &'p Problem<'a>,
    /// What is looked for: an audit of which it holds.
    pub target: Rule,
    pub counters: Vec<Counter>,
    /// By counter, the most it counts to.
    pub most: Vec<u32>,
    pub judges: BTreeMap<(usize, Option<usize>), Judge>,
    /// By counter, the section after which it is of no further interest.
    pub until: Vec<Option<usize>>,
    /// What is tried value by value.
    pub variables: Vec<Variable>,
    pub overall_in_full: bool,
    pub sections: Vec<SectionPlan>,
    pub criteria: Vec<CriterionPlan>,
    /// By top section, the counters that it, or what is in it, may add to.
    pub adds: BTreeMap<usize, BTreeSet<usize>>,
    /// The variables that the target and the overall grade look at.
    pub overall_scope: BTreeSet<usize>,
}

/// Something that is tried value by value.
#[derive(Clone, Debug)]
pub(crate) enum Variable {
    /// A fact, with the places of one value of each kind.
    Fact(usize, Vec<usize>),
    /// What a counter comes to in the end, where that is asked before it is known.
    Assumed(usize),
}

pub(crate) struct SectionPlan {
    /// The exact score is followed, and not only whether there is one.
    pub in_full: bool,
    /// In each world, among its siblings.
    pub weights: [i128; 2],
    pub applies: [Rule; 2],
    /// What it counts towards.
    pub members: Vec<(usize, usize, SectionTest)>,
    /// The variables that its results depend on.
    pub scope: BTreeSet<usize>,
}

pub(crate) struct CriterionPlan {
    pub is_followed: bool,
    /// In each world, among its siblings; nothing where it does not count.
    pub weights: [Option<i128>; 2],
    pub applies: [Rule; 2],
    /// The counters it counts towards, with the world it must apply in, by choice.
    pub members: Vec<(usize, usize, Vec<bool>)>,
}

impl<'p, 'a> Plan<'p, 'a> {
    pub(crate) fn new(mut rules: Rules<'p, 'a>, target: Rule) -> Result<Self, Halt> {
        let problem = rules.problem;
        let (sections, criteria) = applying(&mut rules)?;
        let Rules {
            counters, judges, ..
        } = rules;
        let mut plan = Self {
            problem,
            target,
            most: counters.iter().map(|counter| counter.most).collect(),
            until: vec![None; counters.len()],
            counters,
            judges: judges.into_iter().collect(),
            variables: Vec::new(),
            overall_in_full: false,
            sections,
            criteria,
            adds: BTreeMap::new(),
            overall_scope: BTreeSet::new(),
        };
        plan.weigh()?;
        plan.note_members();
        plan.follow();
        let assumed = plan.look_ahead();
        plan.vary(&assumed);
        Ok(plan)
    }

    pub(crate) fn worlds(&self) -> usize {
        self.problem.worlds.len()
    }

    /// The rules that are asked when a section is judged, or the whole.
    pub(crate) fn asked(&self, judged: Option<usize>) -> impl Iterator<Item = &Rule> {
        let judges = (0..2).filter_map(move |world| self.judges.get(&(world, judged)));
        let rules = judges.flat_map(|judge| {
            judge
                .rungs
                .iter()
                .chain(judge.limits.iter().map(|(_, rule)| rule))
        });
        rules.chain(judged.is_none().then_some(&self.target))
    }

    fn asks_score(&self, judged: Option<usize>) -> bool {
        let mut asks = false;
        for rule in self.asked(judged) {
            rule.visit(&mut |rule| asks |= matches!(rule, Rule::Score(..) | Rule::ScoresDiffer));
        }
        asks
    }

    /// Weights as whole numbers, relative to siblings.
    fn weigh(&mut self) -> Result<(), Halt> {
        let problem = self.problem;
        let families = problem
            .sections
            .iter()
            .map(|one| (&one.criteria, &one.sections));
        let none = Vec::new();
        for (criteria, sections) in families.chain([(&none, &problem.top)]) {
            for world in 0..self.worlds() {
                let Some(standard) = problem.worlds.get(world) else {
                    continue;
                };
                let of_criterion = |place: usize| {
                    let place = problem
                        .criteria
                        .get(place)?
                        .places
                        .get(world)
                        .copied()
                        .flatten()?;
                    standard
                        .criteria
                        .get(place)?
                        .weight()
                        .map(|weight| weight.0.clone())
                };
                let of_section = |place: usize| {
                    let place = problem
                        .sections
                        .get(place)?
                        .places
                        .get(world)
                        .copied()
                        .flatten()?;
                    standard
                        .sections
                        .get(place)
                        .map(|one| one.model.weight.0.clone())
                };
                let mut unit = 1;
                let all = (criteria.iter().filter_map(|one| of_criterion(*one)))
                    .chain(sections.iter().filter_map(|one| of_section(*one)));
                for weight in all {
                    unit = lcm(
                        unit,
                        i128::try_from(weight.denom()).map_err(|_| Halt::Numbers)?,
                    )?;
                }
                let whole = |weight: num_rational::BigRational| {
                    let scaled = weight * num_rational::BigRational::from_integer(unit.into());
                    i128::try_from(scaled.numer()).map_err(|_| Halt::Numbers)
                };
                for place in criteria {
                    let weight = of_criterion(*place).map(whole).transpose()?;
                    let own = self
                        .criteria
                        .get_mut(*place)
                        .and_then(|one| one.weights.get_mut(world));
                    if let Some(own) = own {
                        *own = weight;
                    }
                }
                for place in sections {
                    let weight = of_section(*place).map(whole).transpose()?;
                    let own = self
                        .sections
                        .get_mut(*place)
                        .and_then(|one| one.weights.get_mut(world));
                    if let (Some(own), Some(weight)) = (own, weight) {
                        *own = weight;
                    }
                }
            }
        }
        Ok(())
    }

    fn note_members(&mut self) {
        let outermost = |mut section: usize| {
            while let Some(parent) = self
                .problem
                .sections
                .get(section)
                .and_then(|one| one.parent)
            {
                section = parent;
            }
            section
        };
        for (counter, one) in self.counters.iter().enumerate() {
            for member in &one.members {
                let section = match member {
                    Member::Criterion { criterion, .. } => {
                        self.problem.criteria.get(*criterion).map(|one| one.section)
                    }
                    Member::Section { section, .. } => Some(*section),
                };
                if let Some(section) = section {
                    self.adds
                        .entry(outermost(section))
                        .or_default()
                        .insert(counter);
                }
                match member {
                    Member::Criterion {
                        criterion,
                        world,
                        so,
                    } => {
                        if let Some(plan) = self.criteria.get_mut(*criterion) {
                            plan.members.push((counter, *world, so.clone()));
                        }
                    }
                    Member::Section { section, world, so } => {
                        if let Some(plan) = self.sections.get_mut(*section) {
                            plan.members.push((counter, *world, so.clone()));
                        }
                    }
                }
            }
        }
    }

    /// Settles what is followed, from the outside in.
    fn follow(&mut self) {
        self.overall_in_full = self.asks_score(None);
        for place in 0..self.sections.len() {
            let parent = self.problem.sections.get(place).and_then(|one| one.parent);
            let around = match parent {
                Some(parent) => self.sections.get(parent).is_some_and(|one| one.in_full),
                None => self.overall_in_full,
            };
            let asks = self.asks_score(Some(place));
            if let Some(section) = self.sections.get_mut(place) {
                let compared = section.members.iter().any(|(_, _, so)| {
                    matches!(so, SectionTest::Score(_) | SectionTest::NotScore(_))
                });
                section.in_full = around || asks || compared;
            }
        }
        for (place, criterion) in self.criteria.iter_mut().enumerate() {
            let counts = criterion.weights.iter().any(Option::is_some);
            let places = self.problem.criteria.get(place).map(|one| one.places);
            let alone = self.problem.worlds.len() == 2
                && places.is_some_and(|places| places.iter().any(Option::is_none));
            criterion.is_followed = counts || alone || !criterion.members.is_empty();
        }
    }

    /// Whether everything that a counter counts is settled before a section is judged, inside it.
    fn is_inside(&self, counter: usize, section: usize) -> bool {
        let within = |mut place: Option<usize>| {
            while let Some(one) = place {
                if one == section {
                    return true;
                }
                place = self.problem.sections.get(one).and_then(|one| one.parent);
            }
            false
        };
        let members = self.counters.get(counter).map(|one| &one.members);
        members.into_iter().flatten().all(|member| match member {
            Member::Criterion { criterion, .. } => {
                within(self.problem.criteria.get(*criterion).map(|one| one.section))
            }
            Member::Section { section: inner, .. } => {
                within(self.problem.sections.get(*inner).and_then(|one| one.parent))
            }
        })
    }

    /// The counters that are asked before all that they count is known; and until when each of the
    /// others is of interest.
    fn look_ahead(&mut self) -> BTreeSet<usize> {
        let mut assumed = BTreeSet::new();
        let mut until: Vec<Option<usize>> = vec![None; self.counters.len()];
        let mut in_the_end = BTreeSet::new();
        let note = |rule: &Rule, found: &mut BTreeSet<usize>| {
            rule.visit(&mut |rule| {
                if let Rule::Count(counter, _) = rule {
                    found.insert(*counter);
                }
            });
        };
        self.asked(None)
            .for_each(|rule| note(rule, &mut in_the_end));
        for section in 0..self.sections.len() {
            let mut read = BTreeSet::new();
            self.asked(Some(section))
                .for_each(|rule| note(rule, &mut read));
            for counter in read {
                if !self.is_inside(counter, section) {
                    assumed.insert(counter);
                } else if let Some(until) = until.get_mut(counter) {
                    // The outermost of those that ask: in reading order it comes first.
                    *until = until.or(Some(section));
                }
            }
        }
        for (counter, until) in until.iter_mut().enumerate() {
            if assumed.contains(&counter) || in_the_end.contains(&counter) {
                *until = None;
            }
        }
        self.until = until;
        assumed
    }

    /// Makes the variables, one value of a fact for each kind that is told apart, and notes what
    /// depends on them.
    fn vary(&mut self, assumed: &BTreeSet<usize>) {
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

/// When sections and criteria apply, in each world.
pub(crate) fn applying(
    rules: &mut Rules<'_, '_>,
) -> Result<(Vec<SectionPlan>, Vec<CriterionPlan>), Halt> {
    let problem = rules.problem;
    let mut sections = Vec::new();
    for section in &problem.sections {
        let mut applies = [Rule::Always(false), Rule::Always(false)];
        for (world, (applies, place)) in applies.iter_mut().zip(section.places).enumerate() {
            let standard = problem.worlds.get(world);
            let model = standard
                .zip(place)
                .and_then(|(one, place)| one.sections.get(place));
            if let Some(section) = model {
                *applies = match &section.model.applies {
                    Some(condition) => rules.rule(condition, world, None, false)?,
                    None => Rule::Always(true),
                };
            }
        }
        sections.push(SectionPlan {
            in_full: false,
            weights: [0, 0],
            applies,
            members: Vec::new(),
            scope: BTreeSet::new(),
        });
    }
    let mut criteria = Vec::new();
    for criterion in &problem.criteria {
        let mut applies = [Rule::Always(false), Rule::Always(false)];
        for (world, (applies, place)) in applies.iter_mut().zip(criterion.places).enumerate() {
            let standard = problem.worlds.get(world);
            let model = standard
                .zip(place)
                .and_then(|(one, place)| one.criteria.get(place));
            if let Some(criterion) = model {
                *applies = match &criterion.model.applies {
                    Some(condition) => rules.rule(condition, world, None, false)?,
                    None => Rule::Always(true),
                };
            }
        }
        criteria.push(CriterionPlan {
            is_followed: false,
            weights: [None, None],
            applies,
            members: Vec::new(),
        });
    }
    Ok((sections, criteria))
}
