//! A small standard that uses every form of answer, for the tests that name things.

use rubric_engine::Rubric;
use rubric_model::canonical;
use serde_json::{Value, json};

/// The compiled rubric with its digest.
pub fn rubric_json() -> Value {
    with_digest(json!({
        "format": "rubric/1", "name": "plans", "title": "Plans", "version": "1.0.0",
        "language": "en", "digest": "",
        "effective": { "from": "2026-09-01", "to": null },
        "sources": [{ "name": "code", "title": "Code", "provisions": [{ "name": "1.1" }] }],
        "owners": [{ "name": "health", "title": "Health" }],
        "facts": [
            { "name": "age", "title": "Age", "kind": "number", "from": "0", "to": "25" },
            { "name": "has-needs", "title": "Needs?", "kind": "yes-no" },
            { "name": "setting", "title": "Setting", "kind": "one-of", "options": [
                { "name": "mainstream", "title": "Mainstream" },
                { "name": "special", "title": "Special" } ] } ],
        "causes": [{ "name": "writer", "title": "Writer" }, { "name": "adviser", "title": "Adviser" }],
        "scales": [{ "name": "evidence", "title": "Evidence", "levels": [
            { "name": "met", "title": "Met", "value": "1" },
            { "name": "mostly", "title": "Mostly met", "value": "2/3" },
            { "name": "partly", "title": "Partly met", "value": "1/3", "comment": "required" },
            { "name": "not-met", "title": "Not met", "value": "0", "comment": "required", "cause": "required" },
            { "name": "not-applicable", "title": "Not applicable", "excluded": true } ] }],
        "ladders": [{ "name": "judgement", "title": "Judgement", "grades": [
            { "name": "outstanding", "title": "Outstanding", "from": "9/10" },
            { "name": "good", "title": "Good", "from": "7/10" },
            { "name": "inadequate", "title": "Inadequate", "otherwise": true } ] }],
        "overall": { "ladder": "judgement" }, "excluded_share_notice": "1/4",
        "sections": [
            { "name": "C", "title": "Needs", "owner": "health", "weight": "3/5", "ladder": "judgement",
              "applies": { "fact": "has-needs", "is": true },
              "criteria": [
                { "name": "identified", "question": "Identified?", "weight": "1", "owner": "health",
                  "marks": ["essential"], "cites": [{ "source": "code", "provision": "1.1" }],
                  "means": { "partly": "Some." },
                  "answer": { "kind": "scale", "scale": "evidence", "without": ["not-applicable"] } },
                { "name": "effect", "question": "Effect?", "weight": "1", "comment_required_below": "met",
                  "answer": { "kind": "scale", "scale": "evidence" } },
                { "name": "signed", "question": "Signed?", "answer": { "kind": "yes-no" },
                  "applies": { "fact": "age", "at_least": "16" } } ],
              "sections": [] },
            { "name": "G", "title": "Provision", "weight": "2/5", "ladder": "judgement",
              "criteria": [
                { "name": "specified", "question": "Specified?", "weight": "1", "answer": {
                  "kind": "checklist", "items": [
                    { "name": "what", "title": "What" }, { "name": "who", "title": "Who" },
                    { "name": "how-often", "title": "How often" } ],
                  "levels": { "scale": "evidence", "rules": [
                    { "level": "met", "when": { "at_least": 3 } },
                    { "level": "mostly", "when": { "at_least": 2 } },
                    { "level": "not-met", "when": "otherwise" } ] } } },
                { "name": "outcomes", "question": "Outcomes?", "weight": "1", "answer": {
                  "kind": "proportion", "of": "outcomes", "none": "excluded" } },
                { "name": "days", "question": "Days?", "weight": "1", "answer": {
                  "kind": "number", "unit": "days", "from": "0", "to": "365",
                  "levels": { "scale": "evidence", "rules": [
                    { "level": "met", "when": { "up_to": "42" } },
                    { "level": "not-met", "when": "otherwise" } ] } } } ],
              "sections": [] } ],
        "limits": [
            { "name": "missed-essential", "because": "A missed essential", "on": "every_section",
              "at_most": "inadequate", "when": { "any": { "members": "criteria", "marks": ["essential"], "in": "it" },
                "level": { "is": "not-met" } } },
            { "name": "weak-section", "because": "A weak section", "on": "overall", "at_most": "good",
              "when": { "any": "sections", "grade": { "is": "inadequate" } } } ],
        "indicators": [{ "name": "fine", "title": "Fine", "measure": { "share": {
            "where": { "overall": true, "grade": { "at_least": "good" } } } }, "target": { "at_least": "1/2" } }],
        "guarantees": [{ "name": "safe", "title": "Safe",
            "whenever": { "criterion": "identified", "level": { "is": "not-met" } },
            "then": { "not": { "overall": true, "grade": { "is": "outstanding" } } } }],
        "provenance": { "compiler": "0.1.0", "elements": {} }
    }))
}

pub fn with_digest(mut rubric: Value) -> Value {
    rubric["digest"] = canonical::digest_of_value(rubric.clone()).unwrap().into();
    rubric
}

pub fn rubric() -> Rubric {
    Rubric::from_json(rubric_json().to_string().as_bytes()).unwrap()
}

/// An audit with these facts and answers.
pub fn audit_json(facts: &Value, answers: &Value) -> String {
    json!({
        "format": "rubric-audit/1", "rubric": { "name": "plans", "version": "1.0.0" },
        "reference": "2026-Q3-0042", "date": "2026-09-14", "facts": facts, "answers": answers
    })
    .to_string()
}
