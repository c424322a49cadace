//! Conditions with every name looked up, and what they come to.

use rubric_model::condition::{Comparison, Quantity};

use crate::answer::{Answered, Given};
use crate::case::{Case, Judged};
use crate::number;
use crate::truth::{Chances, Truth};

/// A condition whose names are places in the rubric's tables.
#[derive(Clone, Debug)]
pub(crate) enum Cond {
    All(Vec<Cond>),
    AnyOf(Vec<Cond>),
    Not(Box<Cond>),
    Fact(usize, FactTest),
    Criterion(usize, CriterionTest),
    Judged(Which, JudgedTest),
    Group(Quantity, Vec<Member>),
}

impl Cond {
    /// Whether it asks for the overall score or grade.
    pub(crate) fn asks_overall(&self) -> bool {
        match self {
            Self::All(parts) | Self::AnyOf(parts) => parts.iter().any(Self::asks_overall),
            Self::Not(part) => part.asks_overall(),
            Self::Judged(which, _) => *which == Which::Overall,
            Self::Fact(..) | Self::Criterion(..) | Self::Group(..) => false,
        }
    }

    /// How many comparisons and members there are to look at.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::All(parts) | Self::AnyOf(parts) => (parts.iter())
                .map(Self::size)
                .fold(1, usize::saturating_add),
            Self::Not(part) => part.size(),
            Self::Group(_, members) => members.len().max(1),
            Self::Fact(..) | Self::Criterion(..) | Self::Judged(..) => 1,
        }
    }
}

/// What has a score and a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Overall,
    Section(usize),
}

#[derive(Clone, Debug)]
pub(crate) enum FactTest {
    /// Whether it holds of yes, and of no.
    YesNo {
        yes: bool,
        no: bool,
    },
    Number(Comparison<number::Number>),
    /// The options of which it holds.
    Options(Vec<bool>),
}

#[derive(Clone, Debug)]
pub(crate) enum CriterionTest {
    /// The levels of which it holds.
    Levels(Places),
    Value(Comparison<number::Number>),
    Number(Comparison<number::Number>),
    Excluded(bool),
    /// Whether an item is ticked, and whether it should be.
    Ticked(usize, bool),
}

#[derive(Clone, Debug)]
pub(crate) enum JudgedTest {
    /// The grades of which it holds.
    Grades(Places),
    Score(Comparison<number::Number>),
    Scored(bool),
}

#[derive(Clone, Debug)]
pub(crate) enum Member {
    Criterion(usize, CriterionTest),
    Section(usize, JudgedTest),
}

/// A set of places on a scale or ladder, of at most 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Places(u64);

impl Places {
    pub(crate) fn one(place: usize) -> Self {
        let shift = u32::try_from(place).ok();
        Self(
            shift
                .and_then(|shift| 1_u64.checked_shl(shift))
                .unwrap_or(0),
        )
    }

