//! What ladders and limits ask of each criterion, and whether a better answer can do harm.

use rubric_model::condition::{Comparison, Quantity};

use super::{Criterion, Index, Rules, Rung};
use crate::answer::{Answered, Form, Rule, RuleTest, count, mapped};
use crate::condition::{Cond, CriterionTest, JudgedTest, Member, Places, Which};
use crate::number::Number;

/// What ladders and limits ask of a criterion.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    /// Some condition speaks of it, by name or in a group.
    pub named: bool,
    /// No better answer to it, whatever the others are, can lower a grade.
    pub harmless: bool,
    /// The items of its checklist that are asked for, in reading order.
    pub items: Vec<usize>,
    /// The numbers that its value is compared with, ascending.
    pub values: Vec<Number>,
    /// The numbers that its answer is compared with, ascending.
    pub numbers: Vec<Number>,
}

impl Asked {
    /// Whether nothing that is asked of two answers, which come to the same level and value, tells
    /// them apart.
    pub(crate) fn same(&self, left: &Answered, right: &Answered) -> bool {
        match (left, right) {
            (Answered::Ticked(left), Answered::Ticked(right)) => {
                (self.items.iter()).all(|item| left.get(*item) == right.get(*item))
            }
            (Answered::Number(left), Answered::Number(right)) => {
                (self.numbers.iter()).all(|number| left.cmp(number) == right.cmp(number))
            }
            (Answered::Ticked(_), _) | (_, Answered::Ticked(_)) => self.items.is_empty(),
            (Answered::Number(_), _) | (_, Answered::Number(_)) => self.numbers.is_empty(),
            _ => true,
        }
    }
}

/// Works it out, once the conditions and what they depend on are known.
pub(super) fn read(index: &mut Index) {
    let mut found = Found {
        index,
        asked: (index.criteria.iter())
            .map(|criterion| Asked {
                harmless: orderly(&criterion.form),
                ..Asked::default()
            })
            .collect(),
        sections: vec![false; index.sections.len()],
        whole: false,
    };
    let sections = index.sections.iter().map(|section| &section.rules);
    for rules in sections.chain([&index.overall]) {
        found.rules(rules);
    }
    let Found {
        mut asked,
        sections,
        whole,
        ..
    } = found;
    for (section, _) in (index.sections.iter().zip(sections)).filter(|(_, wrong)| *wrong) {
        let needed = asked.iter_mut().enumerate();
        needed.for_each(|(place, asked)| {
            asked.harmless &= !section.rules.needs.criteria.has(place);
        });
    }
    for (criterion, mut asked) in index.criteria.iter_mut().zip(asked) {
        asked.harmless &= !whole;
        asked.items.sort_unstable();
        asked.items.dedup();
        for numbers in [&mut asked.values, &mut asked.numbers] {
            numbers.sort();
            numbers.dedup();
        }
        criterion.asked = asked;
    }
}

struct Found<'a> {
    index: &'a Index,
    asked: Vec<Asked>,
    /// The sections of which something is asked that a better result can turn for the worse.
    sections: Vec<bool>,
    /// The same of the whole.
    whole: bool,
}

/// How what is asked turns out as answers get better.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turns {
    Never,
    ToYes,
    ToNo,
    Either,
}

impl Turns {
    /// Of a set of places, given in their order, best first.
    fn of(wanted: Places, places: impl Iterator<Item = usize>) -> Self {
        let held: Vec<bool> = places.map(|place| wanted.has(place)).collect();
        let pairs = || held.iter().zip(held.iter().skip(1));
        let to_yes = pairs().any(|(better, worse)| *better && !worse);
        let to_no = pairs().any(|(better, worse)| !better && *worse);
        match (to_yes, to_no) {
            (false, false) => Self::Never,
            (true, false) => Self::ToYes,
            (false, true) => Self::ToNo,
            (true, true) => Self::Either,
        }
    }

    fn of_comparison(comparison: &Comparison<Number>) -> Self {
        match comparison {
            Comparison::AtLeast(_) | Comparison::Above(_) => Self::ToYes,
            Comparison::AtMost(_) | Comparison::Below(_) => Self::ToNo,
            _ => Self::Either,
        }
    }

    /// Whether it can only turn out as it should; without a wish, it should not turn.
    fn fits(self, wish: Option<bool>) -> bool {
        match self {
            Self::Never => true,
            Self::ToYes => wish == Some(true),
            Self::ToNo => wish == Some(false),
            Self::Either => false,
        }
    }
}

