//! Whether there is an audit of which something holds.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use rubric_engine::Truth;

use crate::finish::{cut, scores};
use crate::halt::Halt;
use crate::meter::Meter;
use crate::plan::Plan;
use crate::rule::{Grades, Rule, Scored, View};
use crate::search::{Part, Search, Setting, Summed};
use crate::spread::Spot;
use crate::table::State;
use crate::variables::Variable;
use crate::witness::Witness;

/// How many intervals are kept apart, from one attempt to the next.
const FINENESS: [usize; 5] = [4, 32, 256, 4_096, 65_536];

/// Of each counter, the last part that may add to it; and how many parts there are so far.
type Later<'x> = (&'x HashMap<usize, usize>, usize);

fn is_added_to((last, parts): Later<'_>, counter: usize) -> bool {
    last.get(&counter).is_some_and(|last| *last >= parts)
}

/// What is known of the whole: after some of its parts, or after all.
struct Whole<'x, 'p, 'a> {
    plan: &'x Plan<'p, 'a>,
    state: &'x State,
    setting: &'x Setting,
    scores: [Option<Scored>; 2],
    spot: Option<&'x Spot<i128>>,
    /// What later parts may add to.
    later: Option<Later<'x>>,
    /// The overall grades, once they are asked for.
    overall: [OnceCell<Grades>; 2],
}

impl View for Whole<'_, '_, '_> {
    fn count(&self, counter: usize) -> (u32, u32) {
        let count = self.state.count(counter);
        match self.later {
            Some(later) if is_added_to(later, counter) => (count, u32::MAX),
            _ => (count, count),
        }
    }

    fn fact(&self, fact: usize) -> Option<usize> {
        self.plan.fact_value(fact, self.setting)
    }

    fn score(&self, world: usize) -> Option<Scored> {
        self.scores.get(world).copied().flatten()
    }

    fn overall(&self, world: usize) -> Grades {
        let Some(known) = self.overall.get(world) else {
            return Grades::NONE;
        };
        *known.get_or_init(|| {
            let judge = self.plan.judges.get(&(world, None));
            judge.map_or(Grades::NONE, |judge| self.grades(judge))
        })
    }

    fn scores_differ(&self) -> Truth {
        let ([Some(first), Some(second)], Some(spot)) = (self.scores, self.spot) else {
            return Truth::Undecided;
        };
        if first.of == second.of {
            let gap = spot.gap;
            let none = gap.is_point() && gap.low == 0;
            let some = gap.low > 0
                || gap.high < 0
                || (gap.low == 0 && gap.low_open)
                || (gap.high == 0 && gap.high_open);
            return Truth::of(!none, !some);
        }
        let times = |one: &Scored, by: i128| one.points.map(|number| number.checked_mul(by));
        match (times(&first, second.of), times(&second, first.of)) {
            (Some(one), Some(other)) => match one.meet(&other) {
                None => Truth::Yes,
                Some(_) if one.is_point() && other.is_point() => Truth::No,
                Some(_) => Truth::Undecided,
            },
            _ => Truth::Undecided,
        }
    }
}

/// Looks for an audit that the plan's target holds of, and that `accept` confirms. Nothing is
/// found only where there is none.
pub(crate) fn find(
    plan: &Plan<'_, '_>,
    meter: &mut Meter<'_>,
    accept: &mut dyn FnMut(&Witness) -> bool,
) -> Result<Option<Witness>, Halt> {
    let mut open: Option<Vec<Setting>> = None;
    for fineness in FINENESS {
        let mut search = Search::new(plan, fineness, meter);
        search.order();
        let settings: Box<dyn Iterator<Item = Setting>> = match open.take() {
            None => Box::new(search.settings(&search.tried())),
            Some(settings) => Box::new(settings.into_iter()),
        };
        let mut left = Vec::new();
        for setting in settings {
            search.meter.spend(0)?;
            let (witness, is_open) = search.try_setting(&setting, accept)?;
            if witness.is_some() {
                return Ok(witness);
            }
            if is_open {
                left.push(setting);
            }
        }
        if left.is_empty() {
            return Ok(None);
        }
        open = Some(left);
    }
    Err(Halt::NotShown)
}

