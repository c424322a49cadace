//! What must change, at least, for a better grade: worked out from the rungs and limits as they
//! stand, without scoring an audit.

use std::cell::Cell;

use rubric_model::condition::{Comparison, Quantity};

use super::Candidate;
use crate::case::{Case, Judged};
use crate::condition::{Cond, CriterionTest, JudgedTest, Member, Which};
use crate::index::{Rules, Rung};
use crate::number::Number;
use crate::share::Shares;
use crate::truth::Truth;

/// That at least so many of some candidates must change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Demand {
    /// Places among the candidates, ascending.
    pub of: Vec<usize>,
    pub least: usize,
}

impl Demand {
    /// Each of them must change.
    pub(super) fn all(&self) -> bool {
        self.least >= self.of.len()
    }
}

/// All of which must be met; nothing where no better answers can bring it about.
type Demands = Option<Vec<Demand>>;

/// How many candidates must change at least to meet all of them: those of demands that have none
/// in common.
pub(super) fn total(demands: &[Demand]) -> usize {
    apart(demands).iter().map(|demand| demand.least).sum()
}

/// Of the demands, some that have no candidate in common, those for the most first. What must
/// change anyway is counted once, by itself.
pub(super) fn apart(demands: &[Demand]) -> Vec<Demand> {
    let mut forced: Vec<usize> = (demands.iter())
        .filter(|demand| demand.all())
        .flat_map(|demand| demand.of.iter().copied())
        .collect();
    forced.sort_unstable();
    forced.dedup();
    let mut rest: Vec<Demand> = (demands.iter())
        .filter(|demand| !demand.all())
        .map(|demand| {
            let free = |one: &usize| forced.binary_search(one).is_err();
            let of: Vec<usize> = demand.of.iter().copied().filter(free).collect();
            let met = demand.of.len().saturating_sub(of.len());
            let least = demand.least.saturating_sub(met);
            Demand { of, least }
        })
        .filter(|demand| demand.least > 0)
        .collect();
    rest.sort_by_key(|demand| std::cmp::Reverse(demand.least));
    let mut taken = forced.clone();
    let least = forced.len();
    let mut kept = vec![Demand { of: forced, least }];
    for demand in rest {
        if !(demand.of.iter()).any(|one| taken.binary_search(one).is_ok()) {
            taken.extend(&demand.of);
            taken.sort_unstable();
            kept.push(demand);
        }
    }
    kept
}

/// An audit as it stands, and what may change in it.
pub(super) struct Standing<'a> {
    pub case: &'a Case<'a>,
    pub shares: &'a Shares,
    /// In reading order.
    pub candidates: &'a [Candidate<'a>],
    /// How much work may still be done to work out what must change. Beyond it nothing more is
    /// demanded, which is always sound.
    pub left: Cell<usize>,
}