impl Found<'_> {
    fn rules(&mut self, rules: &Rules) {
        for rung in &rules.rungs {
            if let Rung::When(condition) = rung {
                self.condition(condition, true);
            }
        }
        for limit in &rules.limits {
            self.condition(&limit.when, false);
        }
    }

    /// Notes what a condition asks that should rather hold, or not, as answers get better.
    fn condition(&mut self, condition: &Cond, wish: bool) {
        match condition {
            Cond::All(parts) | Cond::AnyOf(parts) => {
                parts.iter().for_each(|part| self.condition(part, wish));
            }
            Cond::Not(part) => self.condition(part, !wish),
            Cond::Fact(..) => {}
            Cond::Criterion(place, test) => self.criterion(*place, test, Some(wish)),
            Cond::Judged(which, test) => self.judged(*which, test, Some(wish)),
            Cond::Group(quantity, members) => {
                let wish = match quantity {
                    Quantity::Any
                    | Quantity::Every
                    | Quantity::AtLeast(_)
                    | Quantity::AllBut(_) => Some(wish),
                    Quantity::No | Quantity::AtMost(_) => Some(!wish),
                    Quantity::Exactly(_) => None,
                };
                members.iter().for_each(|member| match member {
                    Member::Criterion(place, test) => self.criterion(*place, test, wish),
                    Member::Section(place, test) => {
                        self.judged(Which::Section(*place), test, wish);
                    }
                });
            }
        }
    }

    fn criterion(&mut self, place: usize, test: &CriterionTest, wish: Option<bool>) {
        let Some(criterion) = self.index.criteria.get(place) else {
            return;
        };
        let turns = match test {
            CriterionTest::Levels(levels) => Turns::of(*levels, scored(self.index, criterion)),
            CriterionTest::Value(comparison) => Turns::of_comparison(comparison),
            CriterionTest::Number(_) => Turns::Either,
            CriterionTest::Excluded(_) => Turns::Never,
            CriterionTest::Ticked(_, true) => Turns::ToYes,
            CriterionTest::Ticked(_, false) => Turns::ToNo,
        };
        let Some(asked) = self.asked.get_mut(place) else {
            return;
        };
        asked.named = true;
        asked.harmless &= turns.fits(wish);
        let numbers =
            |comparison: &Comparison<Number>| -> Vec<Number> { comparison.values().to_vec() };
        match test {
            CriterionTest::Value(comparison) => asked.values.extend(numbers(comparison)),
            CriterionTest::Number(comparison) => asked.numbers.extend(numbers(comparison)),
            CriterionTest::Ticked(item, _) => asked.items.push(*item),
            CriterionTest::Levels(_) | CriterionTest::Excluded(_) => {}
        }
    }

    fn judged(&mut self, which: Which, test: &JudgedTest, wish: Option<bool>) {
        let rules = match which {
            Which::Overall => Some(&self.index.overall),
            Which::Section(place) => self.index.sections.get(place).map(|one| &one.rules),
        };
        let turns = match test {
            JudgedTest::Grades(grades) => {
                Turns::of(*grades, 0..rules.map_or(0, |rules| rules.rungs.len()))
            }
            JudgedTest::Score(comparison) => Turns::of_comparison(comparison),
            JudgedTest::Scored(_) => Turns::Never,
        };
        if turns.fits(wish) {
            return;
        }
        match which {
            Which::Overall => self.whole = true,
            Which::Section(place) => {
                if let Some(wrong) = self.sections.get_mut(place) {
                    *wrong = true;
                }
            }
        }
    }
}

/// The levels of a criterion's scale that have a value, best first.
fn scored<'a>(index: &'a Index, criterion: &Criterion) -> impl Iterator<Item = usize> + 'a {
    let values = (index.scale_of(criterion)).map_or(&[][..], |scale| &scale.values);
    let scored = values.iter().enumerate();
    scored.filter_map(|(place, value)| value.as_ref().map(|_| place))
}

/// Whether more of what is measured never makes a worse level, or never a better one.
fn orderly(form: &Form) -> bool {
    let best_first = |rules: &[Rule]| {
        (rules.iter().zip(rules.iter().skip(1))).all(|(above, below)| above.level <= below.level)
    };
    match form {
        Form::Checklist(items, Some(rules)) => {
            let exact = |rule: &Rule| matches!(rule.test, RuleTest::Exactly(_));
            if !rules.iter().any(exact) {
                return best_first(rules);
            }
            let levels: Vec<_> = (0..=items.len())
                .map(|ticked| mapped(rules, &count(ticked)))
                .collect();
            (levels.iter().zip(levels.iter().skip(1))).all(|(fewer, more)| fewer >= more)
        }
        Form::Proportion(_, Some(rules)) | Form::Number(_, rules) => best_first(rules),
        _ => true,
    }
}
