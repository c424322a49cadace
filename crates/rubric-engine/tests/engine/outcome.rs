//! Whole outcomes, as they are written.

use rubric_engine::{Rubric, Truth};
use rubric_model::audit::Answer;
use rubric_model::outcome::{CriterionState, Notice, NoticeKind};
use serde_json::json;

use crate::example;

#[test]
fn a_complete_audit() {
    let rubric = example::rubric();
    let audit = rubric
        .read_audit(example::audit_json(
            &json!({ "age": 9, "has-needs": true, "setting": "mainstream" }),
            &json!({
                "identified": { "level": "not-met", "comment": "Missing.", "cause": "writer" },
                "effect": "met",
                "signed": true,
                "specified": { "ticked": ["what", "who"] },
                "outcomes": { "count": 5, "of": 7 },
                "days": 40
            }),
        ))
        .unwrap();
    let outcome = serde_json::to_string_pretty(&rubric.score(&audit)).unwrap();
    insta::assert_snapshot!(outcome);
    let written = serde_json::to_string(&rubric.write_audit(&audit)).unwrap();
    let read = rubric.read_audit(written).unwrap();
    assert_eq!(rubric.write_audit(&read), rubric.write_audit(&audit));
}

#[test]
fn an_incomplete_audit() {
    let rubric = example::rubric();
    let audit = rubric
        .read_audit(example::audit_json(
            &json!({ "has-needs": true }),
            &json!({ "identified": "met", "specified": "not-applicable", "outcomes": { "count": 0, "of": 0 } }),
        ))
        .unwrap();
    let outcome = serde_json::to_string_pretty(&rubric.score(&audit)).unwrap();
    insta::assert_snapshot!(outcome);
}

#[test]
fn a_condition_is_tried_on_its_own_terms() {
    let rubric = example::rubric();
    let audit = rubric.audit_builder().build();
    let truth = |condition| {
        let condition = serde_json::from_value(condition).unwrap();
        rubric.evaluate(&condition, &audit)
    };
    // No rule of the rubric looks at 10: the condition's own constant splits the cases.
    let young = json!({ "fact": "age", "below": "10" });
    let old = json!({ "fact": "age", "at_least": "10" });
    assert_eq!(truth(json!({ "any_of": [young, old] })), Ok(Truth::Yes));
    assert_eq!(
        truth(json!({ "fact": "age", "above": "25" })),
        Ok(Truth::No)
    );
    assert_eq!(
        truth(json!({ "fact": "age", "above": "24" })),
        Ok(Truth::Undecided)
    );
    let error = truth(json!({ "not": { "fact": "agee", "above": "24" } })).unwrap_err();
    assert_eq!(
        (error.pointer.as_str(), error.message.as_str()),
        ("/not/fact", "there is no fact `agee`")
    );
}

#[test]
fn a_fact_that_decides_what_applies_is_missing_not_the_answer() {
    let rubric = example::rubric();
    let audit = rubric
        .read_audit(example::audit_json(
            &json!({ "has-needs": true }),
            &json!({ "identified": "met", "effect": "met", "signed": true, "days": 40,
                "specified": { "ticked": ["what", "who"] }, "outcomes": { "count": 5, "of": 7 } }),
        ))
        .unwrap();
    let outcome = rubric.score(&audit);
    let signed = &outcome.sections[0].criteria[2];
    assert_eq!(signed.state, CriterionState::Missing);
    assert_eq!(signed.answer, Some(Answer::YesNo(true)));
    let notices = outcome.notices.iter();
    let notices = notices.map(|notice| (notice.kind, notice.name.as_deref()));
    let missing = notices.collect::<Vec<_>>();
    assert_eq!(missing, [(NoticeKind::FactMissing, Some("age"))]);
}

