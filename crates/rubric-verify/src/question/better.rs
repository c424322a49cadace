//! Whether a better answer to a criterion never lowers a grade.

use rubric_engine::{Audit, Grades as Graded};

use super::{Asked, Found};
use crate::budget::Budget;
use crate::direction::Directions;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::lower::{Member, Rules, SectionTest};
use crate::problem::{Change, Problem};
use crate::rule::{Grades, Rule};
use crate::{ask, story};

pub(super) fn answer(asked: &Asked<'_, '_>, budget: Budget<'_>, name: &str) -> Result<Found, Halt> {
    let place = asked.criterion(name)?;
    let rules = asked.judged.as_ref().map_err(|halt| *halt)?;
    let directions = Directions::new(rules, place);
    let judged = (0..asked.problem.sections.len()).map(Some).chain([None]);
    let unsure: Vec<Option<usize>> = judged
        .filter(|one| !directions.never_lowers(*one))
        .collect();
    if unsure.is_empty() {
        return Ok(Found::proved(None, Vec::new()));
    }
    let rubric = asked.rubric();
    let problem = Problem::changed(asked.standard, place, Change::Better)?;
    let grades = |audits: &[Audit]| {
        let [first, second] = audits else { return None };
        Some((rubric.grades(first), rubric.grades(second)))
    };
    let found = ask::ask(
        &problem,
        budget,
        |rules| {
            let each = unsure.iter().map(|one| worse(rules, *one));
            Ok(Rule::any(each.collect::<Result<_, _>>()?))
        },
        &|audits| grades(audits).is_some_and(|(first, second)| fallen(&first, &second).is_some()),
    )?;
    let Some(drafts) = found else {
        return Ok(Found::proved(None, Vec::new()));
    };
    let [first, second] = drafts.as_slice() else {
        return Err(Halt::NotShown);
    };
    let told = || {
        let audits = [first.audit(rubric)?, second.audit(rubric)?];
        let (before, after) = grades(&audits)?;
        let (what, before, after) = match fallen(&before, &after)? {
            None => (
                "overall".to_owned(),
                story::overall(rubric, first)?,
                story::overall(rubric, second)?,
            ),
            Some(section) => {
                let name = &asked.standard.sections.get(section)?.model.name;
                (
                    format!("section {name}"),
                    story::section(rubric, first, name)?,
                    story::section(rubric, second, name)?,
                )
            }
        };
        let answer = |draft: &Draft| draft.answers.get(name).map(story::answer_words);
        let others = story::answers(asked.problem, first, Some(name));
        Some(format!(
            "With {others}, {what} is {before} where `{name}` is {}, and {after} where it is {}.{}",
            answer(first)?,
            answer(second)?,
            asked.case(first),
        ))
    };
    let audits = vec![
        asked.document(first, "before")?,
        asked.document(second, "after")?,
    ];
    Ok(Found::refuted(told().ok_or(Halt::NotShown)?, audits))
}

/// The first thing, a section or the whole, whose grade is worse in the second audit.
fn fallen(before: &Graded, after: &Graded) -> Option<Option<usize>> {
    if after.overall.best > before.overall.best {
        return Some(None);
    }
    let sections = before.sections.iter().zip(&after.sections);
    let mut sections = sections.map(|(before, after)| before.best.zip(after.best));
    let fallen = sections.position(|both| both.is_some_and(|(before, after)| after > before));
    fallen.map(Some)
}

/// That the grade is worse in the second world.
fn worse(rules: &mut Rules<'_, '_>, judged: Option<usize>) -> Result<Rule, Halt> {
    let standard = *rules.problem.worlds.first().ok_or(Halt::Kinds)?;
    let grades = standard
        .ladder(judged)
        .map_or(0, |ladder| ladder.grades.len());
    rules.judge(0, judged)?;
    rules.judge(1, judged)?;
    let each = (1..grades).map(|grade| {
        let better: Grades = (0..grade).collect();
        let lower: Grades = (grade..grades).collect();
        let Some(section) = judged else {
            return Rule::all(vec![Rule::Overall(0, better), Rule::Overall(1, lower)]);
        };
        let mut is = |world: usize, grades: Grades| {
            let member = Member::Section {
                section,
                world,
                so: SectionTest::Grade(grades),
            };
            rules.count(vec![member], 1)
        };
        let both = vec![is(0, better), is(1, lower)];
        Rule::all(both)
    });
    Ok(Rule::any(each.collect()))
}
