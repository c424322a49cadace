//! The cheapest ways up: which single answers, or else the fewest answers together, reach a better
//! grade.
//!
//! What the rungs and limits demand as they stand tells how many answers must change at least, and
//! which ([`demand`]). As long as answers only get better, what counts stays the same, so that the
//! overall score rises by the sum of what each answer rises by; where nothing but the score decides,
//! no audit is scored. Else those sets that are left are tried, fewest first ([`together`]).

mod better;
mod demand;
mod least;
mod together;

use std::cell::Cell;
use std::collections::BTreeMap;

use rubric_model::outcome::NextStep;

use crate::answer::Given;
use crate::audit::written;
use crate::case::Case;
use crate::case::Results;
use crate::condition::Which;
use crate::index::{Index, Rung};
use crate::number::Number;
use crate::share::Shares;
use crate::trial::{self, Spent, Trial};
use crate::truth::Truth;

use better::{Better, Change};
use demand::{Demand, Standing};

/// The most work that the search for ways up may be, in criteria, sections and comparisons that are
/// looked at: trials × the size of the rubric.
pub const MOST_TRIED: usize = 5_000_000;

/// How many members or items looked at in a row are as little work as scoring one criterion.
const SMALL: usize = 8;

/// The ways up that were found.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    pub found: Vec<NextStep>,
    /// Where the search ended before everything was certain.
    pub cut: Option<Cut>,
}

/// What was not searched further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Single answers beside those found, and answers together.
    Single,
    /// So many answers together, and more: fewer do not reach a better grade.
    Together(usize),
    /// Lesser changes of the same answers, which are the fewest.
    Lesser,
}

/// A criterion whose answer may get better.
struct Candidate<'a> {
    place: usize,
    better: Better<'a>,
    /// The most that the overall score rises by.
    rise: Number,
}

impl Candidate<'_> {
    /// What the overall score rises by where this is the answer: what applies and what counts, and
    /// so the criterion's share, stay as they are.
    fn rise_by(&self, shares: &Shares, change: &Change) -> Option<Number> {
        let share = shares.criterion(self.place)?;
        Some((change.standing.value.as_ref()? - self.better.value()?) * share)
    }
}

/// For each criterion in reading order, the least improvement of its answer alone that reaches a
/// better overall grade; or else one set of the fewest answers that reach it together, each changed
/// as little as will do. Excluded answers are not changed, nor is any answer made one.
pub(crate) fn steps(case: &Case<'_>, run: &Results, shares: &Shares) -> Steps {
    let index = case.index;
    let overall = &run.overall;
    let (Some(now), Some(score)) = (overall.after.best(), overall.low.as_ref()) else {
        return Steps::default();
    };
    let Some(wanted) = now.checked_sub(1) else {
        return Steps::default();
    };
    let candidates = candidates(case, run, shares);
    let standing = Standing {
        case,
        shares,
        candidates: &candidates,
        left: Cell::new(MOST_TRIED / 10),
    };
    let Some(demands) = standing.to_grade(Which::Overall, wanted) else {
        return Steps::default();
    };
    let holding = (index.overall.limits.iter())
        .filter(|limit| case.truth(&limit.when) == Truth::Yes)
        .map(|limit| limit.ceiling);
    let mut search = Search {
        index,
        trial: Trial::new(index, case.audit, &case.audit.facts, MOST_TRIED),
        shares,
        candidates: &candidates,
        now,
        score,
        lacking: lacking(index, score, wanted),
        held: holding.max().unwrap_or(0),
    };
    let least = demand::total(&demands);
    if least <= 1 {
        let (found, cut) = search.singles(&demands);
        if !found.is_empty() || cut.is_some() {
            return Steps { found, cut };
        }
    }
    let (found, cut) = search.together(&demands, least.max(2));
    let found = found.into_iter().collect();
    Steps { found, cut }
}

/// The criteria that count and may be answered better, with some effect.
fn candidates<'a>(case: &Case<'a>, run: &Results, shares: &Shares) -> Vec<Candidate<'a>> {
    let criteria = case.index.criteria.iter().enumerate();
    let candidates = criteria.filter_map(|(place, criterion)| {
        let given = case.audit.given(place)?;
        if run.applies.get(place) != Some(&Truth::Yes) {
            return None;
        }
        let better = Better::new(case.index, criterion, given)?;
        let value = given.standing.value.as_ref()?;
        let rise = match shares.criterion(place) {
            Some(share) => (better.most()? - value) * share,
            None => Number::ZERO,
        };
        (rise > Number::ZERO || criterion.asked.named).then_some(Candidate {
            place,
            better,
            rise,
        })
    });
    candidates.collect()
}

