//! The answers a criterion may have, as far as anything tells them apart.

use std::cmp::Ordering;

use num_rational::BigRational;
use rubric_engine::{Domain, Number};
use rubric_model::audit::{Answer, Decimal, DetailedAnswer};
use rubric_model::condition::{Comparison, CriterionTest};
use rubric_model::rubric::{AnswerForm, Choice, MappingTest, NoneCounted};
use rubric_model::{Name, Rational};

use crate::halt::Halt;
use crate::interval::Interval;
use crate::standard::{PlacedCriterion, Standard};
use crate::told_apart::Asked;

/// The most answers to one criterion that are told apart; beyond it no question is decided.
pub const MOST_ANSWERS: usize = 1_024;

/// One answer, or any of those that nothing tells apart but the score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Possible {
    pub written: Written,
    /// What it comes to by each of the rubrics that it is looked at by.
    pub stands: Vec<Stand>,
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stand {
    /// The place on the scale of the level that it is or comes to.
    pub level: Option<usize>,
    /// What it is worth; nothing where it leaves the sum.
    pub value: Option<Interval<BigRational>>,
}

/// How an answer is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    As(Answer),
    Ticked(Vec<Name>),
    Number(BigRational),
    /// So many of so many, at any of these shares.
    Share(Interval<BigRational>),
}

impl Possible {
    /// The answer as it stands in an audit, with the share that was chosen where there are several.
    pub(crate) fn answer(&self, share: Option<&BigRational>) -> Option<Answer> {
        self.written.answer(share)
    }

    /// Whether it passes a test by one of the rubrics. Answers that leave the sum pass none.
    pub(crate) fn passes(
        &self,
        world: usize,
        criterion: &PlacedCriterion<'_>,
        test: &CriterionTest,
    ) -> bool {
        let Some(Stand {
            level,
            value: Some(value),
        }) = self.stands.get(world)
        else {
            return false;
        };
        match test {
            CriterionTest::Level(comparison) => {
                level.is_some_and(|level| level_is(criterion, comparison, level))
            }
            CriterionTest::Value(comparison) => holds_within(comparison, value),
            CriterionTest::Number(comparison) => match &self.written {
                Written::Number(number) => comparison.holds(|with| number.cmp(&with.0)),
                _ => false,
            },
            CriterionTest::Excluded(excluded) => !excluded,
            CriterionTest::Has(item) => self.has(item),
            CriterionTest::Lacks(item) => {
                matches!(self.written, Written::Ticked(_)) && !self.has(item)
            }
        }
    }

    fn has(&self, item: &str) -> bool {
        matches!(&self.written, Written::Ticked(items) if items.iter().any(|name| name == item))
    }

    fn first(&self) -> Option<&Stand> {
        self.stands.first()
    }

    /// Whether it counts by the first rubric.
    pub(crate) fn counts(&self) -> bool {
        self.first().is_some_and(|stand| stand.value.is_some())
    }

    /// Whether it can be a better answer than another to the same criterion: a better level, yes
    /// rather than no, more items besides the same, a higher share, a number with a better level.
    pub(crate) fn is_better_than(&self, other: &Self) -> bool {
        if !self.counts() || !other.counts() {
            return false;
        }
        match (&self.written, &other.written) {
            (Written::Ticked(more), Written::Ticked(fewer)) => {
                more.len() > fewer.len() && fewer.iter().all(|item| more.contains(item))
            }
            (Written::Share(share), Written::Share(than)) => share.high > than.low,
            _ => {
                let level = |one: &Self| one.first().and_then(|stand| stand.level);
                (level(self).zip(level(other))).is_some_and(|(level, than)| level < than)
            }
        }
    }

    /// The best answers first, those that leave the sum last.
    fn by_value(&self, other: &Self) -> Ordering {
        let value = |one: &Self| one.first().and_then(|stand| stand.value.clone());
        match (value(self), value(other)) {
            (Some(left), Some(right)) => right.high.cmp(&left.high).then(right.low.cmp(&left.low)),
            (left, right) => right.is_some().cmp(&left.is_some()),
        }
    }
}