#[test]
fn the_builder_checks_values_but_asks_for_no_comment() {
    let rubric = example::rubric();
    let mut builder = rubric.audit_builder();
    builder
        .answer("identified", &Answer::Level("not-met".into()))
        .unwrap();
    let problem = builder
        .answer("identified", &Answer::Level("not-applicable".into()))
        .unwrap_err();
    insta::assert_snapshot!(problem, @"/answers/identified: `identified` may not be answered `not-applicable` (help: write one of `\"met\"`, `\"mostly\"`, `\"partly\"`, `\"not-met\"`)");
}

#[test]
fn what_may_leave_a_group_decides_nothing_for_it() {
    let rubric = example::rubric();
    let audit = rubric
        .read_audit(example::audit_json(
            &json!({ "has-needs": true, "age": 9 }),
            &json!({ "identified": "met" }),
        ))
        .unwrap();
    let truth = |condition| {
        let condition = serde_json::from_value(condition).unwrap();
        rubric.evaluate(&condition, &audit).unwrap()
    };
    // `effect` may be left out: then all of none are above met, and none is at least not met.
    let never = json!({ "above": "met" });
    let always = json!({ "at_least": "not-met" });
    assert_eq!(
        truth(json!({ "every": ["effect"], "level": never })),
        Truth::Undecided
    );
    assert_eq!(
        truth(json!({ "any": ["effect"], "level": never })),
        Truth::No
    );
    assert_eq!(
        truth(json!({ "no": ["effect"], "level": always })),
        Truth::Undecided
    );
    assert_eq!(
        truth(json!({ "any": ["effect"], "level": always })),
        Truth::Undecided
    );
    assert_eq!(
        truth(json!({ "every": ["effect"], "level": always })),
        Truth::Yes
    );
    assert_eq!(
        truth(json!({ "all_but": 0, "of": ["effect"], "level": never })),
        Truth::Undecided
    );
    assert_eq!(
        truth(json!({ "all_but": 1, "of": ["effect"], "level": never })),
        Truth::Yes
    );
    // `identified` may not.
    assert_eq!(
        truth(json!({ "every": ["identified"], "level": never })),
        Truth::No
    );
    // Section G may come to nothing.
    assert_eq!(
        truth(json!({ "every": ["G"], "score": { "above": "1" } })),
        Truth::Undecided
    );
    assert_eq!(
        truth(json!({ "every": ["C"], "score": { "above": "1" } })),
        Truth::No
    );
    assert_eq!(
        truth(json!({ "section": "G", "score": { "at_least": "0" } })),
        Truth::Undecided
    );
    assert_eq!(
        truth(json!({ "section": "G", "scored": false })),
        Truth::Undecided
    );
}

#[test]
fn an_audit_outside_the_dates_of_its_rubric_is_told_so() {
    let mut json = example::rubric_json();
    let notices = |rubric: &Rubric, date: &str| -> Vec<String> {
        let text = example::audit_json(&json!({}), &json!({}));
        let mut audit: serde_json::Value = serde_json::from_str(&text).unwrap();
        audit["date"] = json!(date);
        let audit = rubric.read_audit(audit.to_string()).unwrap();
        let outcome = rubric.score(&audit);
        let dated = |notice: &&Notice| notice.kind == NoticeKind::OutsideEffectiveDates;
        let found = outcome.notices.iter().filter(dated);
        found.map(|notice| notice.message.clone()).collect()
    };
    let rubric = example::rubric();
    assert_eq!(
        notices(&rubric, "2026-08-31"),
        ["This standard applies from 1 September 2026; the audit is dated 2026-08-31."]
    );
    assert!(notices(&rubric, "2026-09-01").is_empty());
    assert!(notices(&rubric, "9999-12-31").is_empty());

    json["effective"]["to"] = json!("2027-07-31");
    let rubric = Rubric::from_json(example::with_digest(json).to_string().as_bytes()).unwrap();
    assert!(notices(&rubric, "2027-07-31").is_empty());
    assert_eq!(
        notices(&rubric, "2027-08-01"),
        [
            "This standard applies from 1 September 2026 to 31 July 2027; the audit is dated \
             2027-08-01."
        ]
    );
    // What is made up is made up on a day on which it applies.
    assert_eq!(rubric.audit_builder().build().date(), "2026-09-01");
}