/// How much the overall score must rise for the wanted grade, where the score decides.
fn lacking(index: &Index, score: &Number, wanted: usize) -> Option<Number> {
    match index.overall.rungs.get(wanted)? {
        Rung::From(from) if from > score => Some(from - score),
        Rung::From(_) => Some(Number::ZERO),
        Rung::When(_) | Rung::Otherwise => None,
    }
}

/// Answers changed together, by place among the candidates, in reading order.
type Set = Vec<(usize, Change)>;

struct Search<'a> {
    index: &'a Index,
    trial: Trial<'a>,
    shares: &'a Shares,
    candidates: &'a [Candidate<'a>],
    /// The grade now, after limits.
    now: usize,
    score: &'a Number,
    lacking: Option<Number>,
    /// The lowest ceiling of the limits that hold.
    held: usize,
}

impl Search<'_> {
    fn singles(&mut self, demands: &[Demand]) -> (Vec<NextStep>, Option<Cut>) {
        let mut found = Vec::new();
        for (place, candidate) in self.candidates.iter().enumerate() {
            let enough = (self.lacking.as_ref()).is_none_or(|lacking| candidate.rise >= *lacking);
            let demanded =
                |demand: &Demand| demand.least == 0 || demand.of.binary_search(&place).is_ok();
            if !enough || !demands.iter().all(demanded) {
                continue;
            }
            match self.least(place, &[], Number::ZERO, None) {
                Ok(Some((grade, change))) => found.extend(self.step(grade, &vec![(place, change)])),
                Ok(None) => {}
                // What is left may hold a lesser change: nothing more is said.
                Err(Spent) => return (found, Some(Cut::Single)),
            }
        }
        (found, None)
    }

    /// The better grade that changes reach together, if they do; `risen` is what the overall score
    /// rises by.
    fn reached(
        &mut self,
        changes: &[(usize, &Change)],
        risen: &Number,
    ) -> Result<Option<usize>, Spent> {
        self.trial.spend(changes.len() / SMALL)?;
        let Some(lacking) = &self.lacking else {
            return self.tried(changes);
        };
        if risen < lacking {
            return Ok(None);
        }
        let known = |(place, _): &(usize, &Change)| {
            (self.candidates.get(*place)).is_some_and(|one| one.better.is_harmless())
        };
        if changes.iter().all(known) {
            // No limit will hold that does not now.
            let score = self.score + risen;
            let rung = self.index.overall.rungs.iter().position(|rung| match rung {
                Rung::From(from) => score >= *from,
                Rung::When(_) | Rung::Otherwise => true,
            });
            if let Some(rung) = rung.filter(|rung| *rung >= self.held) {
                return Ok(Some(rung).filter(|rung| *rung < self.now));
            }
        }
        self.tried(changes)
    }

    fn tried(&mut self, changes: &[(usize, &Change)]) -> Result<Option<usize>, Spent> {
        let given = changes.iter().map(|(place, change)| {
            let given = trial::given(change.answered.clone(), change.standing.clone());
            (*place, Some(given))
        });
        self.may_reach(given)
    }

    /// The best grade, where it is better than now, that may be reached with these answers, or
    /// with some missing.
    fn may_reach(
        &mut self,
        answers: impl Iterator<Item = (usize, Option<Given>)>,
    ) -> Result<Option<usize>, Spent> {
        let mut changed = Vec::new();
        for (place, given) in answers {
            let place = self
                .candidates
                .get(place)
                .map_or(usize::MAX, |one| one.place);
            self.trial.set(place, given);
            changed.push(place);
        }
        let result = self.trial.result();
        for place in changed {
            self.trial.restore(place);
        }
        let best = result?.grades.best();
        Ok(best.filter(|grade| *grade < self.now))
    }

    /// What the overall score rises by where one answer is another.
    fn rise(&self, place: usize, change: &Change) -> Number {
        let candidate = self.candidates.get(place);
        let rise = candidate.and_then(|one| one.rise_by(self.shares, change));
        rise.unwrap_or(Number::ZERO)
    }

    fn step(&self, grade: usize, set: &Set) -> Option<NextStep> {
        let answers = set.iter().map(|(place, change)| {
            let place = self.candidates.get(*place)?.place;
            let name = self.index.criteria.get(place)?.name.clone();
            Some((name, written(self.index, place, &change.answered)?))
        });
        Some(NextStep {
            grade: (self.index.ladder_of(&self.index.overall)?.grades)
                .get(grade)?
                .clone(),
            answers: answers.collect::<Option<BTreeMap<_, _>>>()?,
        })
    }
}
