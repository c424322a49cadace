//! Actual answers that come to what was found possible: the sums taken apart again, last part
//! first.

use std::collections::BTreeMap;
use std::rc::Rc;

use num_rational::BigRational;

use crate::halt::Halt;
use crate::interval::Interval;
use crate::possible::simplest;
use crate::search::{Part, Search, Setting, Summed, with};
use crate::spread::Spot;
use crate::table::State;

/// What was chosen, as far as it matters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Witness {
    /// The value of each variable.
    pub setting: Setting,
    /// By criterion, the choice, and the share in each world where there were several.
    pub answers: BTreeMap<usize, (usize, [Option<BigRational>; 2])>,
}

/// A first score, and by how much the second exceeds it.
type Point = (BigRational, BigRational);

/// The most that is looked at for one state before it is left for a finer search.
const MOST_TRIED: usize = 20_000;

/// The choices so far, and how much may still be looked at.
struct Taken {
    choices: Vec<Chosen>,
    left: usize,
}

enum Chosen {
    Value(usize, usize),
    Answer(usize, usize, [Option<BigRational>; 2]),
}

impl Search<'_, '_, '_, '_> {
    /// Answers that come to a state and points among some, and that are accepted.
    pub(crate) fn witness(
        &mut self,
        summed: &Summed,
        state: &State,
        spot: Spot<i128>,
        unit: i128,
        setting: &Setting,
        accept: &mut dyn FnMut(&Witness) -> bool,
    ) -> Result<Option<Witness>, Halt> {
        let mut taken = Taken {
            choices: Vec::new(),
            left: MOST_TRIED,
        };
        let flat = !self.plan.overall_in_full;
        let parts = summed.parts.len();
        let found = self.apart(
            summed,
            parts,
            state,
            exact(&spot, unit),
            flat,
            setting,
            &mut taken,
        )?;
        if found.is_none() {
            return Ok(None);
        }
        let mut witness = Witness {
            setting: setting.clone(),
            answers: BTreeMap::new(),
        };
        for chosen in taken.choices {
            match chosen {
                Chosen::Value(variable, value) => {
                    witness.setting = with(&witness.setting, variable, value)
                }
                Chosen::Answer(criterion, choice, shares) => {
                    witness.answers.insert(criterion, (choice, shares));
                }
            }
        }
        Ok(accept(&witness).then_some(witness))
    }

    /// Takes the last of some parts apart, then those before it.
    #[expect(clippy::too_many_arguments, reason = "what is looked for, and where")]
    fn apart(
        &mut self,
        summed: &Summed,
        parts: usize,
        state: &State,
        range: Spot<BigRational>,
        flat: bool,
        setting: &Setting,
        taken: &mut Taken,
    ) -> Result<Option<Point>, Halt> {
        let Some(before) = parts.checked_sub(1) else {
            let none = Spot {
                first: Interval::point(number(0)),
                gap: Interval::point(number(0)),
            };
            let is_it = *state == State::default() && range.meet(&none).is_some();
            return Ok(is_it.then(|| (number(0), number(0))));
        };
        let (Some((part, table)), Some(stage)) =
            (summed.parts.get(before), summed.stages.get(before))
        else {
            return Err(Halt::Kinds);
        };
        for (own, own_spots) in &table.entries {
            for (rest, rest_spots) in &stage.entries {
                self.meter.spend(0)?;
                if rest.plus(own, &self.plan.most, flat)? != *state {
                    continue;
                }
                for own_spot in own_spots {
                    let own_spot = exact(own_spot, table.unit);
                    for rest_spot in rest_spots {
                        taken.left = match taken.left.checked_sub(1) {
                            Some(left) => left,
                            None => return Ok(None),
                        };
                        self.meter.spend(8)?;
                        let rest_spot = exact(rest_spot, stage.unit);
                        let Some(wanted) = range.minus(&rest_spot, subtract) else {
                            continue;
                        };
                        let Some(wanted) = wanted.meet(&own_spot) else {
                            continue;
                        };
                        let kept = taken.choices.len();
                        if let Some(point) = self.part(*part, own, wanted, setting, taken)? {
                            let at = Spot {
                                first: Interval::point(point.0.clone()),
                                gap: Interval::point(point.1.clone()),
                            };
                            if let Some(range) = range.minus(&at, subtract) {
                                let others =
                                    self.apart(summed, before, rest, range, flat, setting, taken)?;
                                if let Some(others) = others {
                                    return Ok(Some((others.0 + point.0, others.1 + point.1)));
                                }
                            }
                        }
                        taken.choices.truncate(kept);
                    }
                }
            }
        }
        Ok(None)
    }

