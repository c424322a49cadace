//! Whether each limit can lower a grade.

use rubric_engine::{Audit, Grades, Truth};
use rubric_model::rubric::Limit;

use super::{Asked, Found};
use crate::budget::Budget;
use crate::halt::Halt;
use crate::lower::{Member, Rules, SectionTest};
use crate::rule::Rule;
use crate::told_apart::judged_by;

pub(super) fn limit(asked: &Asked<'_, '_>, budget: Budget<'_>, name: &str) -> Result<Found, Halt> {
    let mut limits = asked.rubric().model().limits.iter();
    let limit = limits.find(|one| one.name == name).ok_or(Halt::Kinds)?;
    let mut halted = None;
    for judged in judged_by(asked.standard, &limit.on) {
        let lowers = |audit: &Audit, grades: &Grades| bites(asked, limit, judged, audit, grades);
        let found = asked.audit(budget, |rules| target(rules, limit, judged), &lowers);
        match found {
            Ok(None) => {}
            Ok(Some(draft)) => {
                let story = Some(asked.story(&draft, &told(asked, limit, judged)));
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

/// Whether a limit lowers the grade of what it judges: it holds, and a rung above its ceiling does.
fn bites(
    asked: &Asked<'_, '_>,
    limit: &Limit,
    judged: Option<usize>,
    audit: &Audit,
    grades: &Grades,
) -> bool {
    let rubric = asked.rubric();
    let holds = |condition| rubric.evaluate_judging(judged, condition, audit) == Ok(Truth::Yes);
    let graded = match judged {
        None => Some(&grades.overall),
        Some(section) => grades.sections.get(section),
    };
    let Some(score) = graded.and_then(|graded| graded.lowest.as_ref()) else {
        return false;
    };
    let rungs = asked.standard.ladder(judged).map(|ladder| &ladder.grades);
    let mut above = (rungs.into_iter().flatten()).take_while(|grade| grade.name != limit.at_most);
    holds(&limit.when)
        && above.any(|grade| match (&grade.from, &grade.when) {
            (Some(from), _) => *score >= from.into(),
            (None, Some(when)) => holds(when),
            (None, None) => true,
        })
}

fn told(asked: &Asked<'_, '_>, limit: &Limit, judged: Option<usize>) -> String {
    let section = judged.and_then(|place| asked.standard.sections.get(place));
    let what = section.map_or_else(
        || "overall".to_owned(),
        |section| format!("section {}", section.model.name),
    );
    format!("it keeps {what} at `{}` or below", limit.at_most)
}
