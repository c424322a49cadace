//! Compiled rubrics that no compiler wrote: refused, or sound; never a panic.

use proptest::prelude::*;
use rubric_engine::{Rubric, RubricError};
use serde_json::{Value, json};

use crate::example::{rubric_json, with_digest};

fn refused(change: impl Fn(&mut Value)) -> RubricError {
    let mut rubric = rubric_json();
    change(&mut rubric);
    Rubric::from_json(with_digest(rubric).to_string().as_bytes()).unwrap_err()
}

#[test]
fn each_is_refused_where_it_is_wrong() {
    let table: &[(&str, Value, &str)] = &[
        ("/format", json!("rubric/2"), "/format"),
        ("/version", json!("1.0"), "/version"),
        ("/effective/from", json!("2026-02-30"), "/effective"),
        (
            "/excluded_share_notice",
            json!("2"),
            "/excluded_share_notice",
        ),
        ("/overall/ladder", json!("nope"), "/overall/ladder"),
        ("/facts/0/from", json!("26"), "/facts/0"),
        ("/facts/0/to", json!("51/2"), "/facts/0"),
        (
            "/facts/2/options/1/name",
            json!("mainstream"),
            "/facts/2/options/1/name",
        ),
        ("/facts/2/options", json!([]), "/facts/2/options"),
        ("/facts/1/name", json!("AGE"), "/facts/1/name"),
        ("/facts/1/name", json!("c"), "/sections/0/name"),
        ("/facts/1/name", json!("1x"), "/facts/1/name"),
        (
            "/scales/0/levels/0/value",
            json!("4/3"),
            "/scales/0/levels/0/value",
        ),
        (
            "/scales/0/levels/0/value",
            json!("1/2"),
            "/scales/0/levels/0/value",
        ),
        (
            "/scales/0/levels/2/value",
            json!("3/4"),
            "/scales/0/levels/2/value",
        ),
        (
            "/scales/0/levels/1/excluded",
            json!(true),
            "/scales/0/levels/1",
        ),
        (
            "/scales/0/levels/1/name",
            json!("met"),
            "/scales/0/levels/1/name",
        ),
        (
            "/ladders/0/grades/1/from",
            json!("9/10"),
            "/ladders/0/grades/1/from",
        ),
        (
            "/ladders/0/grades/1/from",
            json!("-1"),
            "/ladders/0/grades/1/from",
        ),
        (
            "/ladders/0/grades/1/otherwise",
            json!(true),
            "/ladders/0/grades/1",
        ),
        ("/ladders/0/grades", json!([]), "/ladders/0/grades"),
        ("/sections/0/ladder", json!("nope"), "/sections/0/ladder"),
        ("/sections/0/owner", json!("nope"), "/sections/0/owner"),
        ("/sections/0/weight", json!("0"), "/sections/0/weight"),
        ("/sections/0/weight", json!("2/4"), "/sections/0/weight"),
        (
            "/sections/0/criteria/0/weight",
            json!("-1"),
            "/sections/0/criteria/0/weight",
        ),
        (
            "/sections/0/criteria/0/answer/scale",
            json!("nope"),
            "/sections/0/criteria/0/answer/scale",
        ),
        (
            "/sections/0/criteria/0/answer/scale",
            json!(""),
            "/sections/0/criteria/0/answer/scale",
        ),
        (
            "/sections/0/criteria/0/answer/without/0",
            json!("nope"),
            "/sections/0/criteria/0/answer/without/0",
        ),
        (
            "/sections/0/criteria/0/cites/0/provision",
            json!("9"),
            "/sections/0/criteria/0/cites/0/provision",
        ),
        (
            "/sections/0/criteria/0/cites/0/source",
            json!("x"),
            "/sections/0/criteria/0/cites/0/source",
        ),
        (
            "/sections/0/criteria/0/means",
            json!({ "nope": "" }),
            "/sections/0/criteria/0/means/nope",
        ),
        (
            "/sections/0/criteria/1/comment_required_below",
            json!("not-applicable"),
            "/sections/0/criteria/1/comment_required_below",
        ),
        (
            "/sections/0/applies",
            json!({ "criterion": "days", "excluded": true }),
            "/sections/0/applies",
        ),
        (
            "/sections/0/applies",
            json!({ "fact": "has-needs", "is": "maybe" }),
            "/sections/0/applies",
        ),
        (
            "/sections/0/applies",
            json!({ "fact": "setting", "at_least": "special" }),
            "/sections/0/applies",
        ),
        (
            "/sections/0/applies",
            json!({ "fact": "nope", "is": true }),
            "/sections/0/applies/fact",
        ),
        (
            "/sections/1/criteria/0/answer/levels/rules/2/when",
            json!({ "at_least": 1 }),
            "/sections/1/criteria/0/answer/levels/rules/2",
        ),
        (
            "/sections/1/criteria/0/answer/levels/rules/0/when",
            json!({ "up_to": "1" }),
            "/sections/1/criteria/0/answer/levels/rules/0/when",
        ),
        (
            "/sections/1/criteria/0/answer/levels/rules/0/level",
            json!("not-applicable"),
            "/sections/1/criteria/0/answer/levels/rules/0/level",
        ),
        (
            "/sections/1/criteria/0/answer/levels/rules",
            json!([]),
            "/sections/1/criteria/0/answer/levels/rules",
        ),
        (
            "/sections/1/criteria/1/answer/none",
            json!({ "counts": "2" }),
            "/sections/1/criteria/1/answer/none",
        ),
        ("/limits/0/at_most", json!("nope"), "/limits/0/at_most"),
        ("/limits/0/on", json!({ "section": "nope" }), "/limits/0/on"),
        (
            "/limits/0/when/level/is",
            json!("nope"),
            "/limits/0/when/level",
        ),
        (
            "/limits/0/when/any",
            json!({ "members": "criteria", "in": "nope" }),
            "/limits/0/when",
        ),
        ("/limits/0/when/any", json!([]), "/limits/0/when"),
        (
            "/limits/0/when/any",
            json!(["identified", "identified"]),
            "/limits/0/when",
        ),
        ("/limits/0/when/any", json!("sections"), "/limits/0/when"),
        (
            "/limits/0/when",
            json!({ "it": true, "grade": { "is": "good" } }),
            "/limits/0/when",
        ),
        (
            "/limits/0/when",
            json!({ "section": "G", "grade": { "is": "good" } }),
            "/limits/0/when",
        ),
        (
            "/limits/1/when",
            json!({ "overall": true, "grade": { "is": "good" } }),
            "/limits/1/when",
        ),
        (
            "/limits/1/when",
            json!({ "any": "sections", "grade": { "is": "fine" } }),
            "/limits/1/when/grade",
        ),
        (
            "/limits/1/when",
            json!({ "criterion": "days", "has": "who" }),
            "/limits/1/when",
        ),
        (
            "/limits/1/when",
            json!({ "criterion": "specified", "has": "whom" }),
            "/limits/1/when/has",
        ),
        (
            "/limits/1/when",
            json!({ "criterion": "outcomes", "level": { "is": "met" } }),
            "/limits/1/when",
        ),
        (
            "/limits/1/when",
            json!({ "all": [{ "not": { "criterion": "effect", "number": { "is": "1" } } }] }),
            "/limits/1/when/all/0/not",
        ),
        (
            "/indicators/0/target",
            json!({ "at_least": "3" }),
            "/indicators/0/target",
        ),
        (
            "/indicators/0/measure",
            json!({ "mean_of_section": "Q" }),
            "/indicators/0/measure",
        ),
        (
            "/guarantees/0/whenever/criterion",
            json!("nope"),
            "/guarantees/0/whenever",
        ),
    ];
    for (place, value, pointer) in table {
        let error = refused(|rubric| {
            let (parent, member) = place.rsplit_once('/').unwrap();
            let parent = rubric.pointer_mut(parent).unwrap();
            match parent {
                Value::Object(members) => drop(members.insert(member.to_owned(), value.clone())),
                _ => parent[member.parse::<usize>().unwrap()] = value.clone(),
            }
        });
        assert_eq!(&error.pointer, pointer, "{place}: {error}");
    }
}

