//! Whether the answer to a criterion can make a difference to the overall grade.

use rubric_engine::Audit;

use super::{Asked, Found, overall_grade};
use crate::budget::Budget;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::problem::{Change, Problem};
use crate::rule::{Grades, Rule};
use crate::{ask, story};

pub(super) fn criterion(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    name: &str,
) -> Result<Found, Halt> {
    let place = asked.criterion(name)?;
    let rubric = asked.rubric();
    let problem = Problem::changed(asked.standard, place, Change::Other)?;
    let ladder = rubric
        .overall_ladder()
        .map_or(0, |ladder| ladder.grades.len());
    let grade = |audit: &Audit| overall_grade(&rubric.grades(audit));
    let found = ask::ask(
        &problem,
        budget,
        |rules| {
            rules.judge(0, None)?;
            rules.judge(1, None)?;
            let differ = (0..ladder).map(|grade| {
                let grade = Grades::one(grade);
                Rule::all(vec![Rule::Overall(0, grade), Rule::Overall(1, grade).not()])
            });
            Ok(Rule::any(differ.collect()))
        },
        &|audits| match audits {
            [first, second] => {
                let (first, second) = (grade(first), grade(second));
                first.is_some() && second.is_some() && first != second
            }
            _ => false,
        },
    )?;
    let Some(drafts) = found else {
        let none = "No audit has another overall grade for another answer to it alone.";
        return Ok(Found::refuted(none.to_owned(), Vec::new()));
    };
    let [first, second] = drafts.as_slice() else {
        return Err(Halt::NotShown);
    };
    let told = |draft: &Draft| {
        let answer = story::answer_words(draft.answers.get(name)?);
        Some(format!(
            "{} where it is {answer}",
            story::overall(rubric, draft)?
        ))
    };
    let others = story::answers(asked.problem, first, Some(name));
    let (before, after) = told(first).zip(told(second)).ok_or(Halt::NotShown)?;
    let case = asked.case(first);
    let story = format!("With {others}, overall is {before} and {after}.{case}");
    let audits = vec![
        asked.document(first, "before")?,
        asked.document(second, "after")?,
    ];
    Ok(Found::proved(Some(story), audits))
}