impl Written {
    fn answer(&self, share: Option<&BigRational>) -> Option<Answer> {
        Some(match self {
            Self::As(answer) => answer.clone(),
            Self::Ticked(items) => Answer::Detailed(DetailedAnswer {
                ticked: Some(items.clone()),
                ..DetailedAnswer::default()
            }),
            Self::Number(number) => Answer::Number(Decimal::new(Rational(number.clone()))?),
            Self::Share(shares) => counted(&share.cloned().unwrap_or_else(|| simplest(shares)))?,
        })
    }
}

fn level_is(criterion: &PlacedCriterion<'_>, comparison: &Comparison<Name>, level: usize) -> bool {
    let is_ordered = !matches!(
        comparison,
        Comparison::Is(_) | Comparison::IsNot(_) | Comparison::OneOf(_) | Comparison::NotOneOf(_)
    );
    // Nothing is better or worse than a level that leaves the sum.
    let excluded = |name: &Name| {
        let place = criterion.level(name);
        let level = place.and_then(|place| criterion.declared_level(place));
        level.is_some_and(|level| level.excluded)
    };
    if is_ordered && comparison.values().iter().any(excluded) {
        return false;
    }
    comparison.holds(|name| match criterion.level(name) {
        Some(place) => place.cmp(&level),
        None => Ordering::Less,
    })
}

/// Whether a comparison that tells no two of some values apart holds of them.
fn holds_within(comparison: &Comparison<Rational>, value: &Interval<BigRational>) -> bool {
    let inside = simplest(value);
    comparison.holds(|with| inside.cmp(&with.0))
}

pub(crate) fn whole(number: u32) -> BigRational {
    BigRational::from_integer(number.into())
}

/// The number of an interval, which begins no lower than 0, with the least denominator: down the
/// tree of Stern and Brocot.
pub(crate) fn simplest(within: &Interval<BigRational>) -> BigRational {
    if within.is_point() {
        return within.low.clone();
    }
    let floor = within.low.floor();
    let is_inside = |number: &BigRational| {
        let above = *number > within.low || (*number == within.low && !within.low_open);
        above && (*number < within.high || (*number == within.high && !within.high_open))
    };
    for candidate in [floor.clone(), &floor + whole(1)] {
        if is_inside(&candidate) {
            return candidate;
        }
    }
    // Both ends lie between the same two whole numbers: turn what is left over upside down.
    let (low, high) = (&within.low - &floor, &within.high - &floor);
    let turned = if low == whole(0) {
        // Anything up to 1 ÷ high: the next whole number will do.
        Interval {
            low: high.recip(),
            low_open: within.high_open,
            high: high.recip() + whole(2),
            high_open: false,
        }
    } else {
        Interval {
            low: high.recip(),
            low_open: within.high_open,
            high: low.recip(),
            high_open: within.low_open,
        }
    };
    floor + simplest(&turned).recip()
}

/// `count` of `of` at a share, in lowest terms.
fn counted(share: &BigRational) -> Option<Answer> {
    let count = u32::try_from(share.numer()).ok()?;
    let of = u32::try_from(share.denom()).ok()?;
    (of <= rubric_engine::MOST_COUNTED).then(|| Answer::Detailed(part(count, of)))
}

fn part(count: u32, of: u32) -> DetailedAnswer {
    DetailedAnswer {
        count: Some(count),
        of: Some(of),
        ..DetailedAnswer::default()
    }
}

