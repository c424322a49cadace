//! How a criterion is answered, and what an answer comes to.

use rubric_model::Name;

use crate::audit::Text;
use crate::condition::{CriterionTest, Places};
use crate::index::WrittenLevel;
use crate::number::{self, Domain, Number};
use crate::truth::Chances;

/// A scale's levels, in reading order; or the `yes` and `no` of a yes-no criterion.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scale {
    pub name: Name,
    pub names: Vec<Name>,
    /// 0 to 1, or nothing where the level is excluded.
    pub values: Vec<Option<Number>>,
    pub comment: Places,
    pub cause: Places,
    pub written: Vec<WrittenLevel>,
}

impl Scale {
    pub(crate) fn yes_no() -> Self {
        Self {
            names: vec!["yes".to_owned(), "no".to_owned()],
            values: vec![Some(Number::ONE), Some(Number::ZERO)],
            ..Self::default()
        }
    }

    pub(crate) fn value(&self, place: usize) -> Option<&Number> {
        self.values.get(place).and_then(Option::as_ref)
    }

    pub(crate) fn excluded(&self) -> Places {
        let mut places = Places::default();
        for (place, value) in self.values.iter().enumerate() {
            if value.is_none() {
                places.add(place);
            }
        }
        places
    }

    fn standing(&self, level: usize) -> Standing {
        Standing {
            level: Some(level),
            value: self.value(level).cloned(),
        }
    }
}

/// The form of a criterion's answer.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// A level: those that may be chosen.
    Scale(Places),
    YesNo,
    Checklist(Vec<Name>, Option<Vec<Rule>>),
    /// What `0 of 0` counts as, or nothing where it is excluded.
    Proportion(Option<Number>, Option<Vec<Rule>>),
    Number(Domain, Vec<Rule>),
}

/// A rule that makes a level of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub level: usize,
    pub test: RuleTest,
}

#[derive(Clone, Debug)]
pub(crate) enum RuleTest {
    From(Number),
    UpTo(Number),
    Exactly(Number),
    Otherwise,
}

impl Rule {
    fn holds(&self, number: &Number) -> bool {
        match &self.test {
            RuleTest::From(from) => number >= from,
            RuleTest::UpTo(to) => number <= to,
            RuleTest::Exactly(exactly) => number == exactly,
            RuleTest::Otherwise => true,
        }
    }

    pub(crate) fn constant(&self) -> Option<&Number> {
        match &self.test {
            RuleTest::From(number) | RuleTest::UpTo(number) | RuleTest::Exactly(number) => {
                Some(number)
            }
            RuleTest::Otherwise => None,
        }
    }
}

pub(crate) fn mapped(rules: &[Rule], number: &Number) -> Option<usize> {
    rules
        .iter()
        .find(|rule| rule.holds(number))
        .map(|rule| rule.level)
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    Level(usize),
    YesNo(bool),
    /// Item by item, whether it is ticked.
    Ticked(Vec<bool>),
    Counted(u32, u32),
    Number(Number),
}

/// What an answer comes to: without a value it is excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub level: Option<usize>,
    pub value: Option<Number>,
}

/// An answer and what stands beside it.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    pub answered: Answered,
    pub standing: Standing,
    pub comment: Option<Text>,
    pub cause: Option<usize>,
    pub auditor: Option<Text>,
}

impl Form {
    /// The levels that may be answered as such.
    pub(crate) fn choices(&self, scale: Option<&Scale>) -> Places {
        match self {
            Self::Scale(allowed) => *allowed,
            Self::YesNo => Places::default(),
            _ => scale.map(Scale::excluded).unwrap_or_default(),
        }
    }

    /// The level that a number that is answered comes to.
    pub(crate) fn level(&self, number: &Number) -> Option<usize> {
        match self {
            Self::Number(_, rules) => mapped(rules, number),
            _ => None,
        }
    }

    /// What an answer comes to, or nothing where it does not fit the form.
    pub(crate) fn standing(&self, scale: Option<&Scale>, answered: &Answered) -> Option<Standing> {
        let measured = |rules: &Option<Vec<Rule>>, value: Number| match rules {
            Some(rules) => Some(scale?.standing(mapped(rules, &value)?)),
            None => Some(Standing {
                level: None,
                value: Some(value),
            }),
        };
        match (self, answered) {
            (_, Answered::Level(level)) => self
                .choices(scale)
                .has(*level)
                .then(|| scale.map(|scale| scale.standing(*level)))?,
            (Self::YesNo, Answered::YesNo(yes)) => Some(scale?.standing(usize::from(!*yes))),
            (Self::Checklist(items, rules), Answered::Ticked(ticked)) => {
                let count = count(ticked.iter().filter(|ticked| **ticked).count());
                match rules {
                    Some(_) => measured(rules, count),
                    None => measured(rules, count / self::count(items.len().max(1))),
                }
            }
            (Self::Proportion(none, rules), Answered::Counted(0, 0)) => match none {
                Some(none) => measured(rules, none.clone()),
                None => Some(Standing {
                    level: None,
                    value: None,
                }),
            },
            (Self::Proportion(_, rules), Answered::Counted(part, of)) => {
                if *of == 0 {
                    return None;
                }
                measured(rules, Number::share(*part, *of))
            }
            (Self::Number(_, rules), Answered::Number(number)) => {
                Some(scale?.standing(mapped(rules, number)?))
            }
            _ => None,
        }
    }

