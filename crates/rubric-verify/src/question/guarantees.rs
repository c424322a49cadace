//! Whether what a guarantee promises holds of every audit.

use rubric_engine::Truth;

use super::{Asked, Found};
use crate::budget::Budget;
use crate::halt::Halt;
use crate::rule::Rule;
use crate::story;

pub(super) fn guarantee(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    name: &str,
) -> Result<Found, Halt> {
    let rubric = asked.rubric();
    let mut guarantees = rubric.model().guarantees.iter();
    let guarantee = guarantees.find(|one| one.name == name).ok_or(Halt::Kinds)?;
    let broken = asked.audit(
        budget,
        |rules| {
            let whenever = rules.rule(&guarantee.whenever, 0, None, false)?;
            let then = rules.rule(&guarantee.then, 0, None, false)?;
            Ok(Rule::all(vec![whenever, then.not()]))
        },
        &|audit, _| {
            let holds = |condition| rubric.evaluate(condition, audit);
            holds(&guarantee.whenever) == Ok(Truth::Yes) && holds(&guarantee.then) == Ok(Truth::No)
        },
    )?;
    let Some(draft) = broken else {
        return Ok(Found::proved(None, Vec::new()));
    };
    let overall = story::overall(rubric, &draft).ok_or(Halt::NotShown)?;
    let story = asked.story(&draft, &format!("overall is {overall}"));
    Ok(Found::refuted(
        story,
        vec![asked.document(&draft, "breaks-a-guarantee")?],
    ))
}
