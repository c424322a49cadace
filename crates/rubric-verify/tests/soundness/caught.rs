//! The comparison itself: what is not true is caught, and what was worked out by hand is not.

use rubric_engine::Rubric;
use rubric_model::assurance::*;
use rubric_model::outcome::Score;
use rubric_model::rubric::{Required, Rubric as Model};

use crate::agreement::{Decided, agrees, by_brute_force};
use crate::build::fraction;
use crate::generate;
use crate::planted;
use crate::profiles;
use crate::truth::Truth;

/// What is found of a rubric by brute force, changed, beside the truth.
fn changed(model: &Model, change: impl FnOnce(&mut Vec<Finding>)) {
    let rubric: Rubric = generate::checked(model).unwrap();
    let truth = Truth::new(rubric.model());
    let mut findings = by_brute_force(&rubric, &truth);
    change(&mut findings);
    agrees(
        &rubric,
        &truth,
        &findings,
        "changed",
        &mut Decided::default(),
    );
}

fn better_answer(findings: &mut [Finding]) -> &mut Finding {
    let asked = |one: &&mut Finding| matches!(one.question, Question::BetterAnswer { .. });
    findings.iter_mut().find(asked).unwrap()
}

#[test]
fn what_is_true_passes() {
    changed(&planted::limit_on_a_better_answer(), |_| {});
}

#[test]
#[should_panic(expected = "Proved is not so")]
fn a_wrong_verdict_is_caught() {
    changed(&planted::limit_on_a_better_answer(), |findings| {
        let finding = better_answer(findings);
        finding.verdict = Verdict::Proved;
        finding.audits.clear();
    });
}

#[test]
#[should_panic(expected = "what is asked")]
fn a_question_left_out_is_caught() {
    changed(&planted::untouched(), |findings| {
        findings.remove(1);
    });
}

#[test]
#[should_panic(expected = "do not show it")]
fn an_audit_that_earns_another_grade_is_caught() {
    changed(&planted::untouched(), |findings| {
        findings[0].audits = findings[1].audits.clone();
    });
}

#[test]
#[should_panic(expected = "whose answers differ")]
fn two_audits_that_differ_in_another_answer_are_caught() {
    changed(&planted::limit_on_a_better_answer(), |findings| {
        let finding = better_answer(findings);
        let other = finding.audits[1].answers["one"].clone();
        finding.audits[1].answers.insert("two".into(), other);
    });
}

#[test]
#[should_panic(expected = "needs a cause")]
fn an_audit_without_its_causes_is_caught() {
    let mut model = planted::untouched();
    for level in &mut model.scales[0].levels {
        level.cause = Some(Required::Required);
    }
    changed(&model, |findings| {
        let answers = findings[0].audits[0].answers.values_mut();
        for answer in answers {
            *answer = rubric_model::audit::Answer::Level("a".into());
        }
    });
}

#[test]
#[should_panic(expected = "Incomplete")]
fn an_audit_that_is_not_complete_is_caught() {
    changed(&planted::untouched(), |findings| {
        findings[0].audits[0].answers.remove("two");
    });
}

fn score(above: i64, below: i64) -> Score {
    Score {
        exact: fraction(above, below),
        percent: String::new(),
    }
}

fn by_hand() -> Profile {
    let criterion = |name: &str, share, largest_effect, can_change_grade| CriterionProfile {
        name: name.into(),
        share,
        largest_effect: Some(largest_effect),
        can_change_grade: Some(can_change_grade),
    };
    let fewest = |grade: &str, criteria: &[&str]| FewestAnswers {
        grade: grade.into(),
        answers: Some(u32::try_from(criteria.len()).unwrap()),
        verdict: Verdict::Proved,
        criteria: criteria.iter().map(|name| (*name).to_owned()).collect(),
    };
    Profile {
        criteria: vec![
            criterion("heavy", score(100, 101), score(1, 1), true),
            criterion("light", score(1, 101), score(1, 101), false),
        ],
        owners: vec![OwnerProfile {
            name: None,
            criteria: 2,
            share: score(1, 1),
        }],
        falls: vec![fewest("good", &["heavy"]), fewest("fair", &["heavy"])],
        rises: vec![fewest("fair", &["heavy"]), fewest("good", &["heavy"])],
    }
}

fn said(profile: &Profile) {
    let truth = Truth::new(&planted::weight_too_small_to_matter());
    profiles::is_true(profile, &truth, "by hand", &mut Decided::default());
}

#[test]
fn a_profile_worked_out_by_hand_passes() {
    said(&by_hand());
}

#[test]
#[should_panic(expected = "effect; by hand: heavy")]
fn a_wrong_effect_is_caught() {
    let mut profile = by_hand();
    profile.criteria[0].largest_effect = Some(score(100, 101));
    said(&profile);
}

#[test]
#[should_panic(expected = "these do not")]
fn answers_that_do_not_lose_a_grade_are_caught() {
    let mut profile = by_hand();
    profile.falls[1].criteria = vec!["light".into()];
    said(&profile);
}

#[test]
#[should_panic(expected = "assertion `left == right` failed")]
fn more_answers_than_the_fewest_are_caught() {
    let mut profile = by_hand();
    profile.falls[0].criteria = vec!["heavy".into(), "light".into()];
    profile.falls[0].answers = Some(2);
    said(&profile);
}
