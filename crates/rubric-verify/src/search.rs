//! The search for an audit of which something holds: section by section, over all audits at once.
//!
//! For each section, everything that it can come to is worked out from what its criteria and the
//! sections in it can come to: which counts, which weight, which points. Points that are many are
//! joined to intervals, so that what is found impossible is impossible, and what is found possible
//! is then looked for among actual answers.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::halt::Halt;
use crate::meter::Meter;
use crate::plan::Plan;
use crate::spread::Spot;
use crate::table::{Map, State, Table};

/// The value of each variable that has one.
pub(crate) type Setting = Vec<Option<usize>>;

/// Something whose table is a part of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    /// A criterion, and whether its section applies in each world.
    Criterion(usize, [bool; 2]),
    /// A section, and whether what is around it applies in each world.
    Section(usize, [bool; 2]),
    /// Some top sections together, over every value of a variable that no other depends on.
    Group(usize),
}

/// What parts come to together, one after the other.
pub(crate) struct Summed {
    pub parts: Vec<(Part, Rc<Table>)>,
    /// Before the first part, after the first, and so on.
    pub stages: Vec<Table>,
}

impl Summed {
    pub(crate) fn last(&self) -> Option<&Table> {
        self.stages.last()
    }
}

/// What a section comes to.
pub(crate) struct Finished {
    pub table: Rc<Table>,
    /// Of each state, where it may have come from.
    pub origins: Map<Vec<Origin>>,
}

/// A section's parts, and of each state that it can come to, where it may have come from.
pub(crate) struct Opened {
    pub summed: Summed,
    pub origins: Map<Vec<Origin>>,
}

/// A state of the sum of a section's parts, with some of its points in units of 1 ÷ `unit`.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub state: State,
    pub spot: Spot<i128>,
    pub unit: i128,
}

/// Top sections that are looked at together.
pub(crate) struct Group {
    pub parts: Vec<Part>,
    pub over: usize,
    pub scope: BTreeSet<usize>,
}

/// A search at one fineness.
pub(crate) struct Search<'s, 'p, 'a, 'b> {
    pub plan: &'s Plan<'p, 'a>,
    pub meter: &'s mut Meter<'b>,
    pub groups: Vec<Group>,
    /// What is summed up in the end.
    pub top: Vec<Part>,
    /// How many intervals are kept apart in what sections come to.
    pub fineness: usize,
    criteria: HashMap<Part, Rc<Table>>,
    sections: HashMap<(Part, Vec<usize>), Rc<Table>>,
    opened: HashMap<(Part, Vec<usize>), Rc<Opened>>,
    summed: HashMap<(Part, Vec<usize>), Rc<Summed>>,
    grouped: HashMap<(Part, Vec<usize>), Rc<Table>>,
}

/// How much finer the points inside one section are kept apart.
const INSIDE: usize = 64;

impl<'s, 'p, 'a, 'b> Search<'s, 'p, 'a, 'b> {
    pub(crate) fn new(plan: &'s Plan<'p, 'a>, fineness: usize, meter: &'s mut Meter<'b>) -> Self {
        let mut search = Self {
            plan,
            meter,
            groups: Vec::new(),
            top: Vec::new(),
            fineness,
            criteria: HashMap::new(),
            sections: HashMap::new(),
            opened: HashMap::new(),
            summed: HashMap::new(),
            grouped: HashMap::new(),
        };
        search.group();
        search
    }

