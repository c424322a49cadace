//! Nothing that changes goes unnoticed.

use serde_json::Value;

use super::{BASE, rubric};
use crate::diff::changes;
use rubric_model::rubric::Rubric as Model;

/// The places of all texts in a value, as JSON Pointers.
fn texts(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                texts(item, &format!("{at}/{place}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                texts(member, &format!("{at}/{}", name.replace('/', "~1")), found);
            }
        }
        _ => {}
    }
}

#[test]
fn whatever_text_or_number_is_another_is_told() {
    let base = rubric(BASE).model().clone();
    let json = serde_json::to_value(&base).unwrap();
    let mut places = Vec::new();
    texts(&json, "", &mut places);
    let mut tried = 0;
    for place in places {
        let is_apart = ["/format", "/digest", "/version"].contains(&place.as_str());
        if is_apart || place.starts_with("/provenance") {
            continue;
        }
        for other in ["3/7", "another"] {
            let mut changed = json.clone();
            *changed.pointer_mut(&place).unwrap() = other.into();
            // What is not a rubric any more is nobody's to compare.
            let Ok(changed) = serde_json::from_value::<Model>(changed) else {
                continue;
            };
            tried += 1;
            assert!(!changes(&base, &changed).is_empty(), "{place}: {other}");
            assert!(
                !changes(&changed, &base).is_empty(),
                "{place}: {other}, back"
            );
        }
    }
    assert!(tried > 200, "{tried}");
}

#[test]
fn whatever_is_left_out_is_told() {
    let base = rubric(BASE).model().clone();
    let json = serde_json::to_value(&base).unwrap();
    let mut places = Vec::new();
    members(&json, "", &mut places);
    let mut tried = 0;
    for (at, name) in places {
        let mut changed = json.clone();
        let parent = changed.pointer_mut(&at).unwrap();
        match parent {
            Value::Object(members) => drop(members.remove(&name)),
            Value::Array(items) => drop(items.remove(name.parse::<usize>().unwrap())),
            _ => {}
        }
        let Ok(changed) = serde_json::from_value::<Model>(changed) else {
            continue;
        };
        if changed == base {
            continue;
        }
        tried += 1;
        assert!(!changes(&base, &changed).is_empty(), "{at} without {name}");
        assert!(!changes(&changed, &base).is_empty(), "{at} with {name}");
    }
    assert!(tried > 60, "{tried}");
}

/// Every member and item of a value: where it stands, and its name or place.
fn members(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .map(|(place, item)| (place.to_string(), item))
                .collect()
        }
        Value::Object(members) => {
            let members = members.iter().filter(|(name, _)| *name != "provenance");
            members
                .map(|(name, member)| (name.clone(), member))
                .collect()
        }
        _ => return,
    };
    for (name, one) in inner {
        found.push((at.to_owned(), name.clone()));
        members(one, &format!("{at}/{}", name.replace('/', "~1")), found);
    }
}