    /// Takes one part apart.
    fn part(
        &mut self,
        part: Part,
        state: &State,
        range: Spot<BigRational>,
        setting: &Setting,
        taken: &mut Taken,
    ) -> Result<Option<Point>, Halt> {
        match part {
            Part::Criterion(place, applies) => self.answer(place, applies, state, &range, taken),
            Part::Section(section, around) => {
                self.section(section, around, state, &range, setting, taken)
            }
            Part::Group(group) => {
                let Some(over) = self.groups.get(group).map(|one| one.over) else {
                    return Ok(None);
                };
                let flat = !self.plan.overall_in_full;
                for value in 0..self.plan.values(over) {
                    let setting = with(setting, over, value);
                    let summed: Rc<Summed> = self.group_sum(group, &setting)?;
                    if !summed
                        .last()
                        .is_some_and(|last| last.entries.contains_key(state))
                    {
                        continue;
                    }
                    let kept = taken.choices.len();
                    taken.choices.push(Chosen::Value(over, value));
                    let parts = summed.parts.len();
                    let found =
                        self.apart(&summed, parts, state, range.clone(), flat, &setting, taken)?;
                    if found.is_some() {
                        return Ok(found);
                    }
                    taken.choices.truncate(kept);
                }
                Ok(None)
            }
        }
    }

    fn answer(
        &mut self,
        place: usize,
        applies: [bool; 2],
        state: &State,
        range: &Spot<BigRational>,
        taken: &mut Taken,
    ) -> Result<Option<Point>, Halt> {
        let problem = self.plan.problem;
        let (Some(plan), Some(criterion)) =
            (self.plan.criteria.get(place), problem.criteria.get(place))
        else {
            return Ok(None);
        };
        for choice in 0..criterion.choices.len() {
            let Some((own, spot, unit)) = self.choice(place, plan, choice, applies)? else {
                continue;
            };
            if own != *state {
                continue;
            }
            let Some(range) = exact(&spot, unit).meet(range) else {
                continue;
            };
            // How many points there are to the share in each world.
            let weights = own
                .weights
                .map(|weight| (weight > 0).then(|| integer(weight)));
            let is_share = |world: usize| {
                let stand = problem.stand(place, world);
                let chosen = problem.chosen(place, choice, world)?;
                let value = chosen.stands.get(stand)?.value.as_ref()?;
                (!value.is_point()).then(|| value.clone())
            };
            let mut shares = [None, None];
            if !self.is_in_full(place) {
                for (world, share) in shares.iter_mut().enumerate() {
                    *share = is_share(world).map(|piece| simplest(&piece));
                }
                taken.choices.push(Chosen::Answer(place, choice, shares));
                return Ok(Some((number(0), number(0))));
            }
            let [first_weight, second_weight] = &weights;
            let by_share = first_weight.as_ref().and_then(|weight| {
                let shares = range.first.map(|points| Some(points / weight))?;
                Some(simplest(&shares) * weight)
            });
            let first = by_share.unwrap_or_else(|| pick(&range.first));
            let mut gap = pick(&range.gap);
            match (problem.worlds.len(), is_share(0), is_share(1)) {
                (2, before, after) if problem.changed == Some(place) => {
                    let known = first_weight.as_ref().map(|weight| &first / weight);
                    shares[0] = before.map(|piece| known.unwrap_or_else(|| simplest(&piece)));
                    if let (Some(piece), Some(weight)) = (after, second_weight) {
                        let Some(points) = piece.map(|value| Some(value * weight)) else {
                            continue;
                        };
                        let from = Interval::point(first.clone());
                        let gaps = points
                            .minus(&from, subtract)
                            .and_then(|gaps| gaps.meet(&range.gap));
                        let Some(gaps) = gaps else { continue };
                        gap = pick(&gaps);
                        shares[1] = Some((&first + &gap) / weight);
                    } else {
                        shares[1] = is_share(1).map(|piece| simplest(&piece));
                    }
                }
                (_, Some(piece), _) | (_, None, Some(piece)) => {
                    // One answer: what it is worth in one world settles the other.
                    let share = match (first_weight, second_weight) {
                        (Some(weight), _) => &first / weight,
                        (None, Some(weight)) => &gap / weight,
                        (None, None) => simplest(&piece),
                    };
                    if let (2, Some(weight)) = (problem.worlds.len(), second_weight) {
                        gap = &share * weight - &first;
                    }
                    shares = [Some(share.clone()), Some(share)];
                }
                _ => {}
            }
            let point = Spot {
                first: Interval::point(first.clone()),
                gap: Interval::point(gap.clone()),
            };
            if range.meet(&point).is_none() {
                continue;
            }
            taken.choices.push(Chosen::Answer(place, choice, shares));
            return Ok(Some((first, gap)));
        }
        Ok(None)
    }

