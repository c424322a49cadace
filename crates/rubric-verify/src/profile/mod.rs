//! What each part of a rubric weighs and can do.

mod effect;
mod fewest;
mod shares;

use num_rational::BigRational;
use rubric_engine::{Rubric, shown_share};
use rubric_model::assurance::{CriterionProfile, OwnerProfile, Profile, Question, Verdict};
use rubric_model::outcome::Score;

use crate::budget::Budget;
use crate::halt::Halt;
use crate::possible::whole;
use crate::problem::Problem;
use crate::question::Asked;
use crate::standard::Standard;

/// What each part of a rubric weighs and can do.
#[must_use]
pub fn profile(rubric: &Rubric, budget: Budget<'_>) -> Profile {
    let nothing = Profile {
        criteria: Vec::new(),
        owners: Vec::new(),
        falls: Vec::new(),
        rises: Vec::new(),
    };
    let Ok(standard) = Standard::new(rubric) else {
        return nothing;
    };
    match Problem::one(&standard) {
        Ok(problem) => of(&Asked::new(&standard, &problem), budget),
        Err(_) => nothing,
    }
}

fn of(asked: &Asked<'_, '_>, budget: Budget<'_>) -> Profile {
    let shares = shares::shares(asked.standard);
    let counted = asked.standard.criteria.iter().enumerate().zip(&shares);
    let counted = counted.filter_map(|(criterion, share)| Some((criterion, share.as_ref()?)));
    let criteria = counted.map(|((place, criterion), share)| {
        let effect = effect::largest(asked, budget, place).ok();
        let name = criterion.model.name.clone();
        let question = Question::CriterionMatters {
            criterion: name.clone(),
        };
        let can_change = asked.answer(&question, budget).ok();
        CriterionProfile {
            name,
            share: shown(share),
            largest_effect: effect.as_ref().map(shown),
            can_change_grade: can_change.map(|found| found.verdict == Verdict::Proved),
        }
    });
    Profile {
        criteria: criteria.collect(),
        owners: owners(asked.standard, &shares),
        falls: fewest::falls(asked, budget),
        rises: fewest::rises(asked, budget),
    }
}

fn shown(share: &BigRational) -> Score {
    shown_share(&share.clone().into())
}

fn owners(standard: &Standard<'_>, shares: &[Option<BigRational>]) -> Vec<OwnerProfile> {
    let declared = standard
        .rubric
        .model()
        .owners
        .iter()
        .map(|owner| Some(&owner.name));
    let mut owners = Vec::new();
    for name in declared.chain([None]) {
        let (mut criteria, mut sum) = (0_u32, whole(0));
        for (criterion, share) in standard.criteria.iter().zip(shares) {
            if let Some(share) = share
                && criterion.model.owner.as_ref() == name
            {
                criteria = criteria.saturating_add(1);
                sum += share;
            }
        }
        if criteria > 0 {
            owners.push(OwnerProfile {
                name: name.cloned(),
                criteria,
                share: shown(&sum),
            });
        }
    }
    owners
}

/// Why a part of a profile is missing is not told: it is not decided.
type Decided<T> = Result<T, Halt>;