    /// What the criterion may come to while it is not answered.
    pub(crate) fn open(&self, scale: Option<&Scale>) -> Open {
        let mut open = Open::default();
        let share = Domain {
            from: Number::ZERO,
            to: Number::ONE,
            decimal: true,
        };
        let constants = |rules: &[Rule]| -> Vec<Number> {
            rules.iter().filter_map(Rule::constant).cloned().collect()
        };
        let chosen = self.choices(scale);
        for level in chosen.iter() {
            open.add_level(scale, level);
        }
        match self {
            Self::Scale(_) => {}
            Self::YesNo => (0..2).for_each(|level| open.add_level(scale, level)),
            Self::Checklist(items, Some(rules)) => {
                for ticked in 0..=items.len() {
                    if let Some(level) = mapped(rules, &count(ticked)) {
                        open.add_level(scale, level);
                    }
                }
            }
            Self::Checklist(items, None) => {
                let most = count(items.len().max(1));
                open.values = (0..=items.len())
                    .map(|ticked| count(ticked) / &most)
                    .collect();
            }
            Self::Proportion(none, rules) => {
                open.may_be_excluded |= none.is_none();
                match rules {
                    Some(rules) => {
                        for value in share.representatives(&constants(rules)) {
                            if let Some(level) = mapped(rules, &value) {
                                open.add_level(scale, level);
                            }
                        }
                    }
                    None => open.any_share = true,
                }
            }
            Self::Number(domain, rules) => {
                open.number = Some(domain.clone());
                for value in domain.representatives(&constants(rules)) {
                    if let Some(level) = mapped(rules, &value) {
                        open.add_level(scale, level);
                    }
                }
            }
        }
        if open.any_share {
            open.values = vec![Number::ZERO, Number::ONE];
        }
        let ends = (open.values.iter().min(), open.values.iter().max());
        if let (Some(low), Some(high)) = ends {
            open.ends = Some((low.clone(), high.clone()));
        }
        open
    }
}

pub(crate) fn count(number: usize) -> Number {
    Number::whole(u32::try_from(number).unwrap_or(u32::MAX))
}

/// What a criterion may come to while it is not answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Open {
    levels: Places,
    /// The values it may have, or the ends of them.
    values: Vec<Number>,
    ends: Option<(Number, Number)>,
    /// It may have any value from 0 to 1.
    any_share: bool,
    number: Option<Domain>,
    pub may_be_excluded: bool,
}

impl Open {
    fn add_level(&mut self, scale: Option<&Scale>, level: usize) {
        match scale.and_then(|scale| scale.value(level)) {
            Some(value) => {
                self.levels.add(level);
                self.values.push(value.clone());
            }
            None => self.may_be_excluded = true,
        }
    }

    /// The lowest and the highest value it may have, where it may have any.
    pub(crate) fn ends(&self) -> Option<(&Number, &Number)> {
        self.ends.as_ref().map(|(low, high)| (low, high))
    }

    /// How a test may turn out.
    pub(crate) fn chances(&self, test: &CriterionTest) -> Chances {
        let inside = !self.values.is_empty();
        let (hold, fail) = match test {
            CriterionTest::Levels(levels) => {
                let without = self.levels.is_empty();
                (
                    self.levels.meets(*levels),
                    self.levels.exceeds(*levels) || (inside && without),
                )
            }
            CriterionTest::Value(comparison) => match (self.any_share, self.ends()) {
                (true, Some((low, high))) => number::may(comparison, low, high),
                _ => {
                    let mut holding = self.values.iter().map(|one| number::holds(comparison, one));
                    (
                        holding.clone().any(|holds| holds),
                        holding.any(|holds| !holds),
                    )
                }
            },
            CriterionTest::Number(comparison) => match &self.number {
                Some(domain) => number::may(comparison, &domain.from, &domain.to),
                None => (false, inside),
            },
            CriterionTest::Excluded(excluded) => (inside && !*excluded, inside && *excluded),
            CriterionTest::Ticked(..) => (inside, inside),
        };
        Chances {
            outside: self.may_be_excluded,
            hold,
            fail,
        }
    }
}
