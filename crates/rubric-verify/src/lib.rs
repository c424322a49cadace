//! What is true of every audit that a rubric allows: proved, refuted with an audit, or not decided.

#![forbid(unsafe_code)]

mod budget;

pub use budget::Budget;

use rubric_engine::Rubric;
use rubric_model::assurance::{Assurance, FORMAT, Finding, Profile, Question, Verdict};
use rubric_model::audit::RubricReference;

/// Asks everything there is to ask of a rubric.
#[must_use]
pub fn verify(rubric: &Rubric, _budget: Budget<'_>) -> Assurance {
    let model = rubric.model();
    let guarantees = model.guarantees.iter().map(|guarantee| Finding {
        question: Question::Guarantee {
            name: guarantee.name.clone(),
        },
        claim: guarantee.title.clone(),
        verdict: Verdict::NotDecided,
        story: None,
        audits: Vec::new(),
    });
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(rubric),
        against: None,
        findings: guarantees.collect(),
        profile: None,
    }
}

/// Asks whether two rubrics judge alike every audit that fits both.
#[must_use]
pub fn compare(rubric: &Rubric, against: &Rubric, _budget: Budget<'_>) -> Assurance {
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(rubric),
        against: Some(reference(against)),
        findings: Vec::new(),
        profile: None,
    }
}

/// What each part of a rubric weighs and can do.
#[must_use]
pub fn profile(_rubric: &Rubric, _budget: Budget<'_>) -> Profile {
    Profile {
        criteria: Vec::new(),
        owners: Vec::new(),
        falls: Vec::new(),
        rises: Vec::new(),
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
