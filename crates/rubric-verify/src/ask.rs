//! Asks whether there is an audit, or a pair of audits, of which something holds.

use rubric_engine::Audit;
use rubric_model::audit::Answer;

use crate::budget::Budget;
use crate::decide::find;
use crate::draft::{Draft, drafts};
use crate::halt::Halt;
use crate::lower::Rules;
use crate::meter::Meter;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::rule::Rule;
use crate::witness::Witness;

/// Looks for audits of which a target holds, one in each world, confirmed by the engine. Nothing is
/// found only where there are none.
pub(crate) fn ask(
    problem: &Problem<'_>,
    budget: Budget<'_>,
    target: impl FnOnce(&mut Rules<'_, '_>) -> Result<Rule, Halt>,
    confirms: &dyn Fn(&[Audit]) -> bool,
) -> Result<Option<Vec<Draft>>, Halt> {
    let holds = |drafts: &[Draft]| {
        let rubrics = problem.worlds.iter().map(|standard| standard.rubric);
        let audits = drafts
            .iter()
            .zip(rubrics)
            .map(|(draft, rubric)| draft.audit(rubric));
        audits
            .collect::<Option<Vec<Audit>>>()
            .is_some_and(|audits| confirms(&audits))
    };
    let found = search(problem, budget, target, &holds)?;
    Ok(found.map(|(_, drafts)| plainer(problem, drafts, &holds)))
}

/// The same as it was found, with what was chosen.
pub(crate) fn search(
    problem: &Problem<'_>,
    budget: Budget<'_>,
    target: impl FnOnce(&mut Rules<'_, '_>) -> Result<Rule, Halt>,
    holds: &dyn Fn(&[Draft]) -> bool,
) -> Result<Option<(Witness, Vec<Draft>)>, Halt> {
    let mut meter = Meter::new(budget);
    let sizes = problem.worlds.iter().map(|standard| standard.rubric.size());
    meter.spend(
        sizes
            .fold(0, usize::saturating_add)
            .saturating_mul(TO_LAY_OUT),
    )?;
    let mut rules = Rules::new(problem);
    let target = target(&mut rules)?;
    let plan = Plan::new(rules, target)?;
    let found = find(&plan, &mut meter, &mut |witness| {
        drafts(&plan, witness).is_some_and(|drafts| holds(&drafts))
    })?;
    Ok(found.and_then(|witness| {
        let drafts = drafts(&plan, &witness)?;
        Some((witness, drafts))
    }))
}

/// How many steps it is to lay a question out, for each part of a rubric.
const TO_LAY_OUT: usize = 4;

/// The most work in making an audit plainer: the times it is scored × the size of its rubric.
const MOST_TRIED: usize = 5_000_000;

/// The same with as many answers at their best as still show it.
fn plainer(
    problem: &Problem<'_>,
    mut drafts: Vec<Draft>,
    holds: &dyn Fn(&[Draft]) -> bool,
) -> Vec<Draft> {
    let size = problem.worlds.iter().map(|standard| standard.rubric.size());
    let mut left = MOST_TRIED / size.fold(1, usize::saturating_add);
    for (place, criterion) in problem.criteria.iter().enumerate() {
        let best = criterion
            .possible
            .first()
            .and_then(|best| best.answer(None));
        let Some(best) = best.filter(|_| problem.changed != Some(place)) else {
            continue;
        };
        let differs = |answer: Option<&Answer>| answer.is_some_and(|answer| *answer != best);
        if !drafts
            .iter()
            .any(|draft| differs(draft.answers.get(&criterion.name)))
        {
            continue;
        }
        let Some(fewer) = left.checked_sub(1) else {
            break;
        };
        left = fewer;
        let mut better = drafts.clone();
        for answer in better
            .iter_mut()
            .filter_map(|one| one.answers.get_mut(&criterion.name))
        {
            answer.clone_from(&best);
        }
        if holds(&better) {
            drafts = better;
        }
    }
    drafts
}
