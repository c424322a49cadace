//! What is true of every audit that a rubric allows: proved, refuted with an audit, or not decided.
//!
//! [`verify`] asks everything there is to ask of one rubric: whether each guarantee holds, each
//! grade can be earned, each limit can lower a grade, rungs by rule do not cross, a better answer
//! never lowers a grade, and each criterion that counts can matter. [`compare`] asks whether two
//! rubrics judge alike, [`profile`] what each part weighs and can do, and [`check_all`] says of a
//! rubric file what the compiler says and what a short search finds.
//!
//! Nothing here samples. What is proved is proved for every complete, scored audit; what is shown by
//! an audit, the engine has scored; and where a [`Budget`] ends before a question is decided, that
//! is the answer.
//!
//! ```
//! use rubric_compiler::{compile, source::MemorySource};
//! use rubric_engine::Rubric;
//! use rubric_model::assurance::Verdict;
//! use rubric_verify::{Budget, verify};
//!
//! let source = MemorySource::new().with("plans.rubric", r#"
//!     rubric plans "Plans" {
//!       version 1.0.0
//!       scale evidence "Evidence" { met "Met" 1  not-met "Not met" 0 }
//!       grades judgement "Judgement" { good "Good" from 70%  weak "Weak" otherwise }
//!       section needs "Needs" {
//!         criterion identified "Are the needs identified?" { weight 1 }
//!         criterion current    "Are they current?"         { weight 4 }
//!       }
//!       guarantee seen "A plan that identifies no needs is never good" {
//!         whenever identified is not-met
//!         then     overall is below good
//!       }
//!     }
//! "#);
//! let rubric = Rubric::from_model(compile(&source, "plans.rubric").rubric.expect("it compiles"))?;
//! let assurance = verify(&rubric, Budget::SHORT);
//!
//! // Four fifths of the weight are elsewhere: 80% is good.
//! let seen = &assurance.findings[0];
//! assert_eq!(seen.verdict, Verdict::Refuted);
//! assert_eq!(
//!     seen.story.as_deref(),
//!     Some("With every answer at its best but `identified` (not-met), overall is `good` (80.0%)."),
//! );
//! # Ok::<(), rubric_engine::RubricError>(())
//! ```
//!
//! # How
//!
//! A question becomes a search for an audit of which something holds: one that breaks a guarantee,
//! one that earns a grade. A *problem* lays out one rubric, one rubric before and after a change of
//! one answer, or two rubrics; its *rules* are the conditions that the question depends on, reduced
//! to counts, facts and scores; a *plan* says what has to be followed for them. The *search* works
//! out, section by section, every state that can come about, with the points that can come with it,
//! and puts sections together, those first that share a fact which no other depends on. Points that
//! are many are joined to intervals: what is then not possible is not possible. For what is, the
//! sums are taken apart again until there is a *witness*, an actual answer to every criterion.
//! Where there is none, the search is made again with finer intervals.

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
#[cfg(test)]
mod laws;
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
mod variables;
mod witness;

pub use budget::Budget;
pub use check_all::check_all;
pub use possible::MOST_ANSWERS;
pub use problem::MOST_COMPARISONS;
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
    compare_called(["this one", "the other"], rubric, against, budget)
}

/// As [`compare`], with the words by which the stories call the two.
#[must_use]
pub fn compare_called(
    called: [&str; 2],
    rubric: &Rubric,
    against: &Rubric,
    budget: Budget<'_>,
) -> Assurance {
    let (first, second) = (Standard::new(rubric), Standard::new(against));
    let first = first.as_ref().map_err(|halt| *halt);
    let second = second.as_ref().map_err(|halt| *halt);
    let questions = vec![
        Question::SameScore,
        Question::SameGrade,
        Question::NeverMoreLenient,
    ];
    let findings = decided(rubric, questions, budget, |question, budget| {
        question::compare(called, first, second, budget, question)
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
