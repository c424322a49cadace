//! What is true of every audit that a rubric allows: proved, refuted with an audit, or not decided.

#![forbid(unsafe_code)]

mod ask;
mod budget;
mod check_all;
mod choice;
mod decide;
mod direction;
mod draft;
mod finish;
mod halt;
mod interval;
mod lower;
mod meter;
mod needs;
mod plan;
mod possible;
mod problem;
mod profile;
mod question;
mod rule;
mod search;
mod spread;
mod standard;
mod story;
mod table;
mod told_apart;
mod witness;

pub use budget::Budget;
pub use check_all::check_all;
pub use profile::profile;

use rubric_engine::Rubric;
use rubric_model::assurance::{Assurance, FORMAT, Finding, Question};
use rubric_model::audit::RubricReference;

use std::cell::Cell;

use halt::Halt;
use problem::Problem;
use question::{Asked, Found};
use standard::Standard;

/// Asks everything there is to ask of a rubric.
#[must_use]
pub fn verify(rubric: &Rubric, budget: Budget<'_>) -> Assurance {
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(rubric),
        against: None,
        findings: of_one(rubric, question::all(rubric), budget),
        profile: None,
    }
}

/// Asks what an author should know of the rules while writing them: each guarantee, each limit, and
/// the rungs of ladders by rule.
#[must_use]
pub fn verify_rules(rubric: &Rubric, budget: Budget<'_>) -> Vec<Finding> {
    of_one(rubric, question::of_rules(rubric), budget)
}

fn of_one(rubric: &Rubric, questions: Vec<Question>, budget: Budget<'_>) -> Vec<Finding> {
    let size = u64::try_from(rubric.size()).unwrap_or(u64::MAX);
    let standard = match size.saturating_mul(FEWEST_TIMES) > budget.together {
        true => Err(Halt::Budget),
        false => Standard::new(rubric),
    };
    let standard = standard.as_ref().map_err(|halt| *halt);
    let problem = standard.and_then(Problem::one);
    let problem = problem.as_ref().map_err(|halt| *halt);
    let asked = standard.and_then(|standard| Ok(Asked::new(standard, problem?)));
    let asked = asked.as_ref().map_err(|halt| *halt);
    decided(rubric, questions, budget, |question, budget| {
        asked?.answer(question, budget)
    })
}

/// Asks whether two rubrics judge alike every audit that fits both.
#[must_use]
pub fn compare(rubric: &Rubric, against: &Rubric, budget: Budget<'_>) -> Assurance {
    let (first, second) = (Standard::new(rubric), Standard::new(against));
    let first = first.as_ref().map_err(|halt| *halt);
    let second = second.as_ref().map_err(|halt| *halt);
    let questions = vec![
        Question::SameScore,
        Question::SameGrade,
        Question::NeverMoreLenient,
    ];
    let findings = decided(rubric, questions, budget, |question, budget| {
        question::compare(first, second, budget, question)
    });
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(rubric),
        against: Some(reference(against)),
        findings,
        profile: None,
    }
}

/// How often, at least, everything must fit into the steps for all questions, for it to be worth
/// while to begin.
const FEWEST_TIMES: u64 = 400;

/// Answers questions: each with few steps at first, so that none keeps the others waiting, then
/// those that are left with more and more.
fn decided(
    rubric: &Rubric,
    questions: Vec<Question>,
    budget: Budget<'_>,
    answer: impl Fn(&Question, Budget<'_>) -> Result<Found, Halt>,
) -> Vec<Finding> {
    let mut found: Vec<Result<Found, Halt>> = questions.iter().map(|_| Err(Halt::Budget)).collect();
    let mut steps = budget.steps.min(Budget::SHORT.steps);
    let together = Cell::new(budget.together);
    let is_over = || together.get() == 0 || budget.is_over();
    loop {
        let round = Budget {
            steps,
            left: Some(&together),
            ..budget
        };
        for (question, found) in questions.iter().zip(&mut found) {
            if matches!(found, Err(Halt::Budget)) && !is_over() {
                *found = answer(question, round);
            }
        }
        let is_left = found.iter().any(|one| matches!(one, Err(Halt::Budget)));
        if !is_left || steps == budget.steps || is_over() {
            break;
        }
        steps = steps.saturating_mul(10).min(budget.steps);
    }
    let findings = questions.into_iter().zip(found);
    findings
        .map(|(question, found)| {
            question::finding(question::claim(rubric, &question), question, found)
        })
        .collect()
}

fn reference(rubric: &Rubric) -> RubricReference {
    let model = rubric.model();
    RubricReference {
        name: model.name.clone(),
        version: model.version.clone(),
        digest: Some(model.digest.clone()),
    }
}
