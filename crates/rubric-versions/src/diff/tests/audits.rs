//! Audits under both.

use rubric_model::diff::Rescored;
use rubric_verify::Budget;
use serde_json::{Value, json};

use super::{BASE, rubric, with};
use crate::diff::diff;

/// An audit under [`BASE`] that answers everything, a little of it as said.
fn audit(reference: &str, answers: &Value) -> String {
    let mut audit = json!({
        "format": "rubric-audit/1",
        "rubric": { "name": "plans", "version": "1.0.0" },
        "reference": reference,
        "date": "2026-10-01",
        "facts": { "age": 9, "setting": "school" },
        "answers": {
            "needs-clear": "met", "needs-new": "met", "needs-sure": true, "needs-told": "fine",
            "specified": { "ticked": ["what", "who"] },
            "served": { "count": 4, "of": 4 },
            "prompt-advice": { "number": 60, "comment": "Late.", "cause": "advice" },
        },
    });
    for (name, answer) in answers.as_object().unwrap() {
        audit["answers"][name] = answer.clone();
    }
    audit.to_string()
}

fn rescored(edits: &[(&str, &str)], audits: &[String]) -> Rescored {
    let (old, new) = (rubric(BASE), with(edits));
    let comparison = diff(&old, &new, Budget::SHORT);
    let mut rescoring = comparison.rescoring();
    for (place, audit) in audits.iter().enumerate() {
        rescoring.add(&format!("line {place}"), audit.as_bytes());
    }
    let found = rescoring.finish();
    assert_eq!(
        found.read,
        found.compared + found.incomplete + found.rejected
    );
    assert_eq!(found.read, audits.len() as u64);
    let moves: u64 = found.moves.iter().map(|one| one.audits).sum();
    assert_eq!(moves, found.compared);
    assert_eq!(
        found.moved.len() as u64,
        found.other_grade + found.may_change
    );
    found
}

fn three() -> [String; 3] {
    [
        audit("strong", &json!({})),
        audit(
            "middling",
            &json!({ "needs-new": { "level": "partly", "comment": "Old." } }),
        ),
        audit("unclear", &json!({ "needs-clear": "not-met" })),
    ]
}

#[test]
fn who_moves_and_because_of_what() {
    let edits = [
        ("from 70%", "from 68%"),
        ("{ weight 2  tag", "{ weight 3  tag"),
        ("up to 42", "up to 60"),
    ];
    let found = rescored(&edits, &three());
    assert_eq!((found.read, found.compared), (3, 3));
    let by: Vec<_> = found
        .by_change
        .iter()
        .map(|one| (one.rule.as_str(), one.element.as_str()))
        .collect();
    assert_eq!(
        by,
        [
            ("threshold-lowered", "grades judgement"),
            ("weight-raised", "needs-new"),
            ("mapping-changed", "prompt-advice"),
        ]
    );
    assert!(found.other_score == 3, "{found:#?}");
}

#[test]
fn one_change_alone_accounts_for_all_of_it() {
    let limit = ("overall at most fair", "overall at most weak");
    let found = rescored(&[limit], &three());
    assert_eq!(found.other_grade, 1);
    assert_eq!(found.moved[0].reference, "unclear");
    assert_eq!(found.moved[0].from.as_deref(), Some("fair"));
    assert_eq!(found.moved[0].to.as_deref(), Some("weak"));
    assert_eq!(found.by_change[0].audits, 1);
    assert_eq!((found.together, found.other_score), (0, 0));
}

#[test]
fn what_is_new_leaves_results_open_and_what_is_gone_is_left_out() {
    let edits = [
        (
            "    criterion needs-told",
            "    criterion needs-met \"Are they met?\" { weight 20 }\n    criterion needs-told",
        ),
        ("    criterion needs-sure \"Is it known?\" { yes-no }\n", ""),
    ];
    let mut audits = three().to_vec();
    audits.push("{}".to_owned());
    let found = rescored(&edits, &audits);
    assert_eq!((found.compared, found.open, found.rejected), (3, 3, 1));
    // The new question outweighs the rest: each may keep its grade, and may get another.
    assert_eq!((found.other_grade, found.may_change), (0, 3), "{found:#?}");
    let strong = &found.moved[0];
    assert_eq!(
        (strong.reference.as_str(), &strong.to),
        ("strong", &strong.from)
    );
    assert!(strong.at_worst.is_some() && strong.at_worst != strong.to);
    assert_eq!(found.missing[0].element, "needs-met");
    assert_eq!(found.missing[0].audits, 3);
    assert_eq!(found.left_out[0].element, "needs-sure");
    assert_eq!(found.rejections[0].place, "line 3");
    assert!(!found.rejections[0].problems.is_empty());
}

#[test]
fn an_open_result_that_cannot_be_the_old_one_has_changed() {
    let edits = [
        (
            "    criterion needs-told",
            "    criterion needs-met \"Are they met?\" { weight 0.01 }\n    criterion needs-told",
        ),
        ("overall at most fair", "overall at most weak"),
    ];
    let found = rescored(&edits, &three());
    let moved = found.moved.iter().find(|one| one.reference == "unclear");
    let moved = moved.expect("it has changed");
    assert_eq!(moved.to, moved.at_worst);
    assert_eq!(moved.to.as_deref(), Some("weak"));
    assert_eq!(found.other_grade, 1, "{found:#?}");
}

#[test]
fn answers_go_along_with_a_name() {
    let renamed = (
        "criterion served \"Does it serve outcomes?\" {",
        "criterion serving \"Does it serve outcomes?\" { was served ",
    );
    let found = rescored(&[renamed], &three());
    assert_eq!((found.compared, found.other_score), (3, 0));
    assert!(found.left_out.is_empty());
}
