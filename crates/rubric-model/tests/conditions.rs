//! Conditions keep their meaning through JSON, and JSON that says two things at once is refused.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use rubric_model::Rational;
use rubric_model::condition::{
    Comparison, Condition, CriterionTest, Description, FactValue, Group, GroupCondition,
    JudgedTest, MemberTest, Members, Quantity, Subject,
};
use rubric_model::rubric::Mark;

fn round_trip(condition: &Condition, json: &str) {
    let written = serde_json::to_value(condition).unwrap();
    let expected: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(written, expected);
    assert_eq!(serde_json::from_str::<Condition>(json).unwrap(), *condition);
}

#[test]
fn a_fact_is_compared_in_the_same_object() {
    let is = Comparison::Is(FactValue::YesNo(true));
    round_trip(
        &Condition::Fact("has-health-needs".into(), is),
        r#"{ "fact": "has-health-needs", "is": true }"#,
    );
    let age = Comparison::AtLeast(FactValue::Number(Rational::from(14)));
    round_trip(
        &Condition::Fact("age".into(), age),
        r#"{ "fact": "age", "at_least": "14" }"#,
    );
    let setting = Comparison::NotOneOf(vec![FactValue::Option("special".into())]);
    round_trip(
        &Condition::Fact("setting".into(), setting),
        r#"{ "fact": "setting", "not_one_of": ["special"] }"#,
    );
}

#[test]
fn criteria_sections_and_the_whole_are_asked_about_by_name() {
    let level = CriterionTest::Level(Comparison::Below("met".into()));
    round_trip(
        &Condition::Criterion("needs".into(), level),
        r#"{ "criterion": "needs", "level": { "below": "met" } }"#,
    );
    round_trip(
        &Condition::Criterion("needs".into(), CriterionTest::Lacks("who".into())),
        r#"{ "criterion": "needs", "lacks": "who" }"#,
    );
    let score = JudgedTest::Score(Comparison::Below(Rational::new(1, 2).unwrap()));
    round_trip(
        &Condition::Judged(Subject::Section("C".into()), score),
        r#"{ "section": "C", "score": { "below": "1/2" } }"#,
    );
    round_trip(
        &Condition::Judged(Subject::Overall, JudgedTest::Scored(false)),
        r#"{ "overall": true, "scored": false }"#,
    );
}

#[test]
fn members_of_groups_are_counted() {
    let inadequate = MemberTest::Section(JudgedTest::Grade(Comparison::Is("inadequate".into())));
    let any = GroupCondition {
        quantity: Quantity::Any,
        group: Group::Whole(Members::Sections),
        test: inadequate,
    };
    round_trip(
        &Condition::Group(any),
        r#"{ "any": "sections", "grade": { "is": "inadequate" } }"#,
    );
    let essential = Description {
        members: Members::Criteria,
        marks: vec![Mark::Essential],
        within: Some("it".into()),
        tagged: vec!["golden-thread".into()],
        owned_by: None,
    };
    let missed = MemberTest::Criterion(CriterionTest::Level(Comparison::Is("not-met".into())));
    let two = GroupCondition {
        quantity: Quantity::AtLeast(2),
        group: Group::Described(essential),
        test: missed,
    };
    round_trip(
        &Condition::Group(two),
        r#"{ "at_least": 2, "level": { "is": "not-met" },
             "of": { "members": "criteria", "marks": ["essential"], "in": "it", "tagged": ["golden-thread"] } }"#,
    );
    let excluded = MemberTest::Criterion(CriterionTest::Excluded(true));
    let named = GroupCondition {
        quantity: Quantity::AllBut(1),
        group: Group::Named(vec!["a".into(), "b".into()]),
        test: excluded,
    };
    round_trip(
        &Condition::Group(named),
        r#"{ "all_but": 1, "of": ["a", "b"], "excluded": true }"#,
    );
}

#[test]
fn conditions_are_joined() {
    let leaf = || {
        Condition::Fact(
            "age".into(),
            Comparison::Is(FactValue::Number(Rational::from(3))),
        )
    };
    round_trip(
        &Condition::All(vec![
            leaf(),
            Condition::Not(Box::new(Condition::AnyOf(vec![leaf()]))),
        ]),
        r#"{ "all": [{ "fact": "age", "is": "3" }, { "not": { "any_of": [{ "fact": "age", "is": "3" }] } }] }"#,
    );
}

#[test]
fn an_object_that_says_two_things_or_nothing_is_refused() {
    let refused = |json: &str| {
        serde_json::from_str::<Condition>(json)
            .unwrap_err()
            .to_string()
    };
    for (json, reason) in [
        ("{}", "a condition that says nothing complete"),
        (
            r#"{ "fact": "age" }"#,
            "a condition that says nothing complete",
        ),
        (
            r#"{ "overall": false, "scored": true }"#,
            "a condition that says nothing complete",
        ),
        (
            r#"{ "all": [], "any_of": [] }"#,
            "`any_of` does not belong in this condition",
        ),
        (
            r#"{ "fact": "age", "is": "3", "is_not": "4" }"#,
            "`is_not` does not belong in this condition",
        ),
        (
            r#"{ "criterion": "a", "has": "b", "grade": { "is": "good" } }"#,
            "`grade` does not belong in this condition",
        ),
        (
            r#"{ "any": "sections", "of": "criteria", "scored": true }"#,
            "`of` does not belong in this condition",
        ),
        (
            r#"{ "fact": "age", "older": "3" }"#,
            "unknown field `older`",
        ),
    ] {
        assert!(refused(json).contains(reason), "{json}: {}", refused(json));
    }
}
