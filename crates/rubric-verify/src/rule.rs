//! Conditions reduced to counts of criteria and sections, facts, and the score of what is judged.

use rubric_engine::Truth;
use rubric_model::Rational;
use rubric_model::condition::Comparison;

use crate::halt::Halt;
use crate::interval::Interval;

/// A condition, reduced.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    Always(bool),
    All(Vec<Rule>),
    Any(Vec<Rule>),
    Not(Box<Rule>),
    /// Whether it holds, by the value of a fact.
    Fact(usize, Vec<bool>),
    /// A count comes to at least this many.
    Count(usize, u32),
    /// In a world, the score of what is judged compares so.
    Score(usize, Comparison<Share>),
    /// In a world, the overall grade is one of these.
    Overall(usize, Grades),
    /// The overall scores of the two worlds are not the same.
    ScoresDiffer,
}

/// A score that is compared with: numerator and denominator.
pub(crate) type Share = (i128, i128);

/// A comparison with scores, as far as their numbers are short enough to reckon with.
pub(crate) fn with_shares(comparison: &Comparison<Rational>) -> Result<Comparison<Share>, Halt> {
    let share = |value: &Rational| {
        let above = i128::try_from(value.0.numer()).ok()?;
        Some((above, i128::try_from(value.0.denom()).ok()?))
    };
    comparison.map(share).ok_or(Halt::Numbers)
}

impl Rule {
    pub(crate) fn not(self) -> Self {
        match self {
            Self::Always(holds) => Self::Always(!holds),
            Self::Not(rule) => *rule,
            rule => Self::Not(Box::new(rule)),
        }
    }

    pub(crate) fn all(parts: Vec<Self>) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Always(true) => {}
                Self::Always(false) => return Self::Always(false),
                Self::All(inner) => kept.extend(inner),
                part => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::Always(true),
            1 => kept.swap_remove(0),
            _ => Self::All(kept),
        }
    }

    pub(crate) fn any(parts: Vec<Self>) -> Self {
        let negated = parts.into_iter().map(Self::not).collect();
        match Self::all(negated) {
            Self::All(parts) => Self::Any(parts.into_iter().map(Self::not).collect()),
            part => part.not(),
        }
    }

    /// Visits its comparisons.
    pub(crate) fn visit(&self, look: &mut impl FnMut(&Self)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(look)),
            Self::Not(part) => part.visit(look),
            _ => look(self),
        }
    }
}

/// A set of places on a ladder, of at most 64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Grades(pub u64);

impl Grades {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn one(place: usize) -> Self {
        let bit = u32::try_from(place).ok();
        Self(bit.and_then(|bit| 1_u64.checked_shl(bit)).unwrap_or(0))
    }

    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn exceeds(self, other: Self) -> bool {
        self.0 & !other.0 != 0
    }

    /// The grades under a ceiling.
    fn held_down(self, ceiling: usize) -> Self {
        let better = Self::one(ceiling).0.wrapping_sub(1);
        if self.0 & better == 0 {
            return self;
        }
        Self(self.0 & !better).with(Self::one(ceiling))
    }
}

impl FromIterator<usize> for Grades {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Self {
        places
            .into_iter()
            .map(Self::one)
            .fold(Self::NONE, Self::with)
    }
}

/// How something that is judged gets its grade.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    /// When each rung holds, the best first.
    pub rungs: Vec<Rule>,
    /// The best grade that remains, and when.
    pub limits: Vec<(usize, Rule)>,
}

/// Where the score of something lies in one world: its points, and what they are points of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    pub points: Interval<i128>,
    pub of: i128,
}

/// What is known when a rule is asked.
pub(crate) trait View {
    /// The least and the most that a count comes to.
    fn count(&self, counter: usize) -> (u32, u32);
    /// The value of a fact, by place among its values, where it is known.
    fn fact(&self, fact: usize) -> Option<usize>;
    /// The score of what is judged, where it is known.
    fn score(&self, world: usize) -> Option<Scored>;
    /// The grades that the whole may have.
    fn overall(&self, world: usize) -> Grades;
    /// Whether the overall scores are the same.
    fn scores_differ(&self) -> Truth;