/// The answers a criterion may have that fit every one of some rubrics, given with its place in
/// each; the best first, those that leave the sum last.
pub(crate) fn possible_answers(rubrics: &[(&Standard<'_>, usize)]) -> Result<Vec<Possible>, Halt> {
    let criteria: Vec<(&Standard<'_>, &PlacedCriterion<'_>)> = (rubrics.iter())
        .filter_map(|(standard, place)| Some((*standard, standard.criteria.get(*place)?)))
        .collect();
    let asked: Vec<&Asked<'_>> = (rubrics.iter())
        .filter_map(|(standard, place)| standard.told_apart.criteria.get(*place))
        .collect();
    let mut written = Vec::new();
    for (_, criterion) in &criteria {
        for one in ways_to_write(criterion, &criteria, &asked)? {
            if criteria.len() == 1 || !written.contains(&one) {
                written.push(one);
            }
        }
    }
    if written.len() > MOST_ANSWERS {
        return Err(Halt::Kinds);
    }
    let mut answers: Vec<Possible> = Vec::new();
    for written in written {
        let stands =
            (criteria.iter()).map(|(standard, criterion)| stand(standard, criterion, &written));
        let Some(stands) = stands.collect::<Option<Vec<Stand>>>() else {
            // It does not fit all of the rubrics.
            continue;
        };
        let possible = Possible { written, stands };
        if answers
            .iter()
            .all(|known| is_told_apart(known, &possible, &asked))
        {
            answers.push(possible);
        }
    }
    answers.sort_by(Possible::by_value);
    Ok(answers)
}

/// What an answer comes to by a rubric, where it fits.
fn stand(
    standard: &Standard<'_>,
    criterion: &PlacedCriterion<'_>,
    written: &Written,
) -> Option<Stand> {
    let name = &criterion.model.name;
    let standing = standard
        .rubric
        .standing(name, &written.answer(None)?)
        .ok()?;
    let level = standing.level.and_then(|level| criterion.level(&level));
    let value = match (written, &criterion.model.answer) {
        (Written::Share(shares), AnswerForm::Proportion { levels: None, .. }) => {
            Some(shares.clone())
        }
        _ => standing.value.map(|value| Interval::point(value.0)),
    };
    Some(Stand { level, value })
}

/// Whether anything but how they are written tells two answers apart.
fn is_told_apart(one: &Possible, other: &Possible, asked: &[&Asked<'_>]) -> bool {
    if one.stands != other.stands {
        return true;
    }
    match (&one.written, &other.written) {
        (Written::Number(one), Written::Number(other)) => {
            let mut asked = asked.iter().flat_map(|asked| &asked.numbers);
            asked.any(|asked| {
                let holds = |number: &BigRational| asked.holds(|with| number.cmp(&with.0));
                holds(one) != holds(other)
            })
        }
        (Written::Share(_), Written::Share(_)) => false,
        _ => true,
    }
}

fn ways_to_write(
    criterion: &PlacedCriterion<'_>,
    criteria: &[(&Standard<'_>, &PlacedCriterion<'_>)],
    asked: &[&Asked<'_>],
) -> Result<Vec<Written>, Halt> {
    let numbers = |asked: fn(&Asked<'_>) -> Vec<BigRational>, list: &[&Asked<'_>]| {
        let thresholds = criteria
            .iter()
            .flat_map(|(_, one)| thresholds(&one.model.answer));
        let compared = list.iter().flat_map(|one| asked(one));
        thresholds.chain(compared).collect::<Vec<BigRational>>()
    };
    let level = |name: &Name| Written::As(Answer::Level(name.clone()));
    let mut written = Vec::new();
    match &criterion.model.answer {
        AnswerForm::Scale { scale: _, without } => {
            let levels = criterion.scale.into_iter().flat_map(|scale| &scale.levels);
            let levels = levels.filter(|level| !without.contains(&level.name));
            written.extend(levels.map(|one| level(&one.name)));
            return Ok(written);
        }
        AnswerForm::YesNo => {
            written.extend([true, false].map(|yes| Written::As(Answer::YesNo(yes))));
        }
        AnswerForm::Checklist { items, .. } => {
            // What is ticked must be an item in every one of the rubrics.
            let items = items.iter().filter(|item| {
                let has = |answer: &AnswerForm| match answer {
                    AnswerForm::Checklist { items, .. } => {
                        items.iter().any(|other| other.name == item.name)
                    }
                    _ => false,
                };
                criteria.iter().all(|(_, one)| has(&one.model.answer))
            });
            written.extend(ticks(items, asked)?);
        }
        AnswerForm::Proportion { none, .. } => {
            written.extend(few(shares(&numbers(|one| one.value_marks(), asked)))?);
            if *none == NoneCounted::Excluded {
                written.push(Written::As(Answer::Detailed(part(0, 0))));
            }
        }
        AnswerForm::Number {
            from, to, decimal, ..
        } => {
            let domain = Domain {
                from: from.into(),
                to: to.into(),
                decimal: *decimal,
            };
            let marks = numbers(|one| one.number_marks(), asked);
            let marks: Vec<Number> = marks.into_iter().map(Number::from).collect();
            let kept = few(domain.representatives(&marks))?;
            let kept = kept.iter().map(|number| Rational::from(number).0);
            written.extend(kept.map(Written::Number));
        }
    }
    let levels = criterion.scale.into_iter().flat_map(|scale| &scale.levels);
    let excluded = levels.filter(|level| level.excluded);
    written.extend(excluded.map(|one| level(&one.name)));
    Ok(written)
}

/// The same, unless it is too many.
fn few<T>(list: Vec<T>) -> Result<Vec<T>, Halt> {
    match list.len() > MOST_ANSWERS {
        true => Err(Halt::Kinds),
        false => Ok(list),
    }
}

/// Every subset of the items that are asked for, with any number of the others.
fn ticks<'a>(
    items: impl Iterator<Item = &'a Choice>,
    asked: &[&Asked<'_>],
) -> Result<Vec<Written>, Halt> {
    let is_asked = |item: &&Choice| asked.iter().any(|asked| asked.items.contains(&item.name));
    let (watched, rest): (Vec<_>, Vec<_>) = items.partition(is_asked);
    let subsets = u32::try_from(watched.len()).ok();
    let subsets = subsets.and_then(|count| 1_usize.checked_shl(count));
    let few =
        |subsets: &usize| subsets.saturating_mul(rest.len().saturating_add(1)) <= MOST_ANSWERS;
    let subsets = subsets.filter(few).ok_or(Halt::Kinds)?;
    let mut ways = Vec::new();
    for subset in (0..subsets).rev() {
        let chosen = watched.iter().enumerate();
        let chosen = chosen.filter(|(place, _)| subset & (1 << place) != 0);
        let chosen: Vec<Name> = chosen.map(|(_, item)| item.name.clone()).collect();
        for others in (0..=rest.len()).rev() {
            let others = rest.iter().take(others).map(|item| item.name.clone());
            ways.push(Written::Ticked(
                chosen.iter().cloned().chain(others).collect(),
            ));
        }
    }
    Ok(ways)
}

/// Every share, cut at some marks.
fn shares(marks: &[BigRational]) -> Vec<Written> {
    let mut marks = [&[whole(0), whole(1)], marks].concat();
    marks.retain(|mark| *mark >= whole(0) && *mark <= whole(1));
    marks.sort();
    marks.dedup();
    let points = marks.iter().rev().cloned().map(Interval::point);
    let pairs = marks.iter().zip(marks.iter().skip(1));
    let between = pairs.map(|(low, high)| Interval::between(low.clone(), high.clone()));
    points.chain(between).map(Written::Share).collect()
}

fn thresholds(answer: &AnswerForm) -> Vec<BigRational> {
    let mapping = match answer {
        AnswerForm::Proportion { levels, .. } => levels.as_ref(),
        AnswerForm::Number { levels, .. } => Some(levels),
        AnswerForm::Scale { .. } | AnswerForm::YesNo | AnswerForm::Checklist { .. } => None,
    };
    let rules = mapping.into_iter().flat_map(|mapping| &mapping.rules);
    let numbers = rules.filter_map(|rule| match &rule.when {
        MappingTest::From(number) | MappingTest::UpTo(number) => Some(number.0.clone()),
        MappingTest::AtLeast(_) | MappingTest::Exactly(_) | MappingTest::Otherwise => None,
    });
    numbers.collect()
}
