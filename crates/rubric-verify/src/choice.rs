//! What the answers to one criterion can come to.

use std::collections::BTreeMap;

use crate::halt::Halt;
use crate::interval::Interval;
use crate::plan::CriterionPlan;
use crate::search::Search;
use crate::spread::Spot;
use crate::table::{State, Table, index, lcm};

impl Search<'_, '_, '_, '_> {
    /// Everything that a criterion can come to, which applies or not in each world.
    pub(crate) fn of_criterion(&self, place: usize, applies: [bool; 2]) -> Result<Table, Halt> {
        let mut table = Table::empty();
        let (Some(plan), Some(criterion)) = (
            self.plan.criteria.get(place),
            self.plan.problem.criteria.get(place),
        ) else {
            return Ok(table);
        };
        let is_in_all = (0..self.plan.worlds())
            .all(|world| criterion.places.get(world).copied().flatten().is_some());
        if !is_in_all {
            // It asks for an answer that does not fit the other rubric.
            return Ok(table);
        }
        for choice in 0..criterion.choices.len() {
            if let Some((state, spot, unit)) = self.choice(place, plan, choice, applies)? {
                let mut one = Table::empty();
                one.unit = unit;
                one.entries.insert(state, vec![spot]);
                table.or(&one)?;
            }
        }
        table.gather(usize::MAX);
        Ok(table)
    }

    /// What a choice comes to; nothing where it cannot be.
    pub(crate) fn choice(
        &self,
        place: usize,
        plan: &CriterionPlan,
        choice: usize,
        applies: [bool; 2],
    ) -> Result<Option<(State, Spot<i128>, i128)>, Halt> {
        let mut state = State::default();
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for (counter, world, so) in &plan.members {
            let is_so = so.get(choice).copied().unwrap_or(false);
            if is_so && applies.get(*world).copied().unwrap_or(false) {
                let count = counts.entry(index(*counter)).or_default();
                let most = self.plan.most.get(*counter).copied().unwrap_or(u32::MAX);
                *count = count.saturating_add(1).min(most);
            }
        }
        state.counts = counts.into_iter().collect();
        let mut values = Vec::new();
        for world in 0..self.plan.worlds() {
            let stand = self.plan.problem.stand(place, world);
            let chosen = self.plan.problem.chosen(place, choice, world);
            let value = chosen.and_then(|one| one.stands.get(stand)?.value.clone());
            let weight = plan.weights.get(world).copied().flatten();
            let applies = applies.get(world).copied().unwrap_or(false);
            let counted = value.zip(weight).filter(|_| applies);
            if let (Some((_, weight)), Some(own)) = (&counted, state.weights.get_mut(world)) {
                *own = *weight;
            }
            values.push(counted);
        }
        if !self.is_in_full(place) {
            state.weights = state.weights.map(|weight| weight.min(1));
            return Ok(Some((state, Spot::NOTHING, 1)));
        }
        let mut unit = 1;
        for (value, _) in values.iter().flatten() {
            for number in [&value.low, &value.high] {
                let below = i128::try_from(number.denom()).map_err(|_| Halt::Numbers)?;
                unit = lcm(unit, below)?;
            }
        }
        let mut points = Vec::new();
        for counted in values {
            points.push(match counted {
                None => Interval::point(0),
                Some((value, weight)) => {
                    let scaled = value.map(|number| {
                        let above = i128::try_from(number.numer()).ok()?;
                        let below = i128::try_from(number.denom()).ok()?;
                        above.checked_mul(unit / below)?.checked_mul(weight)
                    });
                    scaled.ok_or(Halt::Numbers)?
                }
            });
        }
        let (first, second) = match points.as_slice() {
            [first] => (*first, *first),
            [first, second] => (*first, *second),
            _ => return Ok(None),
        };
        let gap = self.gap(place, choice, first, second)?;
        Ok(gap.map(|gap| (state, Spot { first, gap }, unit)))
    }

    /// Whether the points of a criterion are followed.
    pub(crate) fn is_in_full(&self, criterion: usize) -> bool {
        let section = self
            .plan
            .problem
            .criteria
            .get(criterion)
            .map(|one| one.section);
        let plan = section.and_then(|section| self.plan.sections.get(section));
        plan.is_some_and(|plan| plan.in_full)
    }

    /// By how much the second points of a choice exceed the first.
    fn gap(
        &self,
        place: usize,
        choice: usize,
        first: Interval<i128>,
        second: Interval<i128>,
    ) -> Result<Option<Interval<i128>>, Halt> {
        let problem = self.plan.problem;
        if problem.worlds.len() == 1 {
            // One answer, whatever it is.
            return Ok(Some(Interval::point(0)));
        }
        if problem.changed != Some(place) {
            // The same answer in both: what one is worth less at the low end, it is at the high.
            let low = second.low.checked_sub(first.low).ok_or(Halt::Numbers)?;
            let high = second.high.checked_sub(first.high).ok_or(Halt::Numbers)?;
            let open = first.low_open || second.low_open;
            return Ok(Some(Interval {
                low: low.min(high),
                low_open: open && low != high,
                high: low.max(high),
                high_open: open && low != high,
            }));
        }
        let gap = second.minus(&first, |left, right| left.checked_sub(*right));
        let gap = gap.ok_or(Halt::Numbers)?;
        let chosen = problem
            .criteria
            .get(place)
            .and_then(|one| one.choices.get(choice));
        let is_same_piece = chosen.is_some_and(|[before, after]| before == after);
        if is_same_piece {
            // Two different shares of one piece; which is the higher makes no difference where it
            // is not to be the better.
            return Ok(gap.meet(&Interval {
                low: 0,
                low_open: true,
                high: gap.high.max(1),
                high_open: false,
            }));
        }
        Ok(Some(gap))
    }
}
