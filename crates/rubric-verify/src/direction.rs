//! Which way rules and grades go when one answer gets better: a proof for every audit at once that
//! needs no search.

use std::cell::RefCell;
use std::collections::HashMap;

use rubric_model::condition::Comparison;

use crate::lower::{Member, Rules, SectionTest};
use crate::possible::Possible;
use crate::rule::{Grades, Judge, Rule, Share};

/// What a better answer does to something that holds or not, or to a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Nothing.
    Still,
    /// It may come to hold, or get better; never the contrary.
    Up,
    /// It may cease to hold; never the contrary.
    Down,
    /// No telling.
    Either,
}

impl Direction {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Still, one) | (one, Self::Still) => one,
            (one, other) if one == other => one,
            _ => Self::Either,
        }
    }

    fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            same => same,
        }
    }
}

/// The directions for one criterion.
pub(crate) struct Directions<'r, 'p, 'a> {
    rules: &'r Rules<'p, 'a>,
    criterion: usize,
    /// A better answer is never worth less; more items ticked may be.
    never_worth_less: bool,
    known: RefCell<HashMap<usize, bool>>,
}

impl<'r, 'p, 'a> Directions<'r, 'p, 'a> {
    /// For a criterion of a problem of one rubric, all of whose judges are in the rules.
    pub(crate) fn new(rules: &'r Rules<'p, 'a>, criterion: usize) -> Self {
        let possible = rules.problem.criteria.get(criterion);
        let possible = possible.map_or(&[][..], |criterion| &criterion.possible);
        let value = |one: &Possible| one.stands.first().and_then(|stand| stand.value.clone());
        let is_worth_less = |after: &Possible, before: &Possible| {
            let both = value(after).zip(value(before));
            both.is_some_and(|(after, before)| after.high < before.low)
        };
        let never_worth_less = possible.iter().all(|after| {
            let falls =
                |before: &&Possible| after.is_better_than(before) && is_worth_less(after, before);
            possible.iter().find(falls).is_none()
        });
        Self {
            rules,
            criterion,
            never_worth_less,
            known: RefCell::default(),
        }
    }

    /// Whether a better answer surely never lowers the grade of a section, or of the whole.
    pub(crate) fn never_lowers(&self, judged: Option<usize>) -> bool {
        if let Some(section) = judged {
            if !self.needs(section) {
                return true;
            }
            if let Some(known) = self.known.borrow().get(&section) {
                return *known;
            }
        }
        let judge = self.rules.judges.get(&(0, judged));
        let never = judge.is_some_and(|judge| self.is_judged_up(judge));
        if let Some(section) = judged {
            self.known.borrow_mut().insert(section, never);
        }
        never
    }

    fn is_judged_up(&self, judge: &Judge) -> bool {
        let is = |rule: &Rule, wanted: Direction| {
            let direction = self.of(rule);
            direction == Direction::Still || direction == wanted
        };
        judge.rungs.iter().all(|rung| is(rung, Direction::Up))
            && judge
                .limits
                .iter()
                .all(|(_, limit)| is(limit, Direction::Down))
    }

    fn needs(&self, section: usize) -> bool {
        let problem = self.rules.problem;
        let standard = problem.worlds.first();
        let needs = standard.and_then(|standard| standard.needs.get(section));
        needs.is_none_or(|needs| needs.contains(&self.criterion))
    }

    fn of(&self, rule: &Rule) -> Direction {
        match rule {
            Rule::Always(_) | Rule::Fact(..) => Direction::Still,
            Rule::All(parts) | Rule::Any(parts) => parts
                .iter()
                .map(|part| self.of(part))
                .fold(Direction::Still, Direction::and),
            Rule::Not(part) => self.of(part).turned(),
            Rule::Count(counter, _) => {
                let members = self.rules.counters.get(*counter).map(|one| &one.members);
                let members = members.into_iter().flatten();
                members
                    .map(|member| self.of_member(member))
                    .fold(Direction::Still, Direction::and)
            }
            Rule::Score(_, comparison) => self.of_score(comparison),
            Rule::Overall(..) | Rule::ScoresDiffer => Direction::Either,
        }
    }

    fn of_member(&self, member: &Member) -> Direction {
        match member {
            Member::Criterion { criterion, so, .. } if *criterion == self.criterion => {
                self.of_answers(so)
            }
            Member::Criterion { .. } => Direction::Still,
            Member::Section { section, so, .. } => {
                if !self.needs(*section) {
                    return Direction::Still;
                }
                let never_lowers = self.never_lowers(Some(*section));
                match so {
                    SectionTest::Scored => Direction::Still,
                    SectionTest::Score(comparison) => self.of_score(comparison),
                    SectionTest::NotScore(comparison) => self.of_score(comparison).turned(),
                    SectionTest::Grade(_) if !never_lowers => Direction::Either,
                    SectionTest::Grade(wanted) => {
                        let standard = self.rules.problem.worlds.first();
                        let ladder = standard.and_then(|one| one.ladder(Some(*section)));
                        of_grades(*wanted, ladder.map_or(0, |ladder| ladder.grades.len()))
                    }
                }
            }
        }
    }

    /// What counts stays the same: a score gets no lower where the answer is worth no less.
    fn of_score(&self, comparison: &Comparison<Share>) -> Direction {
        match comparison {
            _ if !self.never_worth_less => Direction::Either,
            Comparison::AtLeast(_) | Comparison::Above(_) => Direction::Up,
            Comparison::AtMost(_) | Comparison::Below(_) => Direction::Down,
            Comparison::Is(_)
            | Comparison::IsNot(_)
            | Comparison::OneOf(_)
            | Comparison::NotOneOf(_) => Direction::Either,
        }
    }

    fn of_answers(&self, so: &[bool]) -> Direction {
        let criterion = self.rules.problem.criteria.get(self.criterion);
        let possible = criterion.map_or(&[][..], |criterion| &criterion.possible);
        let mut direction = Direction::Still;
        for (before, was) in possible.iter().zip(so) {
            for (after, is) in possible.iter().zip(so) {
                if was != is && after.is_better_than(before) {
                    let way = if *is { Direction::Up } else { Direction::Down };
                    direction = direction.and(way);
                }
            }
        }
        direction
    }
}

/// For a grade that never gets worse: those from the best down, or all from one to the worst.
fn of_grades(wanted: Grades, grades: usize) -> Direction {
    // The best grade is the lowest bit.
    let is_from_best = |bits: u64| bits & bits.wrapping_add(1) == 0;
    let all: Grades = (0..grades).collect();
    match (is_from_best(wanted.0), is_from_best(all.0 & !wanted.0)) {
        (true, _) => Direction::Up,
        (false, true) => Direction::Down,
        (false, false) => Direction::Either,
    }
}
