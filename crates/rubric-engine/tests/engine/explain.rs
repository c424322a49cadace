//! Explanations, as they are read and as they are written.

use rubric_engine::Rubric;
use rubric_model::explanation::Explanation;
use serde_json::{Value, json};

use crate::example;

fn explained(rubric: Value, facts: &Value, answers: &Value) -> Explanation {
    let rubric = example::with_digest(rubric);
    let rubric = Rubric::from_json(rubric.to_string().as_bytes()).unwrap();
    let audit = example::audit_json(facts, answers);
    let audit = rubric.read_audit(audit).unwrap();
    rubric.score(&audit).explain()
}

#[test]
fn limits_that_bite() {
    let mut rubric = example::rubric_json();
    rubric["sections"][0]["criteria"][1]["weight"] = json!("9");
    let explanation = explained(
        rubric,
        &json!({ "age": 9, "has-needs": true, "setting": "mainstream" }),
        &json!({
            "identified": { "level": "not-met", "comment": "Missing.", "cause": "writer" },
            "effect": "met",
            "specified": { "ticked": ["what", "who", "how-often"] },
            "outcomes": { "count": 7, "of": 7 },
            "days": 40
        }),
    );
    insta::assert_snapshot!(explanation);
    insta::assert_snapshot!(serde_json::to_string_pretty(&explanation).unwrap());
}

#[test]
fn what_is_missing_leaves_undecided() {
    insta::assert_snapshot!(explained(
        example::rubric_json(),
        &json!({ "has-needs": true }),
        &json!({ "effect": "met", "signed": true, "specified": "not-applicable",
            "outcomes": { "count": 0, "of": 0 } }),
    ));
}

#[test]
fn a_ladder_by_rule_and_what_does_not_count() {
    let mut rubric = example::rubric_json();
    rubric["ladders"].as_array_mut().unwrap().push(json!({
        "name": "medals", "title": "Medals", "grades": [
            { "name": "outstanding", "title": "Gold", "when": { "all": [
                { "every": "sections", "grade": { "at_least": "good" } },
                { "any_of": [
                    { "fact": "age", "at_least": "14" },
                    { "not": { "criterion": "days", "level": { "is": "not-met" } } } ] } ] } },
            { "name": "good", "title": "Silver", "when":
                { "at_least": 1, "of": { "members": "criteria", "in": "G" }, "value": { "above": "1/2" } } },
            { "name": "inadequate", "title": "Bronze", "otherwise": true } ]
    }));
    rubric["overall"]["ladder"] = json!("medals");
    let late = json!({ "number": 99, "comment": "Late.", "cause": "adviser" });
    insta::assert_snapshot!(explained(
        rubric,
        &json!({ "age": 9, "has-needs": false }),
        &json!({ "identified": "met", "specified": { "ticked": ["what", "who"] }, "days": late,
            "outcomes": { "count": 0, "of": 0 } }),
    ));
}