    /// What a rule comes to.
    fn truth(&self, rule: &Rule) -> Truth {
        match rule {
            Rule::Always(holds) => Truth::from(*holds),
            Rule::All(parts) => {
                let mut truth = Truth::Yes;
                for part in parts {
                    truth = truth.and(self.truth(part));
                    if truth == Truth::No {
                        break;
                    }
                }
                truth
            }
            Rule::Any(parts) => {
                let mut truth = Truth::No;
                for part in parts {
                    truth = truth.or(self.truth(part));
                    if truth == Truth::Yes {
                        break;
                    }
                }
                truth
            }
            Rule::Not(part) => self.truth(part).not(),
            Rule::Fact(fact, holds) => match self.fact(*fact) {
                Some(value) => holds.get(value).copied().unwrap_or(false).into(),
                None => Truth::Undecided,
            },
            Rule::Count(counter, least) => {
                let (low, high) = self.count(*counter);
                Truth::of(high >= *least, low < *least)
            }
            Rule::Score(world, comparison) => match self.score(*world) {
                Some(scored) => scored.compares(comparison),
                None => Truth::Undecided,
            },
            Rule::Overall(world, grades) => {
                let overall = self.overall(*world);
                Truth::of(overall.meets(*grades), overall.exceeds(*grades))
            }
            Rule::ScoresDiffer => self.scores_differ(),
        }
    }

    /// The grades that a judge may give.
    fn grades(&self, judge: &Judge) -> Grades {
        let mut grades = Grades::NONE;
        for (place, rung) in judge.rungs.iter().enumerate() {
            let truth = self.truth(rung);
            if truth != Truth::No {
                grades = grades.with(Grades::one(place));
            }
            if truth == Truth::Yes {
                break;
            }
        }
        for (ceiling, limit) in &judge.limits {
            let truth = self.truth(limit);
            if truth != Truth::No {
                let held = grades.held_down(*ceiling);
                grades = match truth {
                    Truth::Yes => held,
                    _ => grades.with(held),
                };
            }
        }
        grades
    }
}

impl Scored {
    /// Whether a comparison with the score holds. Where numbers grow too long it is undecided.
    fn compares(&self, comparison: &Comparison<Share>) -> Truth {
        let one = |value: &Share, holds: fn(Truth, Truth) -> Truth| {
            let (Some(least), Some(most)) = (self.is_below(value), self.is_above(value)) else {
                return Truth::Undecided;
            };
            holds(least, most)
        };
        let same = |value: &Share| one(value, |below, above| below.or(above).not());
        match comparison {
            Comparison::Is(value) => same(value),
            Comparison::IsNot(value) => same(value).not(),
            Comparison::AtLeast(value) => one(value, |below, _| below.not()),
            Comparison::AtMost(value) => one(value, |_, above| above.not()),
            Comparison::Below(value) => one(value, |below, _| below),
            Comparison::Above(value) => one(value, |_, above| above),
            Comparison::OneOf(values) => values.iter().map(same).fold(Truth::No, Truth::or),
            Comparison::NotOneOf(values) => {
                values.iter().map(same).fold(Truth::No, Truth::or).not()
            }
        }
    }

    fn is_below(&self, value: &Share) -> Option<Truth> {
        let (above, below) = self.beside(value)?;
        let points = self.points;
        let all = scale(points.high, below)? < above
            || (scale(points.high, below)? == above && points.high_open);
        let none = scale(points.low, below)? >= above;
        Some(Truth::of(!none, !all))
    }

    fn is_above(&self, value: &Share) -> Option<Truth> {
        let (above, below) = self.beside(value)?;
        let points = self.points;
        let all = scale(points.low, below)? > above
            || (scale(points.low, below)? == above && points.low_open);
        let none = scale(points.high, below)? <= above;
        Some(Truth::of(!none, !all))
    }

    /// The value × what the points are of, as numerator and denominator.
    fn beside(&self, (above, below): &Share) -> Option<(i128, i128)> {
        Some((above.checked_mul(self.of)?, *below))
    }
}

fn scale(number: i128, by: i128) -> Option<i128> {
    number.checked_mul(by)
}
