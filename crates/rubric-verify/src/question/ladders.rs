//! Whether two rungs of a ladder by rule do not cross.

use rubric_engine::Truth;
use rubric_model::condition::Condition;
use rubric_model::rubric::Ladder;

use super::{Asked, Found};
use crate::budget::Budget;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::lower::{Member, Rules, SectionTest};
use crate::rule::Rule;

pub(super) fn rungs(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    ladder: &str,
    upper: &str,
    lower: &str,
) -> Result<Found, Halt> {
    let mut ladders = asked.rubric().model().ladders.iter();
    let ladder = ladders.find(|one| one.name == ladder).ok_or(Halt::Kinds)?;
    let rule = |name: &str| {
        let grade = ladder.grades.iter().find(|grade| grade.name == name);
        grade
            .and_then(|grade| grade.when.as_ref())
            .ok_or(Halt::Kinds)
    };
    let Some((draft, what)) = crossed(asked, budget, ladder, rule(upper)?, rule(lower)?)? else {
        return Ok(Found::proved(None, Vec::new()));
    };
    let what = format!("{what} meets both rules, and each can be met without the other");
    let story = asked.story(&draft, &what);
    Ok(Found::refuted(
        story,
        vec![asked.document(&draft, "rungs-that-cross")?],
    ))
}

/// An audit in which both rules hold of something that each can hold of without the other.
fn crossed(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    ladder: &Ladder,
    above: &Condition,
    below: &Condition,
) -> Result<Option<(Draft, String)>, Halt> {
    let graded = (0..asked.standard.sections.len()).map(Some).chain([None]);
    let graded = graded.filter(|one| {
        asked
            .standard
            .ladder(*one)
            .is_some_and(|own| own.name == ladder.name)
    });
    let mut halted = None;
    for judged in graded {
        let met = |first: bool, second: bool| {
            asked.audit(
                budget,
                |rules| {
                    let above = rules.rule(above, 0, judged, false)?;
                    let below = rules.rule(below, 0, judged, false)?;
                    Ok(Rule::all(vec![
                        if first { above } else { above.not() },
                        if second { below } else { below.not() },
                        scored(rules, judged),
                    ]))
                },
                &|audit, grades| {
                    let section = judged.map(|section| grades.sections.get(section));
                    let is_scored =
                        section.is_none_or(|one| one.is_some_and(|one| one.best.is_some()));
                    let is = |condition, holds: bool| {
                        let truth = asked.rubric().evaluate_judging(judged, condition, audit);
                        truth == Ok(Truth::from(holds))
                    };
                    is_scored && is(above, first) && is(below, second)
                },
            )
        };
        let both = (|| {
            if met(true, false)?.is_none() || met(false, true)?.is_none() {
                return Ok(None);
            }
            met(true, true)
        })();
        match both {
            Ok(Some(draft)) => {
                let section = judged.and_then(|place| asked.standard.sections.get(place));
                let what = section.map_or("the whole".to_owned(), |section| {
                    format!("section {}", section.model.name)
                });
                return Ok(Some((draft, what)));
            }
            Ok(None) => {}
            Err(halt) => halted = Some(halt),
        }
    }
    halted.map_or(Ok(None), Err)
}

fn scored(rules: &mut Rules<'_, '_>, judged: Option<usize>) -> Rule {
    let Some(section) = judged else {
        return Rule::Always(true);
    };
    let member = Member::Section {
        section,
        world: 0,
        so: SectionTest::Scored,
    };
    rules.count(vec![member], 1)
}
