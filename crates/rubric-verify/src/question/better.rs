//! Whether a better answer to a criterion never lowers a grade.

use rubric_engine::{Audit, Grades as Graded};
use rubric_model::assurance::{Finding, Question};
use rubric_model::audit::Audit as Document;

use super::{Asked, every_audit};
use crate::direction::Directions;
use crate::halt::Halt;
use crate::lower::{Member, Rules, SectionTest};
use crate::problem::{Change, Problem};
use crate::rule::{Grades, Rule};
use crate::{ask, story};

pub(crate) fn better_answers(asked: &Asked<'_>) -> Vec<Finding> {
    let mut rules = Rules::new(&asked.problem);
    let judged = || (0..asked.problem.sections.len()).map(Some).chain([None]);
    let mut ready = Ok(());
    for one in judged() {
        ready = ready.and_then(|()| rules.judge(0, one));
    }
    let criteria = asked.problem.criteria.iter().enumerate();
    let findings = criteria.map(|(place, criterion)| {
        let against = ready.and_then(|()| {
            let directions = Directions::new(&rules, place);
            let unsure: Vec<Option<usize>> = judged()
                .filter(|one| !directions.never_lowers(*one))
                .collect();
            lowered(asked, place, &unsure)
        });
        every_audit(
            Question::BetterAnswer {
                criterion: criterion.name.clone(),
            },
            format!(
                "A better answer to `{}` never lowers a grade",
                criterion.name
            ),
            against,
        )
    });
    findings.collect()
}

/// An audit, and the same with a better answer to a criterion and a worse grade of one of those
/// judged.
fn lowered(
    asked: &Asked<'_>,
    place: usize,
    judged: &[Option<usize>],
) -> Result<Option<(Vec<Document>, String)>, Halt> {
    if judged.is_empty() {
        return Ok(None);
    }
    let rubric = asked.rubric();
    let problem = Problem::changed(asked.standard, place, Change::Better)?;
    let grades = |audits: &[Audit]| {
        let [first, second] = audits else { return None };
        Some((rubric.grades(first), rubric.grades(second)))
    };
    let found = ask::ask(
        &problem,
        asked.budget,
        |rules| {
            let each = judged.iter().map(|one| worse(rules, *one));
            Ok(Rule::any(each.collect::<Result<_, _>>()?))
        },
        &|audits| grades(audits).is_some_and(|(first, second)| fallen(&first, &second).is_some()),
    )?;
    let Some(drafts) = found else { return Ok(None) };
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
        let name = &asked.problem.criteria.get(place)?.name;
        let answer = |draft: &crate::draft::Draft| draft.answers.get(name).map(story::answer_words);
        let others = story::answers(&asked.problem, first, Some(name));
        let case = story::case(asked.standard, first).map(|case| format!(" {case}"));
        let story = format!(
            "With {others}, {what} is {before} where `{name}` is {}, and {after} where it is {}.{}",
            answer(first)?,
            answer(second)?,
            case.unwrap_or_default(),
        );
        let audits = vec![
            asked.document(first, "before")?,
            asked.document(second, "after")?,
        ];
        Some((audits, story))
    };
    told().map(Some).ok_or(Halt::NotShown)
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
