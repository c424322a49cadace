//! The fewest answers together that reach a better grade.

use std::iter;

use rubric_model::outcome::NextStep;

use super::better::Change;
use super::demand::{Demand, apart};
use super::{Cut, SMALL, Search, Set};
use crate::number::Number;
use crate::trial::Spent;

impl Search<'_> {
    /// One set of the fewest answers that reach a better grade together, of at least so many; what
    /// makes the score rise most is tried first.
    pub(super) fn together(
        &mut self,
        demands: &[Demand],
        least: usize,
    ) -> (Option<NextStep>, Option<Cut>) {
        match self.may_be_reached() {
            Ok(true) => {}
            Ok(false) => return (None, None),
            Err(Spent) => return (None, Some(Cut::Together(least))),
        }
        let plan = Plan::new(self, demands);
        for picked in least..=self.candidates.len() {
            let free = picked.checked_sub(plan.forced.len());
            let found = free.map_or(Ok(None), |free| self.of_size(&plan, free));
            let (mut grade, mut set) = match found {
                Ok(Some(found)) => found,
                Ok(None) => continue,
                Err(Spent) => return (None, Some(Cut::Together(picked))),
            };
            let cut = self.lessen(&mut set, &mut grade).err();
            let cut = cut.map(|Spent| Cut::Lesser);
            return (self.step(grade, &set), cut);
        }
        (None, None)
    }

    /// Whether better answers everywhere may reach a better grade: where they can do no harm, the
    /// best; else whatever they may be.
    fn may_be_reached(&mut self) -> Result<bool, Spent> {
        let candidates = self.candidates;
        let best: Option<Set> = (candidates.iter().enumerate())
            .map(|(place, one)| Some((place, one.better.best()?)))
            .collect();
        let risen = (candidates.iter()).fold(Number::ZERO, |sum, one| sum + &one.rise);
        match best {
            Some(best) => {
                let best: Vec<(usize, &Change)> = best
                    .iter()
                    .map(|(place, change)| (*place, change))
                    .collect();
                Ok(self.reached(&best, &risen)?.is_some())
            }
            None if (self.lacking.as_ref()).is_some_and(|lacking| risen < *lacking) => Ok(false),
            None => {
                let open = (0..candidates.len()).map(|place| (place, None));
                Ok(self.may_reach(open)?.is_some())
            }
        }
    }

    /// A set that reaches a better grade: those that must change, and so many others.
    fn of_size(&mut self, plan: &Plan, picked: usize) -> Result<Option<(usize, Set)>, Spent> {
        let mut chosen: Vec<usize> = Vec::new();
        // What those that must change, and then each chosen with them, make the score rise by.
        let mut risen: Vec<Number> = plan.sums.first().cloned().into_iter().collect();
        let mut at = 0;
        loop {
            let left = picked.saturating_sub(chosen.len());
            self.trial.spend(plan.work(left))?;
            if left == 0 {
                let set = plan.set(&chosen);
                if plan.met(&set)
                    && let Some(found) = self.reached_by(&set)?
                {
                    return Ok(Some(found));
                }
            } else if let Some(so_far) = risen.last()
                && plan.may_reach(self.lacking.as_ref(), so_far, &chosen, at, left)
            {
                risen.extend(plan.rises.get(at).map(|rise| so_far + rise));
                chosen.push(at);
                at = at.saturating_add(1);
                continue;
            }
            risen.pop();
            match chosen.pop() {
                Some(last) => at = last.saturating_add(1),
                None => return Ok(None),
            }
        }
    }

    /// Changes of all these candidates that reach a better grade: the greatest, or where those may
    /// do harm, each in turn.
    fn reached_by(&mut self, places: &[usize]) -> Result<Option<(usize, Set)>, Spent> {
        let candidates = self.candidates;
        let most: Option<Set> = (places.iter())
            .map(|place| Some((*place, candidates.get(*place)?.better.last()?)))
            .collect();
        if let Some(most) = most
            && let Some(grade) = self.reached_with(&most)?
        {
            return Ok(Some((grade, most)));
        }
        let harmless =
            |place: &usize| (candidates.get(*place)).is_some_and(|one| one.better.is_harmless());
        if places.iter().all(harmless) {
            return Ok(None);
        }
        let changes_of = |place: usize| -> Box<dyn Iterator<Item = Change> + '_> {
            let better = candidates.get(place).map(|one| &one.better);
            match better.and_then(|better| better.best()) {
                Some(best) => Box::new(iter::once(best)),
                None => Box::new(better.into_iter().flat_map(|better| better.each())),
            }
        };
        let mut open: Vec<Box<dyn Iterator<Item = Change> + '_>> = Vec::new();
        let mut set: Set = Vec::new();
        loop {
            match places.get(open.len()) {
                Some(place) => open.push(changes_of(*place)),
                None => {
                    if let Some(grade) = self.reached_with(&set)? {
                        return Ok(Some((grade, set)));
                    }
                }
            }
            // The next change of the last that has one.
            loop {
                let Some(depth) = open.len().checked_sub(1) else {
                    return Ok(None);
                };
                set.truncate(depth);
                let better = places.get(depth).and_then(|place| candidates.get(*place));
                self.trial
                    .spend(better.map_or(0, |one| one.better.work()))?;
                let change = open.last_mut().and_then(Iterator::next);
                if let (Some(change), Some(place)) = (change, places.get(depth)) {
                    set.push((*place, change));
                    break;
                }
                open.pop();
            }
        }
    }

    fn reached_with(&mut self, set: &Set) -> Result<Option<usize>, Spent> {
        let changes: Vec<(usize, &Change)> =
            set.iter().map(|(place, change)| (*place, change)).collect();
        let risen = (changes.iter())
            .map(|(place, change)| self.rise(*place, change))
            .fold(Number::ZERO, |sum, rise| sum + rise);
        self.reached(&changes, &risen)
    }
}