#[test]
fn members_are_known_and_given_once() {
    let error = refused(|rubric| rubric["sections"][0]["colour"] = json!("red"));
    assert_eq!(error.pointer, "/sections/0/colour");
    assert!(error.line.is_some());
    // Facts cannot refuse members by themselves.
    let error = refused(|rubric| rubric["facts"][1]["colour"] = json!("red"));
    assert_eq!(error.pointer, "/facts/1/colour");
    let error = refused(|rubric| rubric["sections"][0]["tags"] = json!([]));
    assert_eq!(error.pointer, "/sections/0/tags");
    let text = rubric_json().to_string().replacen(
        "\"partly\":\"Some.\"",
        "\"partly\":\"Some.\",\"partly\":\"\"",
        1,
    );
    let error = Rubric::from_json(text.as_bytes()).unwrap_err();
    assert_eq!(error.pointer, "/sections/0/criteria/0/means/partly");
    assert_eq!(error.message, "given twice");
}

#[test]
fn the_digest_is_its_own() {
    let mut rubric = rubric_json();
    rubric["sections"][0]["weight"] = json!("1");
    let error = Rubric::from_json(rubric.to_string().as_bytes()).unwrap_err();
    assert_eq!(error.pointer, "/digest");
    // Where it came from is not part of it.
    let mut rubric = rubric_json();
    rubric["provenance"]["compiler"] = json!("9.9.9");
    assert!(Rubric::from_json(rubric.to_string().as_bytes()).is_ok());
}

