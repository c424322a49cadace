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
use rubric_model::assurance::{Assurance, FORMAT, Finding};
use rubric_model::audit::RubricReference;
use rubric_model::rubric::Ladder;

use question::Asked;
use standard::Standard;

/// Asks everything there is to ask of a rubric.
#[must_use]
pub fn verify(rubric: &Rubric, budget: Budget<'_>) -> Assurance {
    let findings = with(rubric, budget, |asked| {
        let mut findings = question::guarantees(asked);
        findings.extend(question::overall_grades(asked));
        findings.extend(question::section_grades(asked, |_| true));
        findings.extend(question::ladders(asked));
        findings.extend(question::limits(asked));
        findings.extend(question::better_answers(asked));
        findings.extend(question::criteria(asked));
        findings
    });
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(rubric),
        against: None,
        findings,
        profile: None,
    }
}

/// Asks what an author should know of the rules while writing them: each guarantee, each limit, and
/// the rungs of ladders by rule.
#[must_use]
pub fn verify_rules(rubric: &Rubric, budget: Budget<'_>) -> Vec<Finding> {
    with(rubric, budget, |asked| {
        let mut findings = question::guarantees(asked);
        if rubric.overall_ladder().is_some_and(is_by_rule) {
            findings.extend(question::overall_grades(asked));
        }
        findings.extend(question::section_grades(asked, is_by_rule));
        findings.extend(question::ladders(asked));
        findings.extend(question::limits(asked));
        findings
    })
}

fn is_by_rule(ladder: &Ladder) -> bool {
    ladder.grades.iter().any(|grade| grade.when.is_some())
}

fn with(
    rubric: &Rubric,
    budget: Budget<'_>,
    ask: impl FnOnce(&Asked<'_>) -> Vec<Finding>,
) -> Vec<Finding> {
    let Ok(standard) = Standard::new(rubric) else {
        return Vec::new();
    };
    match Asked::new(&standard, budget) {
        Ok(asked) => ask(&asked),
        Err(_) => Vec::new(),
    }
}

/// Asks whether two rubrics judge alike every audit that fits both.
#[must_use]
pub fn compare(rubric: &Rubric, against: &Rubric, budget: Budget<'_>) -> Assurance {
    let findings = match (Standard::new(rubric), Standard::new(against)) {
        (Ok(first), Ok(second)) => question::compare(&first, &second, budget),
        _ => Vec::new(),
    };
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(rubric),
        against: Some(reference(against)),
        findings,
        profile: None,
    }
}

fn reference(rubric: &Rubric) -> RubricReference {
    let model = rubric.model();
    RubricReference {
        name: model.name.clone(),
        version: model.version.clone(),
        digest: Some(model.digest.clone()),
    }
}