/// How many demands are looked at: more would only spare work.
const MOST_DEMANDS: usize = 64;

/// In which order sets are tried, and what a set must hold.
struct Plan {
    /// The candidates that must change.
    forced: Vec<usize>,
    /// The others; those that make the score rise most come first.
    order: Vec<usize>,
    /// What each of the others makes the score rise by.
    rises: Vec<Number>,
    /// What the first so many of them make it rise by, together with those that must change.
    sums: Vec<Number>,
    /// To which demand each of the others counts, among those that have none in common.
    counts_to: Vec<Option<usize>>,
    /// How many must change for each of these.
    least: Vec<usize>,
    /// What is demanded besides.
    besides: Vec<Demand>,
}

impl Plan {
    fn new(search: &Search<'_>, demands: &[Demand]) -> Self {
        let mut apart = apart(demands).into_iter();
        let forced = apart.next().map(|demand| demand.of).unwrap_or_default();
        let quotas: Vec<Demand> = apart.take(MOST_DEMANDS).collect();
        let rise = |place: &usize| {
            let rise = search.candidates.get(*place).map(|one| one.rise.clone());
            rise.unwrap_or(Number::ZERO)
        };
        let mut order: Vec<usize> = (0..search.candidates.len())
            .filter(|place| forced.binary_search(place).is_err())
            .collect();
        order.sort_by_cached_key(|place| std::cmp::Reverse(rise(place)));
        let rises: Vec<Number> = order.iter().map(rise).collect();
        let start = (forced.iter()).fold(Number::ZERO, |sum, place| sum + rise(place));
        let sums = iter::once(start.clone()).chain(rises.iter().scan(start, |sum, rise| {
            *sum = &*sum + rise;
            Some(sum.clone())
        }));
        let counts_to = order
            .iter()
            .map(|place| (quotas.iter()).position(|quota| quota.of.binary_search(place).is_ok()));
        Self {
            sums: sums.collect(),
            counts_to: counts_to.collect(),
            least: quotas.iter().map(|quota| quota.least).collect(),
            besides: demands.iter().take(MOST_DEMANDS).cloned().collect(),
            forced,
            order,
            rises,
        }
    }

    /// How much work it is to look whether so many more may do.
    fn work(&self, left: usize) -> usize {
        if self.least.is_empty() {
            left / SMALL
        } else {
            self.order.len() / SMALL
        }
    }

    /// Whether those chosen and so many more, from this place in the order on, may reach a better
    /// grade: how far the score can rise, where what is demanded is chosen too.
    fn may_reach(
        &self,
        lacking: Option<&Number>,
        risen: &Number,
        chosen: &[usize],
        from: usize,
        left: usize,
    ) -> bool {
        let end = from.saturating_add(left);
        if end > self.order.len() {
            return false;
        }
        if self.least.is_empty() {
            let (Some(lacking), Some(before), Some(after)) =
                (lacking, self.sums.get(from), self.sums.get(end))
            else {
                return true;
            };
            return risen + after - before >= *lacking;
        }
        let mut risen = risen.clone();
        let mut least = self.least.clone();
        let counts_to = |place: usize| self.counts_to.get(place).copied().flatten();
        for place in chosen {
            if let Some(least) = counts_to(*place).and_then(|demand| least.get_mut(demand)) {
                *least = least.saturating_sub(1);
            }
        }
        let Some(mut spare) = left.checked_sub(least.iter().sum()) else {
            return false;
        };
        for (place, rise) in self.rises.iter().enumerate().skip(from) {
            match counts_to(place).and_then(|demand| least.get_mut(demand)) {
                Some(least) if *least > 0 => *least = least.saturating_sub(1),
                _ if spare > 0 => spare = spare.saturating_sub(1),
                _ => continue,
            }
            risen += rise;
        }
        least.iter().all(|least| *least == 0) && lacking.is_none_or(|lacking| risen >= *lacking)
    }

    /// The candidates that must change and those chosen, in reading order.
    fn set(&self, chosen: &[usize]) -> Vec<usize> {
        let chosen = chosen.iter().filter_map(|place| self.order.get(*place));
        let mut set: Vec<usize> = self.forced.iter().chain(chosen).copied().collect();
        set.sort_unstable();
        set
    }

    /// Whether a set has what is demanded.
    fn met(&self, set: &[usize]) -> bool {
        self.besides.iter().all(|demand| {
            let changed = (demand.of.iter()).filter(|one| set.binary_search(one).is_ok());
            changed.count() >= demand.least
        })
    }
}