fn nested(depth: usize, conditions: usize) -> Value {
    let mut rubric = rubric_json();
    let mut condition = json!({ "fact": "has-needs", "is": true });
    for _ in 1..conditions {
        condition = json!({ "all": [condition] });
    }
    let mut section = json!({ "name": "D0", "title": "D", "weight": "1", "ladder": "judgement",
        "applies": condition, "criteria": [], "sections": [] });
    for level in 1..depth {
        section = json!({ "name": format!("D{level}"), "title": "D", "weight": "1",
            "ladder": "judgement", "criteria": [], "sections": [section] });
    }
    rubric["sections"].as_array_mut().unwrap().push(section);
    with_digest(rubric)
}

#[test]
fn depth_is_bounded() {
    let text = nested(64, 64).to_string();
    let rubric = Rubric::from_json(text.as_bytes()).unwrap();
    drop(rubric.score(&rubric.audit_builder().build()));
    let error = Rubric::from_json(nested(65, 1).to_string().as_bytes()).unwrap_err();
    assert_eq!(error.pointer, "/sections");
    let error = Rubric::from_json(nested(1, 65).to_string().as_bytes()).unwrap_err();
    assert_eq!(error.message, "a condition nests deeper than 64");
    assert!(Rubric::from_json("[".repeat(1_000_000).as_bytes()).is_err());
    assert!(Rubric::from_json("{\"a\":".repeat(1_000_000).as_bytes()).is_err());
}

