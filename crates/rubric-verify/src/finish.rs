//! From what a section's parts come to together, to its score and grade, and what these count for.

use std::collections::BTreeSet;
use std::rc::Rc;

use rubric_engine::Truth;

use crate::halt::Halt;
use crate::interval::Interval;
use crate::lower::SectionTest;
use crate::plan::Plan;
use crate::rule::{Grades, Judge, Rule, Scored, Share, View};
use crate::search::{Finished, Origin, Search, Setting, Summed};
use crate::spread::Spot;
use crate::table::{Counts, Map, State, Table, counted, index, lcm};

/// What is known when a section is judged.
struct Inside<'x, 's, 'p, 'a, 'b> {
    search: &'x Search<'s, 'p, 'a, 'b>,
    section: Option<usize>,
    state: &'x State,
    setting: &'x Setting,
    scores: [Option<Scored>; 2],
}

impl View for Inside<'_, '_, '_, '_, '_> {
    fn count(&self, counter: usize) -> (u32, u32) {
        let plan = self.search.plan;
        if let Some(section) = self.section
            && plan.reads_assumed(counter, section)
        {
            let value = plan
                .assumption(counter)
                .and_then(|one| self.setting.get(one).copied());
            let value = value.flatten().and_then(|value| u32::try_from(value).ok());
            return match value {
                Some(value) => (value, value),
                None => (0, u32::MAX),
            };
        }
        let count = self.state.count(counter);
        (count, count)
    }

    fn fact(&self, fact: usize) -> Option<usize> {
        self.search.plan.fact_value(fact, self.setting)
    }

    fn score(&self, world: usize) -> Option<Scored> {
        self.scores.get(world).copied().flatten()
    }

    fn overall(&self, _: usize) -> Grades {
        Grades::NONE
    }

    fn scores_differ(&self) -> Truth {
        Truth::Undecided
    }
}

impl Search<'_, '_, '_, '_> {
    /// Whether a rule about facts alone holds.
    pub(crate) fn holds(&self, rule: &Rule, setting: &Setting) -> bool {
        let state = State::default();
        let view = Inside {
            search: self,
            section: None,
            state: &state,
            setting,
            scores: [None, None],
        };
        view.truth(rule) == Truth::Yes
    }

    pub(crate) fn finish(
        &mut self,
        section: usize,
        summed: &Summed,
        setting: &Setting,
    ) -> Result<Finished, Halt> {
        let (Some(plan), Some(last)) = (self.plan.sections.get(section), summed.last()) else {
            return Err(Halt::Kinds);
        };
        let around = self
            .plan
            .problem
            .sections
            .get(section)
            .and_then(|one| one.parent);
        let around_in_full = match around {
            Some(around) => self
                .plan
                .sections
                .get(around)
                .is_some_and(|one| one.in_full),
            None => self.plan.overall_in_full,
        };
        let thresholds = self.plan.thresholds(Some(section));
        let mut table = Table::empty();
        let mut origins: Map<Vec<Origin>> = Map::default();
        for (state, spots) in &last.entries {
            self.meter.spend(spots.len())?;
            let (spots, unit) = if plan.in_full {
                cut(spots, last.unit, state.weights, &thresholds)?
            } else {
                (vec![Spot::NOTHING], last.unit)
            };
            for spot in spots {
                let scores = scores(&spot, unit, state.weights, self.plan.worlds())?;
                let scores = if plan.in_full { scores } else { [None, None] };
                let view = Inside {
                    search: self,
                    section: Some(section),
                    state,
                    setting,
                    scores,
                };
                let (worth, worth_unit) = if around_in_full {
                    worth(&spot, unit, state.weights, plan.weights, self.plan.worlds())?
                } else {
                    (Spot::NOTHING, 1)
                };
                let mut weights = [0; 2];
                for ((own, counted), weight) in
                    weights.iter_mut().zip(state.weights).zip(plan.weights)
                {
                    *own = if counted > 0 { weight } else { 0 };
                }
                for counts in view.outcomes(section)? {
                    let after = State { counts, weights };
                    let origin = Origin {
                        state: state.clone(),
                        spot,
                        unit,
                    };
                    origins.entry(after.clone()).or_default().push(origin);
                    let mut one = Table::empty();
                    one.unit = worth_unit;
                    one.entries.insert(after, vec![worth]);
                    table.or(&one)?;
                }
            }
        }
        table.gather(self.fineness);
        Ok(Finished {
            table: Rc::new(table),
            origins,
        })
    }
}