    fn section(
        &mut self,
        section: usize,
        around: [bool; 2],
        state: &State,
        range: &Spot<BigRational>,
        setting: &Setting,
        taken: &mut Taken,
    ) -> Result<Option<Point>, Halt> {
        let opened = self.opened(section, around, setting)?;
        let Some(plan) = self.plan.sections.get(section) else {
            return Ok(None);
        };
        let outer = self
            .plan
            .problem
            .sections
            .get(section)
            .and_then(|one| one.parent);
        let is_exact = match outer {
            Some(outer) => self.plan.sections.get(outer).is_some_and(|one| one.in_full),
            None => self.plan.overall_in_full,
        };
        for origin in opened.origins.get(state).into_iter().flatten() {
            let mut inner = if plan.in_full {
                exact(&origin.spot, origin.unit)
            } else {
                Spot {
                    first: Interval::point(number(0)),
                    gap: Interval::point(number(0)),
                }
            };
            // Points inside are the points around × the weight inside ÷ the weight around.
            let mut ratios = [None, None];
            for ((ratio, inside), weight) in ratios
                .iter_mut()
                .zip(origin.state.weights)
                .zip(plan.weights)
            {
                if inside > 0 {
                    *ratio = Some(integer(weight) / integer(inside));
                }
            }
            let [first_ratio, second_ratio] = &ratios;
            if let (true, Some(ratio)) = (is_exact, first_ratio) {
                let Some(first) = range.first.map(|number| Some(number / ratio)) else {
                    continue;
                };
                let Some(first) = inner.first.meet(&first) else {
                    continue;
                };
                inner.first = first;
                if first_ratio == second_ratio {
                    let Some(gap) = range.gap.map(|number| Some(number / ratio)) else {
                        continue;
                    };
                    let Some(gap) = inner.gap.meet(&gap) else {
                        continue;
                    };
                    inner.gap = gap;
                }
            }
            let kept = taken.choices.len();
            let parts = opened.summed.parts.len();
            let found = self.apart(
                &opened.summed,
                parts,
                &origin.state,
                inner,
                !plan.in_full,
                setting,
                taken,
            )?;
            if let Some((first, gap)) = found {
                let worth = |points: BigRational, ratio: &Option<BigRational>| match ratio {
                    Some(ratio) if is_exact => points * ratio,
                    _ => number(0),
                };
                let second = worth(&first + gap, second_ratio);
                let first = worth(first, first_ratio);
                let gap = match self.plan.worlds() {
                    1 => number(0),
                    _ => second - &first,
                };
                let point = Spot {
                    first: Interval::point(first.clone()),
                    gap: Interval::point(gap.clone()),
                };
                if range.meet(&point).is_some() {
                    return Ok(Some((first, gap)));
                }
            }
            taken.choices.truncate(kept);
        }
        Ok(None)
    }
}

fn exact(spot: &Spot<i128>, unit: i128) -> Spot<BigRational> {
    let number = |number: &i128| BigRational::new((*number).into(), unit.into());
    let interval = |one: &Interval<i128>| Interval {
        low: number(&one.low),
        low_open: one.low_open,
        high: number(&one.high),
        high_open: one.high_open,
    };
    Spot {
        first: interval(&spot.first),
        gap: interval(&spot.gap),
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "as where numbers may grow too long"
)]
fn subtract(left: &BigRational, right: &BigRational) -> Option<BigRational> {
    Some(left - right)
}

fn number(number: i64) -> BigRational {
    BigRational::from_integer(number.into())
}

fn integer(number: i128) -> BigRational {
    BigRational::from_integer(number.into())
}

/// A simple number of an interval.
fn pick(within: &Interval<BigRational>) -> BigRational {
    let zero = number(0);
    if within.low >= zero {
        return simplest(within);
    }
    let around_zero = Interval::point(zero.clone());
    if within.meet(&around_zero).is_some() {
        return zero;
    }
    // All below 0, or up to an open 0: the same from the other side.
    let mirrored = Interval {
        low: -&within.high,
        low_open: within.high_open,
        high: -&within.low,
        high_open: within.low_open,
    };
    -simplest(&mirrored)
}
