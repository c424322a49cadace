//! The example audits come to what a calculation made apart from the engine says they do.
//!
//! `fixtures/ehc-plan-expected.json` was worked out by a program of its own, from the text of the
//! standard; for incomplete audits it tried every completion.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use std::fs;
use std::path::Path;

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::Rubric;
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn standard() -> Rubric {
    let text = fs::read_to_string(root().join("stdlib-rubrics/ehc-plan/ehc-plan.rubric")).unwrap();
    let source = MemorySource::new().with("ehc-plan.rubric", text);
    Rubric::from_model(compile(&source, "ehc-plan.rubric").rubric.unwrap()).unwrap()
}

fn names_of(limits: &Value) -> Value {
    limits
        .as_array()
        .unwrap()
        .iter()
        .map(|limit| limit["name"].clone())
        .collect()
}

fn judgement(judged: &Value) -> Value {
    json!({
        "score": judged["score"]["exact"], "percent": judged["score"]["percent"], "grade": judged["grade"],
        "before_limits": judged["before_limits"], "limits": names_of(&judged["limits"]),
    })
}

/// The parts of a complete outcome that were worked out apart from the engine.
fn complete(outcome: &Value) -> Value {
    let sections = outcome["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| {
            let scored = section["status"] != "not_scored";
            (
                section["name"].as_str().unwrap().to_owned(),
                if scored {
                    judgement(section)
                } else {
                    Value::Null
                },
            )
        });
    let mut found = judgement(&outcome["overall"]);
    found["status"] = outcome["status"].clone();
    found["excluded_share"] = outcome["excluded_share"]["exact"].clone();
    found["sections"] = Value::Object(sections.collect());
    found
}

/// The parts of an incomplete outcome that were worked out apart from the engine.
fn incomplete(outcome: &Value) -> Value {
    let overall = &outcome["overall"];
    let missing = |notice: &&Value| {
        ["answer_missing", "fact_missing"].contains(&notice["kind"].as_str().unwrap())
    };
    let missing: Vec<&Value> = outcome["notices"]
        .as_array()
        .unwrap()
        .iter()
        .filter(missing)
        .map(|notice| &notice["name"])
        .collect();
    json!({
        "status": outcome["status"], "missing": missing,
        "lowest_score": overall["lowest"]["score"]["exact"], "highest_score": overall["highest"]["score"]["exact"],
        "worst_grade": overall["lowest"]["grade"], "best_grade": overall["highest"]["grade"],
    })
}

#[test]
fn every_example_audit_comes_to_what_was_worked_out_for_it() {
    let rubric = standard();
    let expected =
        fs::read_to_string(root().join("tests/fixtures/ehc-plan-expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let expected = expected.as_object().unwrap();
    let audits = fs::read_dir(root().join("tests/fixtures/ehc-plan")).unwrap();
    assert_eq!(audits.count(), expected.len(), "every audit is worked out");
    for (name, expected) in expected {
        let audit = fs::read_to_string(root().join(format!("tests/fixtures/ehc-plan/{name}.json")))
            .unwrap();
        let audit = rubric
            .read_audit(&audit)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let outcome = serde_json::to_value(rubric.score(&audit)).unwrap();
        let found = if expected["status"] == "complete" {
            complete(&outcome)
        } else {
            incomplete(&outcome)
        };
        assert_eq!(&found, expected, "{name}");
    }
}