impl Search<'_, '_, '_, '_> {
    /// Puts first the parts that the target itself asks about: what it rules out is soon gone.
    fn order(&mut self) {
        let mut asked = BTreeSet::new();
        self.plan.target.visit(&mut |rule| {
            if let Rule::Count(counter, _) = rule {
                asked.insert(*counter);
            }
        });
        let mut top = self.top.clone();
        top.sort_by_key(|part| {
            !self
                .counts_towards(*part)
                .iter()
                .any(|one| asked.contains(one))
        });
        self.top = top;
    }

    /// The counters that a part may add to.
    fn counts_towards(&self, part: Part) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        match part {
            Part::Group(group) => {
                for part in self
                    .groups
                    .get(group)
                    .into_iter()
                    .flat_map(|one| &one.parts)
                {
                    found.extend(self.counts_towards(*part));
                }
            }
            Part::Criterion(..) => {}
            Part::Section(section, _) => {
                found.extend(self.plan.adds.get(&section).into_iter().flatten());
            }
        }
        found
    }

    /// Whether an audit is found at one setting, and whether one was left possible.
    fn try_setting(
        &mut self,
        setting: &Setting,
        accept: &mut dyn FnMut(&Witness) -> bool,
    ) -> Result<(Option<Witness>, bool), Halt> {
        let plan = self.plan;
        let parts = self.top.clone();
        // Of each counter, after which part nothing adds to it any more.
        let mut last: HashMap<usize, usize> = HashMap::new();
        for (place, part) in parts.iter().enumerate() {
            let counters = self.counts_towards(*part).into_iter();
            last.extend(counters.map(|counter| (counter, place)));
        }
        let may_hold = |place: usize, state: &State| {
            let view = Whole {
                plan,
                state,
                setting,
                scores: [None, None],
                spot: None,
                later: Some((&last, place)),
                overall: Default::default(),
            };
            view.truth(&plan.target) != Truth::No
                && plan.is_as_assumed(state, setting, Some((&last, place)))
        };
        let flat = !plan.overall_in_full;
        let summed = self.sum(&parts, setting, flat, self.fineness, may_hold)?;
        let mut is_open = false;
        for (state, spot, unit) in self.left_possible(&summed, setting)? {
            is_open = true;
            let found = self.witness(&summed, &state, spot, unit, setting, accept)?;
            if found.is_some() {
                return Ok((found, true));
            }
        }
        Ok((None, is_open))
    }

    /// The final states, with some of their points, of which the target may hold.
    fn left_possible(
        &mut self,
        summed: &Summed,
        setting: &Setting,
    ) -> Result<Vec<(State, Spot<i128>, i128)>, Halt> {
        let plan = self.plan;
        let thresholds = plan.thresholds(None);
        let mut possible = Vec::new();
        let Some(last) = summed.last() else {
            return Ok(possible);
        };
        for (state, spots) in &last.entries {
            let is_scored = state
                .weights
                .iter()
                .zip(0..plan.worlds())
                .all(|(weight, _)| *weight > 0);
            if !is_scored || !plan.is_as_assumed(state, setting, None) {
                continue;
            }
            self.meter.spend(spots.len())?;
            let (spots, unit) = if plan.overall_in_full {
                cut(spots, last.unit, state.weights, &thresholds)?
            } else {
                (vec![Spot::NOTHING], 1)
            };
            for spot in spots {
                let scores = match plan.overall_in_full {
                    true => scores(&spot, unit, state.weights, plan.worlds())?,
                    false => [None, None],
                };
                let view = Whole {
                    plan,
                    state,
                    setting,
                    scores,
                    spot: Some(&spot),
                    later: None,
                    overall: Default::default(),
                };
                if view.truth(&plan.target) != Truth::No {
                    possible.push((state.clone(), spot, unit));
                }
            }
        }
        Ok(possible)
    }
}

impl Plan<'_, '_> {
    /// Whether counts are, or with what is counted later can still be, what a setting assumes.
    fn is_as_assumed(&self, state: &State, setting: &Setting, later: Option<Later<'_>>) -> bool {
        self.variables.iter().zip(setting).all(|(variable, value)| {
            let (Variable::Assumed(counter), Some(value)) = (variable, value) else {
                return true;
            };
            let count = usize::try_from(state.count(*counter)).unwrap_or(usize::MAX);
            let grows = later.is_some_and(|later| is_added_to(later, *counter));
            count == *value || (grows && count < *value)
        })
    }
}
