//! What an audit keeps of earlier versions: read by its shape, written again, and never counted.

use serde_json::{Value, json};

use crate::example;

fn with(retired: &Value) -> String {
    let text = example::audit_json(&json!({}), &json!({ "days": 40 }));
    let mut audit: Value = serde_json::from_str(&text).unwrap();
    audit["retired"] = retired.clone();
    audit.to_string()
}

fn one(member: &str, value: Value) -> Value {
    let mut one = json!({
        "rubric": { "name": "plans", "version": "0.9.0" },
        "question": "Was it so?",
        "because": "the question is not asked any more",
    });
    one[member] = value;
    one
}

#[test]
fn it_is_kept_and_changes_nothing() {
    let rubric = example::rubric();
    let mut later = one(
        "answer",
        json!({ "level": "good", "comment": "Yes.", "cause": "x" }),
    );
    later["rubric"]["digest"] = json!("sha256:0");
    later["earlier"] = json!([one("answer", json!(true)), one("answer", json!(1.50))]);
    let retired = json!({
        "was-asked": later,
        "counted": one("answer", json!({ "count": 2, "of": 3 })),
        "ticked": one("answer", json!({ "ticked": ["a", "b"] })),
        "level": one("answer", json!("met")),
        "setting": one("fact", json!("hospital")),
        "age": one("fact", json!(9)),
        // The rubric at hand has these names; what is retired has no part in that.
        "days": one("answer", json!("met")),
    });
    let audit = rubric.read_audit(with(&retired)).unwrap();
    assert_eq!(audit.retired().len(), 7);
    assert_eq!(audit.retired()["was-asked"].earlier.len(), 2);

    let written = serde_json::to_string(&rubric.write_audit(&audit)).unwrap();
    assert!(
        written.contains("\"hospital\"") && written.contains("1.5"),
        "{written}"
    );
    let read = rubric.read_audit(&written).unwrap();
    assert_eq!(rubric.write_audit(&read), rubric.write_audit(&audit));

    let without = rubric.read_audit(with(&json!({}))).unwrap();
    assert_eq!(*rubric.score(&audit), *rubric.score(&without));
    assert_eq!(rubric.grades(&audit), rubric.grades(&without));
    let plain = serde_json::to_string(&rubric.write_audit(&without)).unwrap();
    assert!(!plain.contains("retired"), "{plain}");
}

#[test]
fn what_is_not_of_its_shape_is_named() {
    let rubric = example::rubric();
    let refused = |retired: Value, expected: &str| {
        let error = rubric.read_audit(with(&retired)).unwrap_err().to_string();
        assert!(error.contains(expected), "{retired}:\n{error}");
    };
    refused(json!([]), "/retired: ");
    refused(json!({ "a": true }), "/retired/a: ");
    refused(json!({ "": one("fact", json!(1)) }), "the name it had");
    refused(
        json!({ "a": one("answre", json!(1)) }),
        "/retired/a/answre: ",
    );
    refused(
        json!({ "a": one("answre", json!(1)) }),
        "did you mean `answer`?",
    );
    refused(
        json!({ "a": one("answer", json!([])) }),
        "/retired/a/answer: ",
    );
    refused(
        json!({ "a": one("answer", json!({})) }),
        "this is not one answer",
    );
    refused(
        json!({ "a": one("answer", json!({ "count": 1 })) }),
        "this is not one answer",
    );
    refused(
        json!({ "a": one("answer", json!({ "yes": true, "level": "x" })) }),
        "not one answer",
    );
    refused(
        json!({ "a": one("answer", json!({ "yes": 1 })) }),
        "/retired/a/answer/yes: ",
    );
    refused(
        json!({ "a": one("answer", json!({ "levle": "x" })) }),
        "/retired/a/answer/levle: ",
    );
    refused(json!({ "a": one("fact", json!({})) }), "/retired/a/fact: ");
    refused(
        json!({ "a": one("because", json!("x")) }),
        "an answer or a fact",
    );
    refused(
        json!({ "a": one("fact", json!(null)) }),
        "/retired/a/fact: ",
    );
    let mut both = one("fact", json!(1));
    both["answer"] = json!(1);
    refused(json!({ "a": both }), "an answer or a fact");
    for member in ["rubric", "question", "because"] {
        let mut lacks = one("fact", json!(1));
        lacks.as_object_mut().unwrap().remove(member);
        refused(json!({ "a": lacks }), &format!("`{member}` is missing"));
        let mut wrong = one("fact", json!(1));
        wrong[member] = json!(1);
        refused(json!({ "a": wrong }), &format!("/retired/a/{member}: "));
    }
    for member in ["name", "version"] {
        let mut lacks = one("fact", json!(1));
        lacks["rubric"].as_object_mut().unwrap().remove(member);
        refused(json!({ "a": lacks }), "/retired/a/rubric: ");
    }
    let mut other = one("fact", json!(1));
    other["rubric"]["weather"] = json!("fine");
    refused(json!({ "a": other }), "/retired/a/rubric/weather: ");
    let mut deep = one("fact", json!(1));
    deep["earlier"] = json!([one("earlier", json!([]))]);
    refused(json!({ "a": deep }), "/retired/a/earlier/0/earlier: ");
    let mut long = one("fact", json!(1));
    long["because"] = json!("x".repeat(10_001));
    refused(json!({ "a": long }), "/retired/a/because: ");
}

#[test]
fn a_name_that_is_given_twice_is_refused() {
    let text = with(&json!({ "a": one("fact", json!(1)) })).replace(
        "\"retired\":{",
        &format!("\"retired\":{{\"a\":{},", one("fact", json!(2))),
    );
    let error = example::rubric().read_audit(text).unwrap_err().to_string();
    assert!(error.contains("`a` is given twice"), "{error}");
}

#[test]
fn it_is_bounded() {
    let small = json!({
        "rubric": { "name": "p", "version": "1" }, "question": "", "fact": 1, "because": "",
    });
    let many = |count: usize| {
        let all = (0..count).map(|number| (format!("n{number}"), small.clone()));
        with(&Value::Object(all.collect()))
    };
    let rubric = example::rubric();
    assert!(rubric.read_audit(many(10_000)).is_ok());
    let error = rubric.read_audit(many(10_001)).unwrap_err().to_string();
    assert!(error.contains("more than 10000"), "{error}");
}
