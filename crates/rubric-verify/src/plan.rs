//! What a search has to follow: which scores, counts, criteria and facts a question depends on.

use std::collections::{BTreeMap, BTreeSet};

use rubric_model::condition::Condition;

use crate::halt::Halt;
use crate::lower::{Counter, Member, Rules, SectionTest};
use crate::problem::Problem;
use crate::rule::{Judge, Rule};
use crate::standard::Standard;
use crate::table::lcm;
use crate::variables::Variable;

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
    pub(crate) fn is_inside(&self, counter: usize, section: usize) -> bool {
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
}

/// When sections and criteria apply, in each world.
pub(crate) fn applying(
    rules: &mut Rules<'_, '_>,
) -> Result<(Vec<SectionPlan>, Vec<CriterionPlan>), Halt> {
    let problem = rules.problem;
    let mut sections = Vec::new();
    for section in &problem.sections {
        let applies = in_each_world(rules, section.places, |standard, place| {
            Some(&standard.sections.get(place)?.model.applies)
        })?;
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
        let applies = in_each_world(rules, criterion.places, |standard, place| {
            Some(&standard.criteria.get(place)?.model.applies)
        })?;
        criteria.push(CriterionPlan {
            is_followed: false,
            weights: [None, None],
            applies,
            members: Vec::new(),
        });
    }
    Ok((sections, criteria))
}

/// When something applies in each world; what is not in a world never does.
fn in_each_world<'a>(
    rules: &mut Rules<'_, 'a>,
    places: [Option<usize>; 2],
    condition: impl Fn(&Standard<'a>, usize) -> Option<&'a Option<Condition>>,
) -> Result<[Rule; 2], Halt> {
    let mut applies = [Rule::Always(false), Rule::Always(false)];
    for (world, (applies, place)) in applies.iter_mut().zip(places).enumerate() {
        let standard = rules.problem.worlds.get(world).copied();
        let found = standard
            .zip(place)
            .and_then(|(one, place)| condition(one, place));
        if let Some(condition) = found {
            *applies = match condition {
                Some(condition) => rules.rule(condition, world, None, false)?,
                None => Rule::Always(true),
            };
        }
    }
    Ok(applies)
}