#[test]
fn lists_to_choose_from_are_bounded() {
    let items = |count: usize| -> Value {
        let item = |number| json!({ "name": format!("n{number}"), "title": "" });
        (0..count).map(item).collect()
    };
    let rules = |count: usize| -> Value {
        let rule = |number: usize| json!({ "level": "met", "when": { "exactly": number } });
        let last = json!({ "level": "not-met", "when": "otherwise" });
        (1..count).map(rule).chain([last]).collect()
    };
    let set = |rubric: &mut Value, place: &str, value: Value| {
        *rubric.pointer_mut(place).unwrap() = value;
    };
    let all: [(&str, Value, Value, &str); 4] = [
        ("/causes", items(1_000), items(1_001), "causes"),
        ("/facts/2/options", items(1_000), items(1_001), "options"),
        (
            "/sections/1/criteria/0/answer/items",
            items(1_000),
            items(1_001),
            "items",
        ),
        (
            "/sections/1/criteria/0/answer/levels/rules",
            rules(1_000),
            rules(1_001),
            "rules",
        ),
    ];
    for (place, most, more, kind) in all {
        let error = refused(|rubric| set(rubric, place, more.clone()));
        assert_eq!(error.pointer, place);
        assert_eq!(error.message, format!("there are more than 1000 {kind}"));
        let mut rubric = rubric_json();
        set(&mut rubric, place, most);
        let rubric = with_digest(rubric).to_string();
        assert!(Rubric::from_json(rubric.as_bytes()).is_ok(), "{place}");
    }
}

/// The example with this many more sections.
fn with_sections(count: usize) -> Value {
    let mut rubric = rubric_json();
    let section = |number| {
        json!({ "name": format!("S{number}"), "title": "", "weight": "1", "ladder": "judgement",
            "criteria": [], "sections": [] })
    };
    let sections = rubric["sections"].as_array_mut().unwrap();
    sections.extend((0..count).map(section));
    rubric
}

#[test]
fn conditions_of_every_section_are_counted_for_each() {
    let plain = json!({ "fact": "has-needs", "is": true });
    let values = json!({ "criterion": "effect",
        "value": { "one_of": (1..=1_200).map(|part| format!("{part}/1301")).collect::<Vec<_>>() } });
    let nobody = json!({ "any": { "members": "criteria", "tagged": ["x"], "in": "G" },
        "excluded": true });
    for (part, times) in [(plain, 1_100), (values, 1), (nobody, 300)] {
        let limit = |parts: Value| {
            let mut rubric = with_sections(900);
            rubric["limits"][0]["when"] = json!({ "all": parts });
            Rubric::from_json(with_digest(rubric).to_string().as_bytes())
        };
        let error = limit(vec![part.clone(); times].into()).err().unwrap();
        assert!(error.pointer.starts_with("/limits/0/when"), "{error}");
        assert_eq!(
            error.message,
            "conditions come to more than 1000000 comparisons and members"
        );
        assert!(limit(json!([{ "fact": "has-needs", "is": true }])).is_ok());
    }
}

/// The pointers of every value in a document.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, value)| pointers(value, &format!("{at}/{name}"), all));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(place, value)| pointers(value, &format!("{at}/{place}"), all));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_rubric_is_refused_or_works(
        changes in prop::collection::vec((any::<u16>(), any::<u16>(), 0..5_u8), 1..3)
    ) {
        let mut rubric = rubric_json();
        for (place, other, kind) in changes {
            let mut all = Vec::new();
            pointers(&rubric, "", &mut all);
            let other = rubric.pointer(&all[usize::from(other) % all.len()]).unwrap().clone();
            let place = rubric.pointer_mut(&all[usize::from(place) % all.len()]).unwrap();
            match (kind, place) {
                (0, place) => *place = other,
                (1, Value::Array(items)) => drop(items.pop()),
                (1, place) => *place = Value::Null,
                (2, Value::Array(items)) => items.extend(items.clone()),
                (2, place) => *place = json!("0"),
                (3, Value::Array(items)) => items.reverse(),
                (3, place) => *place = json!("-1000000007/3"),
                (_, Value::Object(members)) => {
                    if let Some(name) = members.keys().next().cloned() {
                        members.remove(&name);
                    }
                }
                (_, place) => *place = json!(99),
            }
        }
        if !rubric.is_object() {
            return Ok(());
        }
        if let Ok(rubric) = Rubric::from_json(with_digest(rubric).to_string().as_bytes()) {
            let audit = rubric.audit_builder().build();
            prop_assert_eq!(rubric.score(&audit).status, {
                rubric.grades(&audit).overall.status
            });
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Rubric::from_json(&bytes).is_err());
    }
}
