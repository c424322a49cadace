//! What becomes of each answer.

use std::collections::BTreeMap;

use rubric_engine::Rubric;
use rubric_versions::migrate::{Fate, Kind, Migrated, migrate};
use serde_json::{Value, json};

use crate::support::{HEAD, audit, plain, rubric};

fn written(migrated: &Migrated) -> Value {
    let text = serde_json::to_string(&migrated.audit).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// What became of each, with the reason where there is one.
fn fates(migrated: &Migrated) -> BTreeMap<String, String> {
    (migrated.moves.iter())
        .map(|one| {
            let fate = match &one.fate {
                Fate::Carried => "carried".to_owned(),
                Fate::Renamed(now) => format!("renamed to {now}"),
                Fate::Revived => "revived".to_owned(),
                Fate::NeedsPerson(because) => format!("person: {because}"),
                Fate::Retired(because) => format!("retired: {because}"),
                Fate::StaysRetired => "stays retired".to_owned(),
            };
            (one.name.clone(), fate)
        })
        .collect()
}

/// Carries over, there and back, and makes sure that nothing is lost.
fn carried(
    from: &Rubric,
    to: &Rubric,
    facts: Value,
    answers: Value,
) -> (Migrated, BTreeMap<String, String>) {
    let audit = audit(from, facts, answers);
    let there = migrate(from, to, &audit);
    let read = to.read_audit(serde_json::to_string(&there.audit).unwrap());
    let back = migrate(to, from, &read.unwrap_or_else(|error| panic!("{error}")));
    assert_eq!(back.audit, from.write_audit(&audit));
    let fates = fates(&there);
    (there, fates)
}

/// What becomes of the answer to one criterion, `x`, in two wordings of it.
fn fate(old: &str, new: &str, answer: Value) -> String {
    let (from, to) = (plain("1.0.0", "", old), plain("1.1.0", "", new));
    let (_, fates) = carried(&from, &to, json!({}), json!({ "x": answer }));
    fates["x"].clone()
}

fn fact_fate(old: &str, new: &str, value: Value) -> String {
    let criterion = "criterion x \"X\"";
    let (from, to) = (
        plain("1.0.0", old, criterion),
        plain("1.1.0", new, criterion),
    );
    let (_, fates) = carried(&from, &to, json!({ "f": value }), json!({}));
    fates["f"].clone()
}

#[test]
fn the_header_is_of_the_new_version_and_otherwise_as_it_was() {
    let (from, to) = (
        plain("1.0.0", "", "criterion x \"X\""),
        plain("1.1.0", "", "criterion x \"X\"\ncriterion y \"Y\""),
    );
    let (there, _) = carried(&from, &to, json!({}), json!({ "x": "met" }));
    let written = written(&there);
    assert_eq!(written["rubric"]["version"], "1.1.0");
    assert_eq!(written["rubric"]["digest"], json!(to.model().digest));
    let same = ("A-1", "2026-09-14", "2026-Q3", "second", "aud-7");
    for (member, value) in ["reference", "date", "cycle", "stage", "auditor"]
        .iter()
        .zip([same.0, same.1, same.2, same.3, same.4])
    {
        assert_eq!(written[member], value);
    }
    assert_eq!(written["answers"], json!({ "x": "met" }));
    assert_eq!(there.newly_asked, [(Kind::Answer, "y".to_owned())]);
}

#[test]
fn names_join_in_any_letter_case_and_by_what_they_were() {
    assert_eq!(
        fate("criterion x \"X\"", "criterion X \"X\"", json!("met")),
        "renamed to X"
    );
    assert_eq!(
        fate(
            "criterion x \"X\"",
            "criterion y \"X\" { was x }",
            json!("met")
        ),
        "renamed to y"
    );
    // Back again: the old version knows what it was called.
    assert_eq!(
        fate(
            "criterion x \"X\" { was y }",
            "criterion y \"X\"",
            json!("met")
        ),
        "renamed to y"
    );
    assert_eq!(
        fate(
            "criterion x \"X\"",
            "criterion y \"Y\" { was x }",
            json!("met")
        ),
        "person: the question is worded differently"
    );
    assert_eq!(
        fate("criterion x \"X\"", "criterion y \"X\"", json!("met")),
        "retired: the question is not asked any more"
    );
}

#[test]
fn a_name_goes_before_what_something_was_and_nothing_is_paired_twice() {
    let from = plain("1.0.0", "", "criterion a \"A\"\ncriterion b \"B\"");
    let to = plain("1.1.0", "", "criterion b \"B\" { was a }");
    let (there, fates) = carried(&from, &to, json!({}), json!({ "a": "met", "b": "partly" }));
    assert_eq!(fates["b"], "carried");
    assert_eq!(fates["a"], "retired: the question is not asked any more");
    assert_eq!(written(&there)["answers"], json!({ "b": "partly" }));
    // Two that were one: the one that asks the same has its answer.
    let from = plain("1.0.0", "", "criterion a \"A\"");
    let to = plain(
        "1.1.0",
        "",
        "criterion b \"B\" { was a }\ncriterion d \"A\" { was a }",
    );
    let (there, fates) = carried(&from, &to, json!({}), json!({ "a": "met" }));
    assert_eq!(fates["a"], "renamed to d");
    assert_eq!(there.newly_asked, [(Kind::Answer, "b".to_owned())]);
}

#[test]
fn an_answer_is_carried_where_it_means_the_same() {
    let check = "criterion x \"X\" { checklist { a \"A\"  b \"B\" } }";
    let ticked = json!({ "ticked": ["a"] });
    for (old, new, answer, expected) in [
        (
            "criterion x \"X\"",
            "criterion x \"Y\"",
            json!("met"),
            "person: the question is worded differently",
        ),
        (
            "criterion x \"X\"",
            "criterion x \"X\" { yes-no }",
            json!("met"),
            "person: the question is answered in another way",
        ),
        (
            "criterion x \"X\" { weight 2 }",
            "criterion x \"X\" { essential }",
            json!("met"),
            "carried",
        ),
        (
            "criterion x \"X\"",
            "criterion x \"X\" { scale evidence without not-applicable }",
            json!("not-applicable"),
            "person: `x` may not be answered `not-applicable`",
        ),
        (
            "criterion x \"X\"",
            "criterion x \"X\" { comment required when below met }",
            json!("partly"),
            "person: `x` is `partly`, which needs a comment",
        ),
        (
            "criterion x \"X\"",
            "criterion x \"X\" { comment required when below met }",
            json!({ "level": "partly", "comment": "Half.", "cause": "writer" }),
            "carried",
        ),
        (
            check,
            "criterion x \"X\" { checklist { b \"B\"  a \"A\" } }",
            ticked.clone(),
            "carried",
        ),
        (
            check,
            "criterion x \"X\" { checklist { a \"A\"  b \"B\" } levels evidence { met when all  not-met otherwise } }",
            ticked.clone(),
            "carried",
        ),
        (
            check,
            "criterion x \"X\" { checklist { a \"A\"  b \"B\"  c \"C\" } }",
            ticked.clone(),
            "person: the items to tick are not the same",
        ),
        (
            check,
            "criterion x \"X\" { checklist { a \"A\"  c \"C\" } }",
            ticked.clone(),
            "person: the items to tick are not the same",
        ),
        (
            check,
            "criterion x \"X\" { checklist { a \"A, at length\"  b \"B\" } }",
            ticked,
            "person: the items to tick are not the same",
        ),
        (
            "criterion x \"X\" { proportion \"needs\" { none excluded } }",
            "criterion x \"X\" { proportion \"needs\" { none counts 0% } }",
            json!({ "count": 1, "of": 2 }),
            "carried",
        ),
        (
            "criterion x \"X\" { proportion \"needs\" { none excluded } }",
            "criterion x \"X\" { proportion \"aims\" { none excluded } }",
            json!({ "count": 1, "of": 2 }),
            "person: something else is counted",
        ),
        (
            "criterion x \"X\" { number \"days\" 0 to 99  levels evidence { met up to 42  not-met otherwise } }",
            "criterion x \"X\" { number \"days\" 0 to 50  levels evidence { met up to 30  not-met otherwise } }",
            json!(40),
            "carried",
        ),
        (
            "criterion x \"X\" { number \"days\" 0 to 99  levels evidence { met up to 42  not-met otherwise } }",
            "criterion x \"X\" { number \"days\" 0 to 30  levels evidence { met up to 20  not-met otherwise } }",
            json!(40),
            "person: `x` is out of range",
        ),
        (
            "criterion x \"X\" { number \"days\" 0 to 99  levels evidence { met up to 42  not-met otherwise } }",
            "criterion x \"X\" { number \"weeks\" 0 to 99  levels evidence { met up to 42  not-met otherwise } }",
            json!(40),
            "person: the number is of another unit",
        ),
        (
            "criterion x \"X\" { yes-no }",
            "criterion x \"X\" { yes-no }",
            json!(true),
            "carried",
        ),
    ] {
        assert_eq!(
            fate(old, new, answer.clone()),
            expected,
            "{old} | {new} | {answer}"
        );
    }
}

#[test]
fn a_level_is_carried_where_it_is_worth_the_same() {
    let criterion = "criterion x \"X\"";
    let from = rubric("plan", "1.0.0", HEAD, "", criterion);
    let fate = |head: &str, level: &str| {
        let to = rubric("plan", "2.0.0", head, "", criterion);
        let (_, fates) = carried(&from, &to, json!({}), json!({ "x": level }));
        fates["x"].clone()
    };
    let doubled = HEAD
        .replace("\"Met\"        2", "\"Met\" 4")
        .replace("\"Partly met\" 1", "\"Partly met\" 2");
    assert_eq!(fate(&doubled, "partly"), "carried");
    let lifted = HEAD.replace("\"Met\"        2", "\"Met\" 3");
    assert_eq!(
        fate(&lifted, "partly"),
        "person: the level `partly` is worth something else"
    );
    assert_eq!(fate(&lifted, "not-met"), "carried");
    let counted = HEAD.replace("not-applicable \"Not applicable\" excluded", "");
    assert_eq!(
        fate(&counted, "not-applicable"),
        "person: the scale has no level `not-applicable` any more"
    );
    let shouted = HEAD.replace("partly ", "Partly ");
    assert_eq!(fate(&shouted, "partly"), "carried");
    let without = HEAD.replace("cause adviser \"The advice is vague\"", "");
    let to = rubric("plan", "2.0.0", &without, "", criterion);
    let answer = json!({ "x": { "level": "partly", "cause": "adviser" } });
    let (_, fates) = carried(&from, &to, json!({}), answer);
    assert_eq!(fates["x"], "person: there is no cause `adviser` any more");
}

#[test]
fn facts_are_carried_likewise() {
    for (old, new, value, expected) in [
        (
            "fact f \"F\" { yes-no }",
            "fact F \"F\" { yes-no }",
            json!(true),
            "renamed to F",
        ),
        (
            "fact f \"F\" { yes-no }",
            "fact f \"G\" { yes-no }",
            json!(true),
            "person: the question is worded differently",
        ),
        (
            "fact f \"F\" { yes-no }",
            "",
            json!(true),
            "retired: the question is not asked any more",
        ),
        (
            "fact f \"F\" { yes-no }",
            "fact f \"F\" { number 0 to 2 }",
            json!(true),
            "person: the question is answered in another way",
        ),
        (
            "fact f \"F\" { number 0 to 9 }",
            "fact f \"F\" { number 0 to 5 }",
            json!(5),
            "carried",
        ),
        (
            "fact f \"F\" { number 0 to 9 }",
            "fact f \"F\" { number 0 to 5 }",
            json!(6),
            "person: `f` is out of range",
        ),
        (
            "fact f \"F\" { one-of { a \"A\"  b \"B\" } }",
            "fact f \"F\" { one-of { b \"B\"  c \"C\" } }",
            json!("b"),
            "carried",
        ),
        (
            "fact f \"F\" { one-of { a \"A\"  b \"B\" } }",
            "fact f \"F\" { one-of { b \"B\"  c \"C\" } }",
            json!("a"),
            "person: the option `a` is not there any more, or is worded differently",
        ),
    ] {
        assert_eq!(
            fact_fate(old, new, value.clone()),
            expected,
            "{old} | {new} | {value}"
        );
    }
}

#[test]
fn a_fact_that_became_a_question_is_retired() {
    let from = plain("1.0.0", "fact f \"F\" { yes-no }", "criterion x \"X\"");
    let to = plain(
        "1.1.0",
        "",
        "criterion x \"X\"\ncriterion f \"F\" { yes-no }",
    );
    let (there, fates) = carried(&from, &to, json!({ "f": true }), json!({ "x": "met" }));
    assert_eq!(fates["f"], "retired: the question is not asked any more");
    assert_eq!(there.newly_asked, [(Kind::Answer, "f".to_owned())]);
}

#[test]
fn what_is_retired_says_where_it_comes_from_and_why() {
    let from = plain(
        "1.0.0",
        "fact f \"F?\" { yes-no }",
        "criterion x \"X?\"\ncriterion y \"Y?\"",
    );
    let to = plain("2.0.0", "", "criterion x \"X, in full?\"");
    let answers =
        json!({ "x": { "level": "partly", "comment": "Half.", "cause": "writer" }, "y": "met" });
    let (there, _) = carried(&from, &to, json!({ "f": true }), answers);
    let reference = json!({ "name": "plan", "version": "1.0.0", "digest": from.model().digest });
    assert_eq!(
        written(&there)["retired"],
        json!({
            "f": { "rubric": reference, "question": "F?", "fact": true,
                   "because": "the question is not asked any more" },
            "x": { "rubric": reference, "question": "X?",
                   "answer": { "level": "partly", "comment": "Half.", "cause": "writer" },
                   "because": "the question is worded differently" },
            "y": { "rubric": reference, "question": "Y?", "answer": "met",
                   "because": "the question is not asked any more" },
        })
    );
    let counts = there.counts();
    assert_eq!(
        (counts.held(), counts.needs_person, counts.retired),
        (3, 1, 2)
    );
    assert_eq!(there.audit.answers.len() + there.audit.facts.len(), 0);
}

#[test]
fn the_same_question_retired_twice_is_kept_twice() {
    let one = plain("1.0.0", "", "criterion x \"X one\"");
    let two = plain("2.0.0", "", "criterion x \"X two\"");
    let three = plain("3.0.0", "", "criterion x \"X three\"");
    let first = audit(&one, json!({}), json!({ "x": "met" }));
    let mut second = migrate(&one, &two, &first).audit;
    second.answers.insert(
        "x".into(),
        rubric_model::audit::Answer::Level("partly".into()),
    );
    let second = two
        .read_audit(serde_json::to_string(&second).unwrap())
        .unwrap();
    let third = migrate(&two, &three, &second);
    assert_eq!(
        (third.counts().needs_person, third.counts().stays_retired),
        (1, 1)
    );
    let retired = &third.audit.retired["x"];
    assert_eq!(
        (retired.question.as_str(), retired.earlier.len()),
        ("X two", 1)
    );
    assert_eq!(retired.earlier[0].question, "X one");

    // Each goes back to where it was given, and the other is still there.
    let third = three
        .read_audit(serde_json::to_string(&third.audit).unwrap())
        .unwrap();
    let back = migrate(&three, &two, &third);
    assert_eq!(back.audit, two.write_audit(&second));
    let other = migrate(&three, &one, &third);
    assert_eq!(
        (other.counts().revived, other.counts().stays_retired),
        (1, 1)
    );
    assert_eq!(other.audit.retired["x"].question, "X two");
}

#[test]
fn what_was_given_under_a_third_version_is_for_a_person() {
    let one = plain("1.0.0", "", "criterion x \"X\"\ncriterion y \"Y\"");
    let two = plain("2.0.0", "", "criterion x \"X\"");
    let three = plain("3.0.0", "", "criterion x \"X\"\ncriterion y \"Y\"");
    let first = audit(&one, json!({}), json!({ "x": "met", "y": "met" }));
    let second = migrate(&one, &two, &first).audit;
    let second = two
        .read_audit(serde_json::to_string(&second).unwrap())
        .unwrap();
    let third = migrate(&two, &three, &second);
    assert_eq!(
        fates(&third)["y"],
        "person: it was given under a third version, and may mean something else"
    );
    assert!(third.audit.retired.contains_key("y"));
    assert_eq!(third.newly_asked, [(Kind::Answer, "y".to_owned())]);
    // By way of the version it was given under, it comes through.
    let back = migrate(&two, &one, &second).audit;
    let back = one
        .read_audit(serde_json::to_string(&back).unwrap())
        .unwrap();
    assert_eq!(migrate(&one, &three, &back).counts().carried, 2);
}

#[test]
fn to_the_same_version_nothing_changes() {
    let one = plain("1.0.0", "", "criterion x \"X\"");
    let audit = audit(&one, json!({}), json!({ "x": "met" }));
    let same = migrate(&one, &one, &audit);
    assert_eq!(same.audit, one.write_audit(&audit));
    assert_eq!((same.counts().held(), same.counts().carried), (1, 1));
}

#[test]
fn a_standard_of_another_name_is_no_hindrance() {
    let base = plain("1.0.0", "", "criterion x \"X\"");
    let local = rubric(
        "local-plan",
        "1.0.0",
        HEAD,
        "",
        "criterion x \"X\"\ncriterion z \"Z\"",
    );
    let (there, fates) = carried(&base, &local, json!({}), json!({ "x": "met" }));
    assert_eq!(fates["x"], "carried");
    assert_eq!(there.audit.rubric.name, "local-plan");
}
