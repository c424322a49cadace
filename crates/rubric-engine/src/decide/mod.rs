//! Which unanswered criteria can still decide the overall grade of an incomplete audit.
//!
//! A criterion can, where there is some completion of everything else for which two answers to it
//! come to different grades, or one to a grade and the other to none. Such completions are guessed
//! first: those that bring the score to just below a better grade ([`guess`]). Where no guess
//! shows it, everything else is fixed piece by piece, as long as the bounds of what the whole may
//! come to leave it open ([`search`]).
//!
//! Only in two ways this is not exact, and then a criterion is taken to decide and a notice says
//! so: where the search would be too long, or where missing proportions without levels, which may
//! be any number from 0 to 1, or too many cases of missing facts, leave it open to the end.

mod guess;
mod kinds;
mod search;

use rubric_model::outcome::Status;

use crate::condition::Which;
use crate::trial::{May, Spent, Trial};
use crate::truth::Truth;
use crate::verdict::Verdict;

use guess::Guesses;
use kinds::Kinds;

/// The most work that the search for answers that can still decide the grade may be, in criteria,
/// sections and comparisons that are looked at: trials × the size of the rubric.
pub const MOST_DECIDED: usize = 500_000;

/// The unanswered criteria that can still decide the overall grade.
#[derive(Debug, Default)]
pub(crate) struct Deciding {
    /// In reading order.
    pub criteria: Vec<usize>,
    /// Of some of them it is not certain.
    pub uncertain: bool,
}

/// An unanswered criterion.
struct Open {
    place: usize,
    kinds: Kinds,
    can: Can,
}

/// Whether a criterion can decide the grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Can {
    Yes,
    No,
    /// Not as far as it was searched.
    Unknown,
}

/// Works it out.
pub(crate) fn deciding(verdict: &Verdict<'_>) -> Deciding {
    let overall = May::of(&verdict.results().overall);
    if verdict.status(Which::Overall) != Status::Incomplete || overall.is_settled() {
        return Deciding::default();
    }
    let index = verdict.index;
    let mut open: Vec<Open> = (index.criteria.iter().enumerate())
        .filter(|(place, criterion)| {
            let applies = verdict.results().applies.get(*place) != Some(&Truth::No);
            let matters = criterion.weight.is_some() || criterion.asked.named;
            applies && matters && verdict.audit.given(*place).is_none()
        })
        .map(|(place, criterion)| Open {
            place,
            kinds: Kinds::new(index, criterion),
            can: Can::No,
        })
        .collect();
    let finished = decide(verdict, &mut open).is_ok();
    let mut deciding = Deciding::default();
    for one in &open {
        match one.can {
            Can::No if finished => continue,
            Can::Yes => {}
            Can::No | Can::Unknown => deciding.uncertain = true,
        }
        deciding.criteria.push(one.place);
    }
    deciding
}

fn decide(verdict: &Verdict<'_>, open: &mut [Open]) -> Result<(), Spent> {
    let (index, audit) = (verdict.index, verdict.audit);
    let mut left = MOST_DECIDED;
    // What a guess shows is known first, of as many as may be.
    let mut cases = Vec::new();
    for facts in verdict.cases().iter() {
        let mut trial = Trial::new(index, audit, facts, left);
        let run = trial.run()?;
        if !May::of(&run.overall).is_settled() {
            let guesses = Guesses::new(&mut trial, &run, open)?;
            for place in 0..open.len() {
                guesses.look(&mut trial, open, place)?;
            }
            cases.push((facts, guesses.order()));
        }
        left = trial.left;
    }
    for at in 0..open.len() {
        let undecided = |open: &[Open]| {
            let rest = open.iter().skip(at);
            rest.filter(|one| one.can != Can::Yes).count()
        };
        // Each of those that are left may take as much.
        let share = left / undecided(open).max(1);
        let mut own = share;
        if open.get(at).is_none_or(|one| one.can == Can::Yes) {
            continue;
        }
        let mut can = Can::No;
        for (facts, order) in &cases {
            let mut trial = Trial::new(index, audit, facts, own);
            let found = search::search(&mut trial, open, at, order);
            own = trial.left;
            match found {
                Ok(Can::Yes) => can = Can::Yes,
                Ok(Can::No) => continue,
                Ok(Can::Unknown) | Err(Spent) => can = Can::Unknown,
            }
            if can == Can::Yes {
                break;
            }
        }
        left = left.saturating_sub(share.saturating_sub(own));
        if let Some(one) = open.get_mut(at) {
            one.can = can;
        }
    }
    Ok(())
}