impl Inside<'_, '_, '_, '_, '_> {
    /// What may have been counted once the section is judged: more than one where what it comes to
    /// is not known for sure.
    fn outcomes(&self, section: usize) -> Result<Vec<Counts>, Halt> {
        let plan = self.search.plan;
        let kept = self.state.counts.iter().filter(|(counter, _)| {
            let place = usize::try_from(*counter).ok();
            place
                .and_then(|place| plan.until.get(place))
                .copied()
                .flatten()
                != Some(section)
        });
        let mut outcomes = vec![kept.copied().collect::<Counts>()];
        let Some(own) = plan.sections.get(section) else {
            return Ok(outcomes);
        };
        if own.members.is_empty() {
            return Ok(outcomes);
        }
        let mut grades = [None, None];
        for (world, grades) in grades.iter_mut().enumerate() {
            let judge = plan.judges.get(&(world, Some(section)));
            *grades = judge.map(|judge: &Judge| self.grades(judge));
        }
        for (counter, world, so) in &own.members {
            let is_scored = self
                .state
                .weights
                .get(*world)
                .is_some_and(|weight| *weight > 0);
            let truth = match so {
                _ if !is_scored => Truth::No,
                SectionTest::Scored => Truth::Yes,
                SectionTest::Grade(wanted) => match grades.get(*world).copied().flatten() {
                    Some(grades) => Truth::of(grades.meets(*wanted), grades.exceeds(*wanted)),
                    None => Truth::Undecided,
                },
                SectionTest::Score(comparison) => {
                    self.truth(&Rule::Score(*world, comparison.clone()))
                }
                SectionTest::NotScore(comparison) => {
                    self.truth(&Rule::Score(*world, comparison.clone())).not()
                }
            };
            let one = vec![(index(*counter), 1)];
            let more = |counts: &Counts| counted(counts, &one, &plan.most);
            match truth {
                Truth::No => {}
                Truth::Yes => outcomes = outcomes.iter().map(more).collect(),
                Truth::Undecided => {
                    let with: Vec<Counts> = outcomes.iter().map(more).collect();
                    outcomes.extend(with);
                    if outcomes.len() > 1_024 {
                        return Err(Halt::Kinds);
                    }
                }
            }
        }
        Ok(outcomes)
    }
}

impl Plan<'_, '_> {
    /// In each world, the numbers that the score of a section, or of the whole, is compared with.
    pub(crate) fn thresholds(&self, judged: Option<usize>) -> [BTreeSet<Share>; 2] {
        let mut found = [BTreeSet::new(), BTreeSet::new()];
        let mut note = |rule: &Rule| {
            rule.visit(&mut |rule| {
                if let Rule::Score(world, comparison) = rule
                    && let Some(found) = found.get_mut(*world)
                {
                    found.extend(comparison.values().iter().copied());
                }
            });
        };
        self.asked(judged).for_each(&mut note);
        let members = judged.and_then(|section| self.sections.get(section));
        for (_, world, so) in members.into_iter().flat_map(|one| &one.members) {
            if let SectionTest::Score(comparison) | SectionTest::NotScore(comparison) = so {
                note(&Rule::Score(*world, comparison.clone()));
            }
        }
        found
    }
}

/// The score in each world where it is scored.
pub(crate) fn scores(
    spot: &Spot<i128>,
    unit: i128,
    weights: [i128; 2],
    worlds: usize,
) -> Result<[Option<Scored>; 2], Halt> {
    let mut scores = [None, None];
    for (world, (score, weight)) in scores.iter_mut().zip(weights).enumerate() {
        if weight > 0 && world < worlds {
            let points = if world == 0 {
                spot.first
            } else {
                second(spot)?
            };
            let of = unit.checked_mul(weight).ok_or(Halt::Numbers)?;
            *score = Some(Scored { points, of });
        }
    }
    Ok(scores)
}

