//! A [`Standard`] as a compiled rubric.

use rubric_model::canonical::digest_of_value;
use serde_json::{Value, json};

use crate::audits::{NAME, VERSION};
use crate::standard::{Criterion, FACTS, GRADES, Section, Standard};

/// The JSON of a standard, as a compiler writes it.
pub fn model(standard: &Standard) -> String {
    let facts = FACTS.map(|(name, title)| json!({"kind": "yes-no", "name": name, "title": title}));
    let mut rubric = json!({
        "format": "rubric/1", "name": NAME, "title": "Quality of an Education, Health and Care plan",
        "version": VERSION, "language": "en", "digest": "",
        "sources": [], "owners": [], "causes": [], "indicators": [], "guarantees": [],
        "facts": facts,
        "scales": [{"name": "evidence", "title": "Strength of evidence", "levels": [
            {"name": "met", "title": "Met", "value": "1"},
            {"name": "mostly", "title": "Mostly met", "value": "2/3"},
            {"name": "partly", "title": "Partly met", "value": "1/3", "comment": "required"},
            {"name": "not-met", "title": "Not met", "value": "0", "comment": "required"},
            {"name": "not-applicable", "title": "Not applicable", "excluded": true},
        ]}],
        "ladders": [{"name": "judgement", "title": "Judgement", "grades": GRADES.map(grade)}],
        "overall": {"ladder": "judgement"}, "excluded_share_notice": "1/4",
        "sections": standard.sections.iter().map(section).collect::<Vec<_>>(),
        "limits": limits(standard),
        "provenance": {"compiler": "0.1.0", "elements": {}},
    });
    rubric["digest"] = digest_of_value(rubric.clone()).expect("it is JSON").into();
    rubric.to_string()
}

fn grade((name, title, percent): (&str, &str, u64)) -> Value {
    let common = (1..=percent)
        .rev()
        .find(|one| percent % one == 0 && 100 % one == 0);
    match common {
        Some(common) => json!({
            "name": name, "title": title, "from": format!("{}/{}", percent / common, 100 / common),
        }),
        None => json!({"name": name, "title": title, "otherwise": true}),
    }
}

fn section(section: &Section) -> Value {
    let mut value = json!({
        "name": section.name, "title": section.title, "weight": section.weight.to_string(),
        "ladder": "judgement", "sections": [],
        "criteria": section.criteria.iter().map(criterion).collect::<Vec<_>>(),
    });
    if let Some(fact) = section.fact {
        value["applies"] = json!({"fact": FACTS[fact].0, "is": true});
    }
    value
}

fn criterion(criterion: &Criterion) -> Value {
    let mut value = json!({
        "name": criterion.name, "question": criterion.question,
        "weight": criterion.weight.to_string(),
        "answer": {"kind": "scale", "scale": "evidence"},
    });
    if criterion.essential {
        value["marks"] = json!(["essential"]);
        value["answer"]["without"] = json!(["not-applicable"]);
    }
    value
}

fn limits(standard: &Standard) -> Value {
    json!([
        {"name": "missed-essential", "on": "every_section", "at_most": "requires-improvement",
         "because": "A section in which an essential criterion is not met cannot be good",
         "when": {"any": {"in": "it", "members": "criteria", "marks": ["essential"]},
                  "level": {"is": "not-met"}}},
        {"name": "section-below-good", "on": "overall", "at_most": "good",
         "because": "A plan with a section below good cannot be outstanding",
         "when": {"any": "sections", "grade": {"below": "good"}}},
        {"name": "inadequate-section", "on": "overall", "at_most": "requires-improvement",
         "because": "A plan with an inadequate section cannot be good",
         "when": {"any": "sections", "grade": {"is": "inadequate"}}},
        {"name": "essential-not-met", "on": "overall", "at_most": "requires-improvement",
         "because": "A plan in which an essential criterion is not met cannot be good",
         "when": {"any": {"members": "criteria", "marks": ["essential"]},
                  "level": {"is": "not-met"}}},
        {"name": "many-not-met", "on": "overall", "at_most": "inadequate",
         "because": "A plan in which so many criteria are not met is inadequate",
         "when": {"at_least": standard.most_not_met(), "of": "criteria", "level": {"is": "not-met"}}},
    ])
}