    /// Puts together the top sections that alone depend on a variable, the fewest values first.
    fn group(&mut self) {
        let worlds = [true, self.plan.worlds() == 2];
        let mut parts: Vec<(Part, BTreeSet<usize>)> = (self.plan.problem.top.iter())
            .filter_map(|place| {
                let scope = self.plan.sections.get(*place)?.scope.clone();
                Some((Part::Section(*place, worlds), scope))
            })
            .collect();
        loop {
            let free: BTreeSet<usize> = (parts.iter().flat_map(|(_, scope)| scope))
                .filter(|variable| !self.plan.overall_scope.contains(variable))
                .copied()
                .collect();
            let joined = |variable: usize| {
                let with = parts.iter().filter(|(_, scope)| scope.contains(&variable));
                with.flat_map(|(_, scope)| scope.iter().copied())
                    .collect::<BTreeSet<usize>>()
            };
            let cases = |variable: &usize| {
                let values = joined(*variable)
                    .into_iter()
                    .map(|one| self.plan.values(one));
                values.fold(1, usize::saturating_mul)
            };
            let Some(over) = free.into_iter().min_by_key(cases) else {
                break;
            };
            let mut scope = joined(over);
            scope.remove(&over);
            let (inside, outside): (Vec<_>, Vec<_>) = parts
                .into_iter()
                .partition(|(_, scope)| scope.contains(&over));
            let part = Part::Group(self.groups.len());
            self.groups.push(Group {
                parts: inside.into_iter().map(|(part, _)| part).collect(),
                over,
                scope: scope.clone(),
            });
            parts = outside;
            parts.push((part, scope));
        }
        self.top = parts.into_iter().map(|(part, _)| part).collect();
    }

    pub(crate) fn scope(&self, part: Part) -> BTreeSet<usize> {
        match part {
            Part::Criterion(..) => BTreeSet::new(),
            Part::Section(place, _) => self
                .plan
                .sections
                .get(place)
                .map(|one| one.scope.clone())
                .unwrap_or_default(),
            Part::Group(place) => self
                .groups
                .get(place)
                .map(|one| one.scope.clone())
                .unwrap_or_default(),
        }
    }

    fn key(&self, part: Part, setting: &Setting, also: Option<usize>) -> (Part, Vec<usize>) {
        let scope = self.scope(part).into_iter().chain(also);
        let values = scope.map(|one| setting.get(one).copied().flatten().unwrap_or(usize::MAX));
        (part, values.collect())
    }

    pub(crate) fn table(&mut self, part: Part, setting: &Setting) -> Result<Rc<Table>, Halt> {
        match part {
            Part::Criterion(place, applies) => {
                if let Some(known) = self.criteria.get(&part) {
                    return Ok(known.clone());
                }
                let table = Rc::new(self.of_criterion(place, applies)?);
                self.criteria.insert(part, table.clone());
                Ok(table)
            }
            Part::Section(section, around) => {
                let key = self.key(part, setting, None);
                if let Some(known) = self.sections.get(&key) {
                    return Ok(known.clone());
                }
                let summed = self.inside(section, around, setting)?;
                let table = self.finish(section, &summed, setting)?.table;
                self.sections.insert(key, table.clone());
                Ok(table)
            }
            Part::Group(place) => {
                let key = self.key(part, setting, None);
                if let Some(known) = self.grouped.get(&key) {
                    return Ok(known.clone());
                }
                let Some(over) = self.groups.get(place).map(|group| group.over) else {
                    return Ok(Rc::new(Table::nothing()));
                };
                let mut table = Table::empty();
                for value in 0..self.plan.values(over) {
                    let setting = with(setting, over, value);
                    if let Some(last) = self.group_sum(place, &setting)?.last() {
                        table.or(last)?;
                    }
                }
                table.gather(self.fineness);
                let table = Rc::new(table);
                self.grouped.insert(key, table.clone());
                Ok(table)
            }
        }
    }

    /// What a group comes to at one value of its variable.
    pub(crate) fn group_sum(
        &mut self,
        group: usize,
        setting: &Setting,
    ) -> Result<Rc<Summed>, Halt> {
        let Some(one) = self.groups.get(group) else {
            return Err(Halt::Kinds);
        };
        let (over, parts) = (one.over, one.parts.clone());
        let key = self.key(Part::Group(group), setting, Some(over));
        if let Some(known) = self.summed.get(&key) {
            return Ok(known.clone());
        }
        let flat = !self.plan.overall_in_full;
        let summed = Rc::new(self.sum(&parts, setting, flat, self.fineness, |_, _| true)?);
        self.summed.insert(key, summed.clone());
        Ok(summed)
    }