    pub(crate) fn has(self, place: usize) -> bool {
        self.meets(Self::one(place))
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has a place that `other` has not.
    pub(crate) fn exceeds(self, other: Self) -> bool {
        self.0 & !other.0 != 0
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn add(&mut self, place: usize) {
        *self = self.with(Self::one(place));
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The best place in it.
    pub(crate) fn best(self) -> Option<usize> {
        (!self.is_empty()).then(|| usize::try_from(self.0.trailing_zeros()).unwrap_or(0))
    }

    /// The worst place in it.
    pub(crate) fn worst(self) -> Option<usize> {
        let last = 63_u32.checked_sub(self.0.leading_zeros())?;
        usize::try_from(last).ok()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut left = self;
        std::iter::from_fn(move || {
            let place = left.best()?;
            left.0 &= left.0.wrapping_sub(1);
            Some(place)
        })
    }

    /// The places with each that is better than a ceiling brought down to it.
    pub(crate) fn held_down(self, ceiling: usize) -> Self {
        let ceiling = Self::one(ceiling);
        let better = Self(ceiling.0.wrapping_sub(1));
        if self.meets(better) {
            Self(self.0 & !better.0).with(ceiling)
        } else {
            self
        }
    }
}

/// A fact's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FactGiven {
    YesNo(bool),
    Number(number::Number),
    Option(usize),
}

impl FactTest {
    pub(crate) fn holds(&self, given: &FactGiven) -> bool {
        match (self, given) {
            (Self::YesNo { yes, no }, FactGiven::YesNo(value)) => {
                if *value {
                    *yes
                } else {
                    *no
                }
            }
            (Self::Number(comparison), FactGiven::Number(value)) => {
                number::holds(comparison, value)
            }
            (Self::Options(options), FactGiven::Option(place)) => {
                options.get(*place).copied().unwrap_or(false)
            }
            _ => false,
        }
    }
}

impl Case<'_> {
    /// What the condition comes to in this case.
    pub(crate) fn truth(&self, condition: &Cond) -> Truth {
        match condition {
            Cond::All(parts) => parts
                .iter()
                .fold(Truth::Yes, |truth, part| truth.and(self.truth(part))),
            Cond::AnyOf(parts) => parts
                .iter()
                .fold(Truth::No, |truth, part| truth.or(self.truth(part))),
            Cond::Not(part) => self.truth(part).not(),
            Cond::Fact(fact, test) => match self.fact(*fact) {
                Some(given) => test.holds(given).into(),
                None => Truth::Undecided,
            },
            Cond::Criterion(criterion, test) => {
                let chances = self.criterion_chances(*criterion, test);
                let outside = matches!(test, CriterionTest::Excluded(true));
                alone(chances, outside)
            }
            Cond::Judged(which, test) => {
                let chances = self.judged_chances(*which, test);
                let outside = matches!(test, JudgedTest::Scored(false));
                alone(chances, outside)
            }
            Cond::Group(quantity, members) => self.count(*quantity, members),
        }
    }

    pub(crate) fn member_chances(&self, member: &Member) -> Chances {
        match member {
            Member::Criterion(criterion, test) => self.criterion_chances(*criterion, test),
            Member::Section(section, test) => self.judged_chances(Which::Section(*section), test),
        }
    }

    fn count(&self, quantity: Quantity, members: &[Member]) -> Truth {
        let mut holding = Range::default();
        let mut failing = Range::default();
        for member in members {
            let chances = self.member_chances(member);
            holding.add(chances.hold, chances.fail || chances.outside);
            failing.add(chances.fail, chances.hold || chances.outside);
            let decided = match quantity {
                Quantity::Any | Quantity::No => holding.low > 0,
                Quantity::Every => failing.low > 0,
                _ => false,
            };
            if decided {
                break;
            }
        }
        match quantity {
            Quantity::Any => holding.at_least(1),
            Quantity::Every => failing.at_least(1).not(),
            Quantity::No => holding.at_least(1).not(),
            Quantity::AtLeast(count) => holding.at_least(u64::from(count)),
            Quantity::AtMost(count) => holding.at_most(u64::from(count)),
            Quantity::Exactly(count) => holding
                .at_least(u64::from(count))
                .and(holding.at_most(u64::from(count))),
            Quantity::AllBut(count) => failing.at_most(u64::from(count)),
        }
    }

    fn criterion_chances(&self, place: usize, test: &CriterionTest) -> Chances {
        let Some(criterion) = self.index.criteria.get(place) else {
            return Chances::default();
        };
        let applies = self.applies(place);
        if applies == Truth::No {
            return Chances {
                outside: true,
                ..Chances::default()
            };
        }
        let mut chances = match self.audit.given(place) {
            Some(given) if given.standing.value.is_none() => Chances {
                outside: true,
                ..Chances::default()
            },
            Some(given) => {
                let hold = given_holds(given, test);
                Chances {
                    outside: false,
                    hold,
                    fail: !hold,
                }
            }
            None => criterion.open.chances(test),
        };
        chances.outside |= applies == Truth::Undecided;
        chances
    }

    fn judged_chances(&self, which: Which, test: &JudgedTest) -> Chances {
        let Some(judged) = self.judged(which) else {
            return Chances::default();
        };
        let Judged {
            low,
            high,
            may_be_none,
            after,
            ..
        } = judged;
        let (Some(low), Some(high)) = (low, high) else {
            return Chances {
                outside: true,
                ..Chances::default()
            };
        };
        let (hold, fail) = match test {
            JudgedTest::Grades(grades) => (after.meets(*grades), after.exceeds(*grades)),
            JudgedTest::Score(comparison) => number::may(comparison, low, high),
            JudgedTest::Scored(scored) => (*scored, !*scored),
        };
        Chances {
            outside: *may_be_none,
            hold,
            fail,
        }
    }
}

/// A test of one thing: outside the sum it fails, unless that is what it asks for.
fn alone(chances: Chances, holds_outside: bool) -> Truth {
    let Chances {
        outside,
        hold,
        fail,
    } = chances;
    Truth::of(
        hold || (outside && holds_outside),
        fail || (outside && !holds_outside),
    )
}

fn given_holds(given: &Given, test: &CriterionTest) -> bool {
    match (test, &given.answered) {
        (CriterionTest::Levels(levels), _) => {
            given.standing.level.is_some_and(|level| levels.has(level))
        }
        (CriterionTest::Value(comparison), _) => given
            .standing
            .value
            .as_ref()
            .is_some_and(|value| number::holds(comparison, value)),
        (CriterionTest::Number(comparison), Answered::Number(number)) => {
            number::holds(comparison, number)
        }
        (CriterionTest::Ticked(item, wanted), Answered::Ticked(ticked)) => {
            ticked.get(*item).copied().unwrap_or(false) == *wanted
        }
        (CriterionTest::Excluded(excluded), _) => !*excluded,
        _ => false,
    }
}

/// How many members may hold.
#[derive(Default)]
struct Range {
    low: u64,
    high: u64,
}

impl Range {
    fn add(&mut self, may: bool, may_not: bool) {
        self.high = self.high.saturating_add(u64::from(may));
        self.low = self.low.saturating_add(u64::from(may && !may_not));
    }

    fn at_least(&self, count: u64) -> Truth {
        Truth::of(self.high >= count, self.low < count)
    }

    fn at_most(&self, count: u64) -> Truth {
        Truth::of(self.low <= count, self.high > count)
    }
}
