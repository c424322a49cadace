//! A scorer keeps its memory: after the first audits, scoring allocates nothing.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
#![recursion_limit = "512"]

use allocation_counter::measure;
use rubric_engine::Audit;
use rubric_model::outcome::Status;
use serde_json::{Value, json};

#[path = "engine/example.rs"]
mod example;

/// Complete and incomplete audits, with facts, an excluded answer and limits that bite.
fn audits() -> Vec<(Value, Value)> {
    let facts = json!({ "age": 9, "has-needs": true, "setting": "special" });
    let all = json!({
        "identified": "met", "effect": { "level": "mostly", "comment": "One effect of two." }, "signed": true, "days": 40,
        "specified": { "ticked": ["what", "who", "how-often"] }, "outcomes": { "count": 5, "of": 7 }
    });
    let poor = json!({
        "identified": { "level": "not-met", "comment": "Nothing is said of hearing.", "cause": "writer" },
        "signed": false, "specified": { "ticked": [], "comment": "None of it.", "cause": "writer" }, "outcomes": { "count": 0, "of": 0 }
    });
    vec![
        (facts.clone(), all.clone()),
        (facts.clone(), poor.clone()),
        (json!({}), all),
        (json!({ "age": 17 }), poor),
        (json!({}), json!({})),
    ]
}

#[test]
fn scoring_allocates_nothing_once_it_is_warm() {
    let rubric = example::rubric();
    let audits: Vec<Audit> = (audits().iter())
        .map(|(facts, answers)| {
            rubric
                .read_audit(example::audit_json(facts, answers))
                .unwrap()
        })
        .collect();
    let mut scorer = rubric.scorer();
    let statuses: Vec<Status> = (audits.iter())
        .map(|audit| scorer.grades(audit).overall.status)
        .collect();
    assert!(statuses.contains(&Status::Complete) && statuses.contains(&Status::Incomplete));
    let warm = measure(|| {
        for audit in &audits {
            scorer.grades(audit);
        }
    });
    assert_eq!(warm.count_total, 0);
    // The count counts: a scorer that has no memory yet takes some.
    assert!(measure(|| drop(rubric.grades(&audits[0]))).count_total > 0);
}
