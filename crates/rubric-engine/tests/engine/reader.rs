//! The reader of audits: every kind of problem, where it is, and what to write instead.

use std::fmt::Write;

use proptest::prelude::*;
use rubric_engine::Rubric;
use serde_json::json;

use crate::example;

fn problems(text: &str) -> String {
    match example::rubric().read_audit(text) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn of_answers(answers: &[&str]) -> String {
    let mut all = String::new();
    for answer in answers {
        let text = example::audit_json(&json!({}), &json!({}))
            .replace("\"answers\":{}", &format!("\"answers\":{{{answer}}}"));
        writeln!(
            all,
            "{answer}\n    {}",
            problems(&text).replace('\n', "\n    ")
        )
        .unwrap();
    }
    all
}

fn of_facts(facts: &[&str]) -> String {
    let mut all = String::new();
    for fact in facts {
        let text = example::audit_json(&json!({}), &json!({}))
            .replace("\"facts\":{}", &format!("\"facts\":{{{fact}}}"));
        writeln!(
            all,
            "{fact}\n    {}",
            problems(&text).replace('\n', "\n    ")
        )
        .unwrap();
    }
    all
}

#[test]
fn answers() {
    let told = of_answers(&[
        r#""identified": "met""#,
        r#""identified": {"level": "met"}"#,
        r#""identifed": "met""#,
        r#""C": "met""#,
        r#""age": 9"#,
        r#""weather": "fine""#,
        r#""identified": "Met""#,
        r#""identified": "superb""#,
        r#""identified": "not-applicable""#,
        r#""identified": true"#,
        r#""identified": null"#,
        r#""identified": []"#,
        r#""identified": {}"#,
        r#""specified": ["what", "who"]"#,
        r#""specified": ["waht"]"#,
        r#""signed": [true]"#,
        r#""identified": {"level": "met", "yes": true}"#,
        r#""identified": {"levle": "met"}"#,
        r#""identified": "met", "identified": "partly""#,
        r#""identified": {"level": "met", "level": "partly"}"#,
        r#""identified": "partly""#,
        r#""identified": {"level": "partly", "comment": "  "}"#,
        r#""identified": "not-met""#,
        r#""identified": {"level": "not-met", "comment": "None.", "cause": "wirter"}"#,
        r#""identified": {"level": "not-met", "comment": "None.", "cause": "writer", "auditor": "aud-2"}"#,
        r#""identified": {"level": "met", "auditor": " "}"#,
        r#""identified": {"level": "not-met", "cause": "wirter"}"#,
        r#""specified": {"ticked": ["waht", "what", "what", "woh"]}"#,
        r#""effect": "mostly""#,
        r#""effect": "not-applicable""#,
        r#""signed": "yes""#,
        r#""signed": {"yes": false}"#,
        r#""specified": {"ticked": ["what", "woh"]}"#,
        r#""specified": {"ticked": ["what", "what"]}"#,
        r#""specified": {"ticked": "what"}"#,
        r#""specified": {"ticked": [1]}"#,
        r#""specified": "met""#,
        r#""specified": "not-applicable""#,
        r#""specified": {"ticked": []}"#,
        r#""outcomes": {"count": 5, "of": 7}"#,
        r#""outcomes": {"count": 0, "of": 0}"#,
        r#""outcomes": {"count": 8, "of": 7}"#,
        r#""outcomes": {"count": 8}"#,
        r#""outcomes": {"of": 8}"#,
        r#""outcomes": {"count": 1.5, "of": 2}"#,
        r#""outcomes": {"count": -1, "of": 2}"#,
        r#""outcomes": {"count": 1, "of": 1000001}"#,
        r#""outcomes": "not-applicable""#,
        r#""outcomes": 0.5"#,
        r#""days": 40"#,
        r#""days": {"number": 40.0}"#,
        r#""days": 40.5"#,
        r#""days": 366"#,
        r#""days": "40""#,
        r#""days": 4e1"#,
        r#""days": 0.00000000000000000000000000000000000000001"#,
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn facts() {
    let told = of_facts(&[
        r#""age": 9, "has-needs": true, "setting": "special""#,
        r#""aeg": 9"#,
        r#""identified": true"#,
        r#""age": "nine""#,
        r#""age": 9.5"#,
        r#""age": 26"#,
        r#""age": null"#,
        r#""has-needs": "yes""#,
        r#""setting": "specail""#,
        r#""setting": "hospital""#,
        r#""setting": 1"#,
        r#""age": 9, "age": 10"#,
    ]);
    insta::assert_snapshot!(told);
}

#[test]
fn header() {
    let mut all = String::new();
    for text in [
        "",
        "{",
        "{\n  \"format\": \"rubric-audit/1\",\n  \"date\": ,\n}",
        "[]",
        "{}",
        r#"{"format":"rubric/1","name":"plans"}"#,
        r#"{"format":"rubric-outcome/1","reference":"a"}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"plan","version":"1.0.0"},"reference":"a","date":"2026-02-03","facts":{},"answers":{}}"#,
        r#"{"format":"rubric-audit/2","rubric":{"name":"plans","version":"1.0.0"},"reference":"Jo Bloggs","date":"2026-02-30","facts":{},"answers":{}}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"other","version":"1.0.0"},"reference":"a","date":"2026-02-03","facts":{"x":1},"answers":{"y":1}}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"plans","version":"1.1.0"},"reference":"a","date":"2026-02-03","facts":{"x":1},"answers":{"y":1}}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"plans","version":"1.0.0","digest":"sha256:00"},"reference":"a","date":"2026-02-03","facts":{},"answers":{}}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"plans","version":"1.0.0"},"reference":"a","date":"2026-02-03","stage":"agred","cycle":"","auditor":7,"facts":[],"anwsers":{}}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"plans","version":"1.0.0"},"reference":"a","date":"2026-02-03","stage":"re-audit","cycle":"2026-Q3","auditor":"aud-07","facts":{},"answers":{}}"#,
        r#"{"format":"rubric-audit/1","rubric":{"name":"plans","version":"1.0.0"},"reference":"\ud800","date":"2026-02-03","facts":{},"answers":{"~a/b":"met"}}"#,
    ] {
        writeln!(
            all,
            "{text}\n    {}",
            problems(text).replace('\n', "\n    ")
        )
        .unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_is_not_json() {
    let mut all = String::new();
    for text in [
        " \n",
        "Audit of plan 42",
        "{",
        "{\n  \"facts\": {\n}",
        "{ \"facts\": {] }",
        "{}}",
        "{} {}",
        "{ \"yes\": True }",
        "{ \"yes\": None }",
        "{ \"yes\": yes }",
        "{ \"level\": met }",
        "{ \"level\": 'met' }",
        "{ “level”: \"met\" }",
        "{ \"level\": “met” }",
        "{\n  \"level\": \"met”,\n  \"of\": 7\n}",
        "{ level: \"met\" }",
        "{ \"level\" \"met\" }",
        "{ \"level\" = \"met\" }",
        "{ \"level\" }",
        "{ \"level\": }",
        "{\n  \"a\": \"met\"\n  \"b\": \"met\"\n}",
        "{ \"a\": 1 \"b\": 2 }",
        "{ \"a\": 1; \"b\": 2 }",
        "{\n  \"a\": 1,\n}",
        "{ \"a\": [1, 2,] }",
        "{ \"a\": 1,, \"b\": 2 }",
        "{ , \"a\": 1 }",
        "{ \"a\": 1, // nearly\n \"b\": 2 }",
        "{ # nearly\n }",
        "{ \"a\": 5/7 }",
        "{ \"a\": 70% }",
        "{ \"a\": 2026-09-14 }",
        "{ \"a\": 007 }",
        "{ \"a\": .5 }",
        "{ \"a\": 5. }",
        "{ \"comment\": \"One line\nand another\" }",
        "{ \"comment\": \"The plan says \"weekly\" once.\" }",
        "{ \"comment\": \"C:\\plans\" }",
        "{ \"comment\": \"a\tb\" }",
        "{ \"comment\": \"never ends }",
        "{\u{a0}\"a\": 1 }",
    ] {
        writeln!(all, "{text}\n    {}", problems(text)).unwrap();
    }
    insta::assert_snapshot!(all);
}

#[test]
fn every_problem_has_its_place() {
    let text = "{\n  \"format\": \"rubric-audit/1\",\n  \"rubric\": { \"name\": \"plans\", \"version\": \"1.0.0\" },\n  \
                \"reference\": \"é\", \"date\": 7,\n  \"facts\": { \"age\": 9, \"age\": 10 },\n  \"answers\": {\n    \
                \"specified\": { \"ticked\": [\"what\", \"woh\", \"waht\"] },\n    \"identifed\": \"met\"\n  }\n}\n";
    let error = example::rubric().read_audit(text).unwrap_err();
    let places = error.problems.iter().map(|one| {
        let pointer = one.pointer.as_str();
        (pointer, one.line.unwrap(), one.column.unwrap())
    });
    assert_eq!(
        places.collect::<Vec<_>>(),
        [
            ("/reference", 4, 3),
            ("/date", 4, 21),
            ("/facts/age", 5, 24),
            ("/answers/specified/ticked/1", 7, 39),
            ("/answers/specified/ticked/2", 7, 46),
            ("/answers/identifed", 8, 5),
        ]
    );
}

#[test]
fn a_byte_order_mark_moves_no_column() {
    let rubric = example::rubric();
    let text = example::audit_json(&json!({ "aeg": 9 }), &json!({}));
    let plain = rubric.read_audit(&text).unwrap_err();
    assert_eq!(plain.problems[0].line, Some(1));
    let marked = rubric.read_audit(format!("\u{feff}{text}")).unwrap_err();
    assert_eq!(marked, plain);
    for text in [&b"{ yes }"[..], b"{ \xff }"] {
        let marked = [b"\xef\xbb\xbf", text].concat();
        let (marked, plain) = (rubric.read_audit(marked), rubric.read_audit(text));
        assert_eq!(marked.unwrap_err(), plain.unwrap_err());
    }
}

#[test]
fn suggestions_end_with_their_budget() {
    let mut rubric = example::rubric_json();
    let criterion =
        |name: String| json!({ "name": name, "question": "", "answer": { "kind": "yes-no" } });
    let many = (0..2_000).map(|number| criterion(format!("criterion-{number}")));
    let criteria = rubric["sections"][1]["criteria"].as_array_mut().unwrap();
    criteria.extend(many.chain([criterion("evidence".to_owned())]));
    let rubric = example::with_digest(rubric).to_string();
    let rubric = Rubric::from_json(rubric.as_bytes()).unwrap();
    let mut answers = "\"evidnce\":true".to_owned();
    for number in 0..14_000 {
        write!(answers, ",\"criterion-x{number:05}\":true").unwrap();
    }
    answers.push_str(",\"evidnec\":true");
    let text = example::audit_json(&json!({}), &json!({}))
        .replace("\"answers\":{}", &format!("\"answers\":{{{answers}}}"));
    let problems = rubric.read_audit(text).unwrap_err().problems;
    assert_eq!(problems.len(), 14_002);
    let help = |place: usize| problems[place].help.as_deref();
    assert_eq!(help(0), Some("did you mean `evidence`?"));
    assert_eq!(help(14_001), None);
}

#[test]
fn sizes() {
    let rubric = example::rubric();
    let long = "x".repeat(10_001);
    let text = example::audit_json(
        &json!({}),
        &json!({ "identified": { "level": "met", "comment": long } }),
    );
    let error = rubric.read_audit(&text).unwrap_err();
    assert_eq!(error.problems[0].pointer, "/answers/identified/comment");
    let padded = format!("{text}{}", " ".repeat(1 << 20));
    let error = rubric.read_audit(&padded).unwrap_err();
    assert_eq!(
        error.problems[0].message,
        "the audit is longer than 1048576 bytes"
    );
    let error = rubric.read_audit(b"{\n\xff}").unwrap_err();
    assert_eq!(
        (error.problems[0].line, error.problems[0].column),
        (Some(2), Some(1))
    );
    let deep = "[".repeat(500_000);
    assert!(rubric.read_audit(&deep).is_err());
}

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?[0-9]{1,4}(\\.[0-9]{1,3})?(e[0-9])?",
        prop::sample::select(vec![
            "\"met\"",
            "\"writer\"",
            "\"what\"",
            "\"special\"",
            "\"\\ud800\""
        ])
        .prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let name = prop::sample::select(vec![
            "identified",
            "specified",
            "outcomes",
            "days",
            "age",
            "level",
            "ticked",
            "count",
            "of",
            "comment",
            "cause",
            "number",
            "yes",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|all| format!("[{}]", all.join(","))),
            prop::collection::vec((name, inner), 0..5).prop_map(|all| {
                let members: Vec<_> = all
                    .iter()
                    .map(|(name, value)| format!("\"{name}\":{value}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        let _ = example::rubric().read_audit(text);
    }

    #[test]
    fn any_facts_and_answers_are_read_or_refused(facts in json(), answers in json()) {
        let rubric = example::rubric();
        let text = example::audit_json(&json!(1), &json!(2))
            .replace("\"facts\":1", &format!("\"facts\":{facts}"))
            .replace("\"answers\":2", &format!("\"answers\":{answers}"));
        match rubric.read_audit(&text) {
            Ok(audit) => drop(rubric.score(&audit)),
            Err(error) => prop_assert!(error.problems.iter().all(|one| !one.message.is_empty())),
        }
    }
}
