//! Whether each limit can lower a grade.

use rubric_engine::Audit;
use rubric_model::outcome::{Judgement, Outcome, SectionOutcome};
use rubric_model::rubric::Limit;

use super::{Asked, Found};
use crate::budget::Budget;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::lower::{Member, Rules, SectionTest};
use crate::rule::Rule;
use crate::told_apart::judged_by;

pub(super) fn limit(asked: &Asked<'_, '_>, budget: Budget<'_>, name: &str) -> Result<Found, Halt> {
    let mut limits = asked.rubric().model().limits.iter();
    let limit = limits.find(|one| one.name == name).ok_or(Halt::Kinds)?;
    let mut halted = None;
    for judged in judged_by(asked.standard, &limit.on) {
        let bites = |audit: &Audit| bites(asked, limit, judged, audit).is_some();
        let found = asked.audit(budget, |rules| target(rules, limit, judged), &|audit, _| {
            bites(audit)
        });
        match found {
            Ok(None) => {}
            Ok(Some(draft)) => {
                let story = told(asked, limit, &draft).map(|what| asked.story(&draft, &what));
                let audit = asked.document(&draft, "shows-a-limit")?;
                return Ok(Found::proved(story, vec![audit]));
            }
            // Another section may still show it.
            Err(halt) => halted = Some(halt),
        }
    }
    let none = "It lowers no grade in any audit, whatever the case and the answers.";
    match halted {
        Some(halt) => Err(halt),
        None => Ok(Found::refuted(none.to_owned(), Vec::new())),
    }
}

/// That a limit holds of what it judges, and the rungs give a better grade than its ceiling.
fn target(rules: &mut Rules<'_, '_>, limit: &Limit, judged: Option<usize>) -> Result<Rule, Halt> {
    let standard = *rules.problem.worlds.first().ok_or(Halt::Kinds)?;
    let ladder = standard.ladder(judged).ok_or(Halt::Kinds)?;
    let mut parts = vec![rules.rule(&limit.when, 0, judged, false)?];
    let mut better = Vec::new();
    for grade in &ladder.grades {
        if grade.name == limit.at_most {
            break;
        }
        better.push(match (&grade.from, &grade.when) {
            (Some(from), _) => rules.score_at_least(from, judged)?,
            (None, Some(when)) => rules.rule(when, 0, judged, false)?,
            (None, None) => Rule::Always(true),
        });
    }
    parts.push(Rule::any(better));
    if let Some(section) = judged {
        let scored = Member::Section {
            section,
            world: 0,
            so: SectionTest::Scored,
        };
        parts.push(rules.count(vec![scored], 1));
    }
    Ok(Rule::all(parts))
}

/// What a limit lowers in an audit: the words for it, and the grade it comes to.
fn bites(
    asked: &Asked<'_, '_>,
    limit: &Limit,
    judged: Option<usize>,
    audit: &Audit,
) -> Option<(String, String)> {
    let outcome: Outcome = asked.rubric().score(audit);
    let Some(place) = judged else {
        return lowered(&outcome.overall, limit).map(|grade| ("overall".to_owned(), grade));
    };
    let name = &asked.standard.sections.get(place)?.model.name;
    let section = named(&outcome.sections, name)?;
    lowered(&section.judgement, limit).map(|grade| (format!("section {name}"), grade))
}

fn named<'o>(sections: &'o [SectionOutcome], name: &str) -> Option<&'o SectionOutcome> {
    sections.iter().find_map(|one| match one.name == name {
        true => Some(one),
        false => named(&one.sections, name),
    })
}

fn lowered(judgement: &Judgement, limit: &Limit) -> Option<String> {
    match judgement {
        Judgement::Settled(settled) => {
            let bites = settled.limits.iter().any(|one| one.name == limit.name);
            settled.grade.clone().filter(|_| bites)
        }
        Judgement::Open(_) => None,
    }
}

fn told(asked: &Asked<'_, '_>, limit: &Limit, draft: &Draft) -> Option<String> {
    let audit = draft.audit(asked.rubric())?;
    let judged = judged_by(asked.standard, &limit.on);
    let (what, grade) = judged
        .into_iter()
        .find_map(|one| bites(asked, limit, one, &audit))?;
    Some(format!("it holds {what} down to `{grade}`"))
}