    /// What parts come to together. `keep` says of a state after a number of parts whether it is
    /// still of interest.
    pub(crate) fn sum(
        &mut self,
        parts: &[Part],
        setting: &Setting,
        only_whether: bool,
        spots: usize,
        keep: impl Fn(usize, &State) -> bool,
    ) -> Result<Summed, Halt> {
        let mut summed = Summed {
            parts: Vec::new(),
            stages: vec![Table::nothing()],
        };
        for (place, part) in parts.iter().enumerate() {
            let table = self.table(*part, setting)?;
            let Some(before) = summed.stages.last() else {
                return Err(Halt::Kinds);
            };
            let most = &self.plan.most;
            let keep = |state: &State| keep(place.saturating_add(1), state);
            let after = before.plus(&table, most, only_whether, spots, self.meter, keep)?;
            summed.parts.push((*part, table));
            summed.stages.push(after);
        }
        Ok(summed)
    }

    /// What a section's parts come to together.
    fn inside(
        &mut self,
        section: usize,
        around: [bool; 2],
        setting: &Setting,
    ) -> Result<Summed, Halt> {
        let (Some(plan), Some(place)) = (
            self.plan.sections.get(section),
            self.plan.problem.sections.get(section),
        ) else {
            return Err(Halt::Kinds);
        };
        let applies = self.applies(&plan.applies, around, setting);
        let mut parts = Vec::new();
        for criterion in &place.criteria {
            let Some(plan) = self.plan.criteria.get(*criterion) else {
                continue;
            };
            let applies = self.applies(&plan.applies, applies, setting);
            if plan.is_followed && applies != [false; 2] {
                parts.push(Part::Criterion(*criterion, applies));
            }
        }
        if applies != [false; 2] {
            let inner = place.sections.iter();
            parts.extend(inner.map(|inner| Part::Section(*inner, applies)));
        }
        let fineness = self.fineness.saturating_mul(INSIDE);
        self.sum(&parts, setting, !plan.in_full, fineness, |_, _| true)
    }

    /// A section opened up, for its answers to be looked for. Most never are, so only what is
    /// opened is kept.
    pub(crate) fn opened(
        &mut self,
        section: usize,
        around: [bool; 2],
        setting: &Setting,
    ) -> Result<Rc<Opened>, Halt> {
        let key = self.key(Part::Section(section, around), setting, None);
        if let Some(known) = self.opened.get(&key) {
            return Ok(known.clone());
        }
        let summed = self.inside(section, around, setting)?;
        let origins = self.finish(section, &summed, setting)?.origins;
        let opened = Rc::new(Opened { summed, origins });
        self.opened.insert(key, opened.clone());
        Ok(opened)
    }

    fn applies(
        &self,
        rules: &[crate::rule::Rule; 2],
        around: [bool; 2],
        setting: &Setting,
    ) -> [bool; 2] {
        let mut applies = [false; 2];
        for ((applies, rule), around) in applies.iter_mut().zip(rules).zip(around) {
            *applies = around && self.holds(rule, setting);
        }
        applies
    }

    /// Every setting of some variables, one after another.
    pub(crate) fn settings(
        &self,
        variables: &BTreeSet<usize>,
    ) -> impl Iterator<Item = Setting> + use<> {
        let sizes: Vec<(usize, usize)> = variables
            .iter()
            .map(|one| (*one, self.plan.values(*one)))
            .collect();
        let all = self.plan.variables.len();
        let mut next = sizes
            .iter()
            .all(|(_, size)| *size > 0)
            .then(|| vec![0; sizes.len()]);
        std::iter::from_fn(move || {
            let current = next.take()?;
            let mut setting = vec![None; all];
            for ((variable, _), value) in sizes.iter().zip(&current) {
                if let Some(own) = setting.get_mut(*variable) {
                    *own = Some(*value);
                }
            }
            let mut after = current;
            for (value, (_, size)) in after.iter_mut().zip(&sizes).rev() {
                *value += 1;
                if *value < *size {
                    next = Some(after);
                    break;
                }
                *value = 0;
            }
            Some(setting)
        })
    }

    /// The variables that the whole is looked at by: those the overall result depends on.
    pub(crate) fn tried(&self) -> BTreeSet<usize> {
        let parts = self.top.iter().flat_map(|part| self.scope(*part));
        parts
            .chain(self.plan.overall_scope.iter().copied())
            .collect()
    }
}

pub(crate) fn with(setting: &Setting, variable: usize, value: usize) -> Setting {
    let mut setting = setting.clone();
    if let Some(own) = setting.get_mut(variable) {
        *own = Some(value);
    }
    setting
}
