//! What a part of an audit can come to: counts, weights that count, and points, all at once.

use std::hash::BuildHasherDefault;

use indexmap::IndexMap;
use rustc_hash::FxHasher;

use crate::halt::Halt;
use crate::meter::Meter;
use crate::spread::{Spot, gather};

/// Counters that are above 0, by place, in order.
pub(crate) type Counts = Vec<(u32, u32)>;

/// What has been counted, and the weight that counts in each world.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct State {
    pub counts: Counts,
    pub weights: [i128; 2],
}

pub(crate) type Map<V> = IndexMap<State, V, BuildHasherDefault<FxHasher>>;

/// Every state that can come about, each with the points that can come with it, in units of
/// 1 ÷ `unit`.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub unit: i128,
    pub entries: Map<Vec<Spot<i128>>>,
}

impl Table {
    /// Of no parts: nothing has been counted, and nothing counts.
    pub(crate) fn nothing() -> Self {
        let mut entries = Map::default();
        entries.insert(State::default(), vec![Spot::NOTHING]);
        Self { unit: 1, entries }
    }

    pub(crate) fn empty() -> Self {
        Self {
            unit: 1,
            entries: Map::default(),
        }
    }

    /// Adds another way that the same part can turn out.
    pub(crate) fn or(&mut self, other: &Self) -> Result<(), Halt> {
        let unit = lcm(self.unit, other.unit)?;
        let mine = unit / self.unit;
        if mine != 1 {
            for spots in self.entries.values_mut() {
                *spots = scaled(spots, mine)?;
            }
        }
        self.unit = unit;
        for (state, spots) in &other.entries {
            let spots = scaled(spots, unit / other.unit)?;
            self.entries.entry(state.clone()).or_default().extend(spots);
        }
        Ok(())
    }

    pub(crate) fn gather(&mut self, most: usize) {
        for spots in self.entries.values_mut() {
            *spots = gather(std::mem::take(spots), most);
        }
    }

    /// What two parts can come to together. No count grows beyond its `most`; `only_whether`
    /// forgets how much weight counts beyond that some does; `keep` says of each state whether it
    /// is still of interest.
    pub(crate) fn plus(
        &self,
        other: &Self,
        most: &[u32],
        only_whether: bool,
        spots: usize,
        meter: &mut Meter<'_>,
        keep: impl Fn(&State) -> bool,
    ) -> Result<Self, Halt> {
        let unit = lcm(self.unit, other.unit)?;
        let (mine, theirs) = (unit / self.unit, unit / other.unit);
        let mut entries: Map<Vec<Spot<i128>>> = Map::default();
        let others: Vec<(&State, Vec<Spot<i128>>)> = (other.entries.iter())
            .map(|(state, spots)| Ok((state, scaled(spots, theirs)?)))
            .collect::<Result<_, Halt>>()?;
        for (state, own) in &self.entries {
            let own = scaled(own, mine)?;
            for (other, more) in &others {
                let sum = state.plus(other, most, only_whether)?;
                meter.spend(own.len().saturating_mul(more.len()))?;
                if !keep(&sum) {
                    continue;
                }
                let sums = entries.entry(sum).or_default();
                for left in &own {
                    for right in more {
                        let both = left.plus(right, |left, right| left.checked_add(*right));
                        sums.push(both.ok_or(Halt::Numbers)?);
                    }
                }
                if sums.len() > 4_096 {
                    *sums = gather(std::mem::take(sums), spots);
                }
            }
        }
        let mut table = Self { unit, entries };
        table.gather(spots);
        Ok(table)
    }
}

impl State {
    pub(crate) fn plus(
        &self,
        other: &Self,
        most: &[u32],
        only_whether: bool,
    ) -> Result<Self, Halt> {
        let weight = |mine: i128, theirs: i128| {
            if only_whether {
                return Ok(mine.max(theirs));
            }
            mine.checked_add(theirs).ok_or(Halt::Numbers)
        };
        let [first, second] = self.weights;
        let [other_first, other_second] = other.weights;
        Ok(Self {
            counts: counted(&self.counts, &other.counts, most),
            weights: [weight(first, other_first)?, weight(second, other_second)?],
        })
    }

    pub(crate) fn count(&self, counter: usize) -> u32 {
        let found = self
            .counts
            .binary_search_by_key(&index(counter), |(counter, _)| *counter);
        found
            .ok()
            .and_then(|place| self.counts.get(place))
            .map_or(0, |(_, count)| *count)
    }
}

pub(crate) fn index(counter: usize) -> u32 {
    u32::try_from(counter).unwrap_or(u32::MAX)
}

/// Counts added up.
pub(crate) fn counted(left: &Counts, right: &Counts, most: &[u32]) -> Counts {
    if right.is_empty() {
        return left.clone();
    }
    if left.is_empty() {
        return right.clone();
    }
    let mut sum: Counts = Vec::with_capacity(left.len().saturating_add(right.len()));
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(one), Some(other)) if one.0 == other.0 => {
                let limit = usize::try_from(one.0)
                    .ok()
                    .and_then(|place| most.get(place));
                let both = one.1.saturating_add(other.1);
                let both = (one.0, both.min(limit.copied().unwrap_or(u32::MAX)));
                left.next();
                right.next();
                both
            }
            (Some(one), Some(other)) if one.0 > other.0 => {
                let other = **other;
                right.next();
                other
            }
            (Some(one), _) => {
                let one = **one;
                left.next();
                one
            }
            (None, Some(other)) => {
                let other = **other;
                right.next();
                other
            }
            (None, None) => return sum,
        };
        sum.push(next);
    }
}

pub(crate) fn scaled(spots: &[Spot<i128>], by: i128) -> Result<Vec<Spot<i128>>, Halt> {
    if by == 1 {
        return Ok(spots.to_vec());
    }
    let each = spots
        .iter()
        .map(|spot| spot.map(|number| number.checked_mul(by)));
    each.collect::<Option<_>>().ok_or(Halt::Numbers)
}

/// The least common multiple of numbers above 0.
pub(crate) fn lcm(left: i128, right: i128) -> Result<i128, Halt> {
    let (mut common, mut rest) = (left, right);
    while rest != 0 {
        (common, rest) = (rest, common % rest);
    }
    (left / common).checked_mul(right).ok_or(Halt::Numbers)
}