fn second(spot: &Spot<i128>) -> Result<Interval<i128>, Halt> {
    let sum = spot
        .first
        .plus(&spot.gap, |left, right| left.checked_add(*right));
    sum.ok_or(Halt::Numbers)
}

/// Cuts spots where the score in a world crosses a threshold, so that each piece lies on one side;
/// with the finer unit that this takes.
pub(crate) fn cut(
    spots: &[Spot<i128>],
    unit: i128,
    weights: [i128; 2],
    thresholds: &[BTreeSet<Share>; 2],
) -> Result<(Vec<Spot<i128>>, i128), Halt> {
    if spots.iter().all(|spot| spot.first.is_point()) {
        return Ok((spots.to_vec(), unit));
    }
    let mut finer = 1;
    for threshold in thresholds.iter().flatten() {
        finer = lcm(finer, threshold.1)?;
    }
    let unit = unit.checked_mul(finer).ok_or(Halt::Numbers)?;
    let mut pieces = crate::table::scaled(spots, finer)?;
    for (world, (thresholds, weight)) in thresholds.iter().zip(weights).enumerate() {
        for threshold in thresholds {
            let (above, below) = *threshold;
            let at = (unit / below)
                .checked_mul(above)
                .and_then(|at| at.checked_mul(weight));
            let at = at.ok_or(Halt::Numbers)?;
            let mut cut = Vec::with_capacity(pieces.len());
            for spot in pieces {
                if spot.first.is_point() || (world == 1 && !spot.gap.is_point()) {
                    cut.push(spot);
                    continue;
                }
                let at = if world == 0 {
                    at
                } else {
                    at.saturating_sub(spot.gap.low)
                };
                cut.extend(spot.first.cut(&at).map(|first| Spot { first, ..spot }));
            }
            pieces = cut;
        }
    }
    Ok((pieces, unit))
}

/// What a section's points are worth to the sum around it, and in which unit.
fn worth(
    spot: &Spot<i128>,
    unit: i128,
    counted: [i128; 2],
    weights: [i128; 2],
    worlds: usize,
) -> Result<(Spot<i128>, i128), Halt> {
    let multiply = |left: i128, right: i128| left.checked_mul(right).ok_or(Halt::Numbers);
    let mut of = [0; 2];
    let mut shared = 1;
    for ((of, counted), _) in of.iter_mut().zip(counted).zip(0..worlds) {
        if counted > 0 {
            *of = multiply(unit, counted)?;
            shared = lcm(shared, *of)?;
        }
    }
    let factor = |world: usize| -> Result<Option<i128>, Halt> {
        let (of, weight) = (of.get(world).copied(), weights.get(world).copied());
        match of.zip(weight) {
            Some((of, weight)) if of > 0 => Ok(Some(multiply(shared / of, weight)?)),
            _ => Ok(None),
        }
    };
    let scale = |one: &Interval<i128>, by: Option<i128>| match by {
        Some(by) => one
            .map(|number| number.checked_mul(by))
            .ok_or(Halt::Numbers),
        None => Ok(Interval::point(0)),
    };
    let first = scale(&spot.first, factor(0)?)?;
    let gap = if worlds == 1 {
        Interval::point(0)
    } else if factor(0)? == factor(1)? {
        scale(&spot.gap, factor(0)?)?
    } else {
        let second = scale(&second(spot)?, factor(1)?)?;
        let gap = second.minus(&first, |left, right| left.checked_sub(*right));
        gap.ok_or(Halt::Numbers)?
    };
    Ok(reduced(Spot { first, gap }, shared))
}

/// The same with a smaller unit where that will do.
fn reduced(spot: Spot<i128>, unit: i128) -> (Spot<i128>, i128) {
    let ends = [spot.first.low, spot.first.high, spot.gap.low, spot.gap.high];
    let common = ends.into_iter().fold(unit, |common, end| {
        let (mut common, mut rest) = (common, end.saturating_abs());
        while rest != 0 {
            (common, rest) = (rest, common % rest);
        }
        common
    });
    let divide = |number: &i128| number.checked_div(common);
    match spot.map(divide) {
        Some(spot) => (spot, unit / common),
        None => (spot, unit),
    }
}
