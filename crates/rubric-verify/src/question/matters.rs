//! Whether each criterion that counts can make a difference to the overall grade.

use rubric_engine::Audit;
use rubric_model::assurance::{Finding, Question, Verdict};

use super::{Asked, overall_grade};
use crate::halt::Halt;
use crate::problem::{Change, Problem};
use crate::rule::{Grades, Rule};
use crate::{ask, story};

pub(crate) fn criteria(asked: &Asked<'_>) -> Vec<Finding> {
    let criteria = asked.standard.criteria.iter().enumerate();
    let counted = criteria.filter(|(_, one)| one.weight().is_some());
    counted.map(|(place, _)| criterion(asked, place)).collect()
}

fn criterion(asked: &Asked<'_>, place: usize) -> Finding {
    let name = asked
        .problem
        .criteria
        .get(place)
        .map(|one| one.name.clone());
    let name = name.unwrap_or_default();
    let (verdict, story, audits) = match differs(asked, place) {
        Ok(Some((audits, story))) => (Verdict::Proved, Some(story), audits),
        Ok(None) => {
            let none = "No audit has another overall grade for another answer to it alone.";
            (Verdict::Refuted, Some(none.to_owned()), Vec::new())
        }
        Err(halt) => (
            Verdict::NotDecided,
            Some(halt.sentence().to_owned()),
            Vec::new(),
        ),
    };
    Finding {
        claim: format!("The answer to `{name}` can change the overall grade"),
        question: Question::CriterionMatters { criterion: name },
        verdict,
        story,
        audits,
    }
}

type Shown = (Vec<rubric_model::audit::Audit>, String);

fn differs(asked: &Asked<'_>, place: usize) -> Result<Option<Shown>, Halt> {
    let rubric = asked.rubric();
    let problem = Problem::changed(asked.standard, place, Change::Other)?;
    let ladder = rubric
        .overall_ladder()
        .map_or(0, |ladder| ladder.grades.len());
    let grade = |audit: &Audit| overall_grade(&rubric.grades(audit));
    let found = ask::ask(
        &problem,
        asked.budget,
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
    let Some(drafts) = found else { return Ok(None) };
    let [first, second] = drafts.as_slice() else {
        return Err(Halt::NotShown);
    };
    let name = asked.problem.criteria.get(place).map(|one| &one.name);
    let told = |draft: &crate::draft::Draft| {
        let answer = story::answer_words(draft.answers.get(name?)?);
        Some(format!(
            "{} where it is {answer}",
            story::overall(rubric, draft)?
        ))
    };
    let others = story::answers(&asked.problem, first, name);
    let both = told(first).zip(told(second)).ok_or(Halt::NotShown)?;
    let case = story::case(asked.standard, first).map(|case| format!(" {case}"));
    let story = format!(
        "With {others}, overall is {} and {}.{}",
        both.0,
        both.1,
        case.unwrap_or_default()
    );
    let audits = [first, second].into_iter().zip(["before", "after"]);
    let audits = audits.map(|(draft, reference)| asked.document(draft, reference));
    let audits = audits.collect::<Option<_>>().ok_or(Halt::NotShown)?;
    Ok(Some((audits, story)))
}
