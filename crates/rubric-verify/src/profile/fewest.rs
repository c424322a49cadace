//! The fewest answers to change for an overall grade.

use rubric_engine::Audit;
use rubric_model::Name;
use rubric_model::assurance::{FewestAnswers, Verdict};
use rubric_model::outcome::Status;

use super::Decided;
use crate::ask;
use crate::budget::Budget;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::lower::Member;
use crate::possible::Possible;
use crate::problem::{Criterion, Problem};
use crate::question::Asked;
use crate::rule::{Grades, Rule};

/// From a perfect audit, below each grade but the last.
pub(super) fn falls(asked: &Asked<'_, '_>, budget: Budget<'_>) -> Vec<FewestAnswers> {
    let grades = grades(asked);
    let count = grades.len();
    let is_moved =
        |one: &Possible, all: &[Possible]| all.iter().any(|other| other.is_better_than(one));
    let places = 0..count.saturating_sub(1);
    let wanted = |place: usize| (place.saturating_add(1)..count).collect();
    places
        .map(|place| fewest(asked, budget, &grades, place, wanted(place), &is_moved))
        .collect()
}

/// From an audit with every answer at its worst, to each grade but the last.
pub(super) fn rises(asked: &Asked<'_, '_>, budget: Budget<'_>) -> Vec<FewestAnswers> {
    let grades = grades(asked);
    let is_moved =
        |one: &Possible, all: &[Possible]| all.iter().any(|other| one.is_better_than(other));
    let places = (0..grades.len().saturating_sub(1)).rev();
    let wanted = |place: usize| (0..=place).collect();
    places
        .map(|place| fewest(asked, budget, &grades, place, wanted(place), &is_moved))
        .collect()
}

fn grades(asked: &Asked<'_, '_>) -> Vec<Name> {
    let ladder = asked.rubric().overall_ladder();
    let grades = ladder.into_iter().flat_map(|ladder| &ladder.grades);
    grades.map(|grade| grade.name.clone()).collect()
}

fn fewest(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    grades: &[Name],
    place: usize,
    wanted: Grades,
    is_moved: &dyn Fn(&Possible, &[Possible]) -> bool,
) -> FewestAnswers {
    let found = search(asked, budget, wanted, is_moved);
    let verdict = match &found {
        Ok(Some(_)) => Verdict::Proved,
        Ok(None) => Verdict::Refuted,
        Err(_) => Verdict::NotDecided,
    };
    let criteria = found.ok().flatten();
    FewestAnswers {
        grade: grades.get(place).cloned().unwrap_or_default(),
        answers: criteria
            .as_ref()
            .and_then(|criteria| u32::try_from(criteria.len()).ok()),
        verdict,
        criteria: criteria.unwrap_or_default(),
    }
}

/// The criteria whose answers are moved in an audit that earns one of the wanted grades with as
/// few as can be.
fn search(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    wanted: Grades,
    is_moved: &dyn Fn(&Possible, &[Possible]) -> bool,
) -> Decided<Option<Vec<Name>>> {
    let problem = Problem::counting(asked.standard)?;
    let with = |most: Option<u32>| moved(asked, budget, &problem, wanted, is_moved, most);
    // Any number of answers; then as few as can be, halving the distance.
    let Some(mut found) = with(None)? else {
        return Ok(None);
    };
    let mut enough = u32::try_from(found.len()).map_err(|_| Halt::Kinds)?;
    let mut too_few: Option<u32> = None;
    loop {
        let least = too_few.map_or(0, |few| few.saturating_add(1));
        if least >= enough {
            return Ok(Some(found));
        }
        // Few answers are soon tried, many take long.
        let next = match too_few {
            None => 0,
            Some(few) => few
                .saturating_mul(2)
                .saturating_add(1)
                .min(least.midpoint(enough))
                .max(least),
        };
        match with(Some(next))? {
            Some(fewer) => {
                enough = u32::try_from(fewer.len()).map_err(|_| Halt::Kinds)?;
                found = fewer;
            }
            None => too_few = Some(next),
        }
    }
}

fn moved(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    problem: &Problem<'_>,
    wanted: Grades,
    is_moved: &dyn Fn(&Possible, &[Possible]) -> bool,
    most: Option<u32>,
) -> Decided<Option<Vec<Name>>> {
    let choices = |criterion: &Criterion| -> Vec<bool> {
        // Only the answers that count are compared.
        let counting: Vec<Possible> = criterion
            .possible
            .iter()
            .filter(|one| one.counts())
            .cloned()
            .collect();
        let chosen = criterion
            .choices
            .iter()
            .map(|[choice, _]| criterion.possible.get(*choice));
        chosen
            .map(|one| one.is_some_and(|one| is_moved(one, &counting)))
            .collect()
    };
    let members: Vec<Member> = (problem.criteria.iter().enumerate())
        .map(|(criterion, one)| Member::Criterion {
            criterion,
            world: 0,
            so: choices(one),
        })
        .collect();
    let rubric = asked.rubric();
    let is_wanted = |drafts: &[Draft]| {
        let audit: Option<Audit> = drafts.first().and_then(|draft| draft.audit(rubric));
        audit.is_some_and(|audit| {
            let overall = rubric.grades(&audit).overall;
            overall.status == Status::Complete
                && overall
                    .best
                    .is_some_and(|grade| wanted.meets(Grades::one(grade)))
        })
    };
    let found = ask::search(
        problem,
        budget,
        |rules| {
            rules.judge(0, None)?;
            let mut parts = vec![Rule::Overall(0, wanted)];
            if let Some(most) = most {
                parts.push(rules.count(members.clone(), most.saturating_add(1)).not());
            }
            Ok(Rule::all(parts))
        },
        &is_wanted,
    )?;
    let Some((witness, drafts)) = found else {
        return Ok(None);
    };
    let answered = drafts.first().map(|draft| &draft.answers);
    let names = problem
        .criteria
        .iter()
        .enumerate()
        .zip(&members)
        .filter_map(|((place, one), member)| {
            let Member::Criterion { so, .. } = member else {
                return None;
            };
            let choice = witness.answers.get(&place).map_or(0, |(choice, _)| *choice);
            let is_answered = answered.is_some_and(|answers| answers.contains_key(&one.name));
            (is_answered && so.get(choice).copied().unwrap_or(false)).then(|| one.name.clone())
        });
    Ok(Some(names.collect()))
}