impl Standing<'_> {
    /// What must change for a section or the whole to come to this grade or a better one.
    pub(super) fn to_grade(&self, which: Which, grade: usize) -> Demands {
        let rules = self.rules(which)?;
        let judged = self.case.judged(which)?;
        let mut demands = Vec::new();
        for limit in &rules.limits {
            if limit.ceiling > grade && self.case.truth(&limit.when) == Truth::Yes {
                demands.extend(self.to_turn(&limit.when, false)?);
            }
        }
        if judged.before.best()? > grade {
            let better = rules.rungs.iter().take(grade.saturating_add(1));
            match rules.rungs.get(grade)? {
                Rung::From(from) => {
                    let anyway: Vec<usize> = (demands.iter())
                        .filter(|demand| demand.all())
                        .flat_map(|demand| demand.of.iter().copied())
                        .collect();
                    demands.extend(self.to_score(which, judged, from, &anyway)?);
                }
                Rung::When(_) => {
                    let ways = better.filter_map(|rung| match rung {
                        Rung::When(condition) => Some(self.to_turn(condition, true)),
                        Rung::From(_) | Rung::Otherwise => None,
                    });
                    demands.extend(several(ways.collect(), 1)?);
                }
                Rung::Otherwise => {}
            }
        }
        Some(demands)
    }

    /// Whether there is so much work left to do.
    fn spend(&self, work: usize) -> bool {
        let left = self.left.get().checked_sub(work);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    fn rules(&self, which: Which) -> Option<&Rules> {
        let index = self.case.index;
        match which {
            Which::Overall => Some(&index.overall),
            Which::Section(place) => index.sections.get(place).map(|one| &one.rules),
        }
    }

    /// What must change for a score to come to this, where some answers change in any case.
    fn to_score(&self, which: Which, judged: &Judged, from: &Number, anyway: &[usize]) -> Demands {
        let lacking = from - judged.low.as_ref()?;
        if lacking <= Number::ZERO {
            return Some(Vec::new());
        }
        let lacking = match which {
            Which::Overall => lacking,
            Which::Section(place) => lacking * self.shares.section(place)?,
        };
        let of = self.within(which);
        let rise = |one: &usize| self.candidates.get(*one).map(|one| &one.rise);
        let (forced, mut free): (Vec<usize>, Vec<usize>) =
            of.iter().partition(|one| anyway.contains(one));
        free.sort_by(|left, right| rise(right).cmp(&rise(left)));
        let mut risen = Number::ZERO;
        let mut least: usize = 0;
        let mut all = forced.iter().chain(&free);
        while least < forced.len() || risen < lacking {
            risen += rise(all.next()?)?;
            least = least.saturating_add(1);
        }
        Some(vec![Demand { of, least }])
    }

    /// The candidates that a score depends on.
    fn within(&self, which: Which) -> Vec<usize> {
        let within = match which {
            Which::Overall => None,
            Which::Section(place) => self.case.index.sections.get(place).map(|one| &one.within),
        };
        self.chosen(|one| {
            one.rise > Number::ZERO && within.is_none_or(|within| within.contains(&one.place))
        })
    }

    fn chosen(&self, chosen: impl Fn(&Candidate<'_>) -> bool) -> Vec<usize> {
        let candidates = self.candidates.iter().enumerate();
        candidates
            .filter_map(|(place, one)| chosen(one).then_some(place))
            .collect()
    }

    /// What must change for a condition to hold, or no longer to.
    fn to_turn(&self, condition: &Cond, wanted: bool) -> Demands {
        if !self.spend(condition.size()) || self.case.truth(condition) == Truth::from(wanted) {
            return Some(Vec::new());
        }
        let each = |parts: &[Cond]| -> Vec<Demands> {
            parts
                .iter()
                .map(|part| self.to_turn(part, wanted))
                .collect()
        };
        match (condition, wanted) {
            (Cond::All(parts), true) | (Cond::AnyOf(parts), false) => {
                several(each(parts), parts.len())
            }
            (Cond::All(parts), false) | (Cond::AnyOf(parts), true) => several(each(parts), 1),
            (Cond::Not(part), _) => self.to_turn(part, !wanted),
            (Cond::Fact(..), _) => None,
            (Cond::Criterion(place, test), _) => self.criterion(*place, test, wanted),
            (Cond::Judged(which, test), _) => self.judged(*which, test, wanted),
            (Cond::Group(quantity, members), _) => self.group(*quantity, members, wanted),
        }
    }

    fn criterion(&self, place: usize, test: &CriterionTest, wanted: bool) -> Demands {
        let found = self
            .candidates
            .binary_search_by_key(&place, |one| one.place);
        let one = found.ok()?;
        let given = self.case.audit.given(place)?;
        let may_turn = match test {
            CriterionTest::Levels(levels) => {
                (0..given.standing.level?).any(|better| levels.has(better) == wanted)
            }
            CriterionTest::Value(comparison) => rising(comparison, wanted) != Some(false),
            CriterionTest::Ticked(_, asked) => *asked == wanted,
            CriterionTest::Excluded(_) => false,
            CriterionTest::Number(_) => true,
        };
        let (of, least) = (vec![one], 1);
        may_turn.then(|| vec![Demand { of, least }])
    }

    fn judged(&self, which: Which, test: &JudgedTest, wanted: bool) -> Demands {
        if !self.spend(self.candidates.len()) {
            return Some(Vec::new());
        }
        let judged = self.case.judged(which)?;
        let rules = self.rules(which)?;
        match test {
            // What is scored stays so, and what is not.
            JudgedTest::Scored(_) => None,
            JudgedTest::Score(comparison) => match rising(comparison, wanted) {
                Some(true) => {
                    let from = comparison.values().first()?;
                    self.to_score(which, judged, from, &[])
                }
                Some(false) => None,
                None => one_of(self.within(which)),
            },
            JudgedTest::Grades(grades) => {
                let now = judged.after.best()?;
                let fits = |grade: &usize| grades.has(*grade) == wanted;
                let worse = (now..rules.rungs.len()).any(|grade| fits(&grade));
                if worse {
                    return one_of(self.needed(rules));
                }
                self.to_grade(which, (0..now).rev().find(fits)?)
            }
        }
    }

    /// The candidates that a result depends on.
    fn needed(&self, rules: &Rules) -> Vec<usize> {
        let needed = &rules.needs.criteria;
        self.chosen(|one| needed.has(one.place))
    }

    fn member(&self, member: &Member, wanted: bool) -> Demands {
        match member {
            Member::Criterion(place, test) => self.criterion(*place, test, wanted),
            Member::Section(place, test) => self.judged(Which::Section(*place), test, wanted),
        }
    }

    fn group(&self, quantity: Quantity, members: &[Member], wanted: bool) -> Demands {
        let chances: Vec<_> = (members.iter())
            .map(|member| (member, self.case.member_chances(member)))
            .filter(|(_, chances)| !chances.outside)
            .collect();
        let (holding, failing): (Vec<_>, Vec<_>) =
            chances.into_iter().partition(|(_, chances)| chances.hold);
        let turn = |members: Vec<(&Member, _)>, to: bool, least: usize| {
            let ways = members.iter().map(|(member, _)| self.member(member, to));
            several(ways.collect(), least)
        };
        let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
        let (hold, fail) = (holding.len(), failing.len());
        let more = |least: usize| turn(failing.clone(), true, least.saturating_sub(hold));
        let fewer = |most: usize| turn(holding.clone(), false, hold.saturating_sub(most));
        let fewer_failing = |most: usize| turn(failing.clone(), true, fail.saturating_sub(most));
        let more_failing = |least: usize| turn(holding.clone(), false, least.saturating_sub(fail));
        match (quantity, wanted) {
            (Quantity::Any, true) | (Quantity::No, false) => more(1),
            (Quantity::Any, false) | (Quantity::No, true) => fewer(0),
            (Quantity::Every, true) => fewer_failing(0),
            (Quantity::Every, false) => more_failing(1),
            (Quantity::AtLeast(least), true) => more(count(least)),
            (Quantity::AtLeast(least), false) => fewer(count(least).checked_sub(1)?),
            (Quantity::AtMost(most), true) => fewer(count(most)),
            (Quantity::AtMost(most), false) => more(count(most).saturating_add(1)),
            (Quantity::AllBut(most), true) => fewer_failing(count(most)),
            (Quantity::AllBut(most), false) => more_failing(count(most).saturating_add(1)),
            (Quantity::Exactly(wanted), true) if hold < count(wanted) => more(count(wanted)),
            (Quantity::Exactly(wanted), true) => fewer(count(wanted)),
            (Quantity::Exactly(_), false) => {
                let up = holding.iter().map(|(member, _)| self.member(member, false));
                let down = failing.iter().map(|(member, _)| self.member(member, true));
                several(up.chain(down).collect(), 1)
            }
        }
    }
}

/// Whether something that can only rise may bring a comparison to hold, or no longer to: surely
/// not, by rising far enough, or perhaps.
fn rising(comparison: &Comparison<Number>, wanted: bool) -> Option<bool> {
    match comparison {
        Comparison::AtLeast(_) | Comparison::Above(_) => Some(wanted),
        Comparison::AtMost(_) | Comparison::Below(_) => Some(!wanted),
        _ => None,
    }
}

fn one_of(of: Vec<usize>) -> Demands {
    (!of.is_empty()).then(|| vec![Demand { of, least: 1 }])
}

/// What must change for at least so many of several things to come about.
fn several(ways: Vec<Demands>, least: usize) -> Demands {
    let ways: Vec<Vec<Demand>> = ways.into_iter().flatten().collect();
    if ways.len() <= least {
        return (ways.len() == least).then(|| ways.concat());
    }
    let mut totals: Vec<usize> = ways.iter().map(|way| total(way)).collect();
    totals.sort_unstable();
    let touched = |way: &Vec<Demand>| {
        let mut of: Vec<usize> = way.iter().flat_map(|demand| demand.of.clone()).collect();
        of.sort_unstable();
        of.dedup();
        of
    };
    let mut of: Vec<usize> = ways.iter().flat_map(touched).collect();
    let together = of.len();
    of.sort_unstable();
    of.dedup();
    let least = if of.len() == together {
        totals.iter().take(least).sum()
    } else {
        let last = least.checked_sub(1).and_then(|last| totals.get(last));
        last.copied().unwrap_or(0)
    };
    if least == 0 {
        return Some(Vec::new());
    }
    Some(vec![Demand { of, least }])
}
