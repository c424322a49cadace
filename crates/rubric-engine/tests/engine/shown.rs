//! Exact thresholds, and scores as they are shown.

use rubric_engine::Rubric;
use rubric_model::audit::{Answer, DetailedAnswer};
use rubric_model::outcome::Judgement;
use serde_json::{Value, json};

use crate::example::with_digest;

/// One proportion, graded from 70%, with limits that compare the score so.
fn rubric(scores: &[Value]) -> Rubric {
    let limits: Vec<Value> = (scores.iter().enumerate())
        .map(|(place, score)| {
            json!({ "name": format!("m{place}"), "because": "B", "on": "overall", "at_most": "low",
                    "when": { "overall": true, "score": score } })
        })
        .collect();
    let rubric = with_digest(json!({
        "format": "rubric/1", "name": "one", "title": "One", "version": "1.0.0", "language": "en",
        "digest": "", "sources": [], "owners": [], "facts": [], "causes": [], "scales": [],
        "ladders": [{ "name": "l", "title": "L", "grades": [
            { "name": "high", "title": "High", "from": "7/10" },
            { "name": "low", "title": "Low", "otherwise": true } ] }],
        "overall": { "ladder": "l" }, "excluded_share_notice": "1/4",
        "sections": [{ "name": "S", "title": "S", "weight": "1", "ladder": "l", "sections": [],
            "criteria": [{ "name": "p", "question": "P", "weight": "1",
                "answer": { "kind": "proportion", "of": "things", "none": "excluded" } }] }],
        "limits": limits, "indicators": [], "guarantees": [],
        "provenance": { "compiler": "0.1.0", "elements": {} }
    }));
    Rubric::from_json(rubric.to_string().as_bytes()).unwrap()
}

fn shown(rubric: &Rubric, count: u32, of: u32) -> (String, String) {
    let mut builder = rubric.audit_builder();
    let (count, of) = (Some(count), Some(of));
    let answer = Answer::Detailed(DetailedAnswer {
        count,
        of,
        ..DetailedAnswer::default()
    });
    builder.answer("p", &answer).unwrap();
    let outcome = rubric.score(&builder.build()).into_document();
    let Judgement::Settled(overall) = outcome.overall else {
        panic!("it is complete")
    };
    (overall.score.unwrap().percent, overall.grade.unwrap())
}

#[test]
fn rounded_half_up_but_never_across_a_threshold() {
    let rubric = rubric(&[]);
    for (count, of, percent, grade) in [
        (6_997, 10_000, "69.9", "low"),
        (699_999, 1_000_000, "69.9", "low"),
        (7, 10, "70.0", "high"),
        (700_400, 1_000_000, "70.0", "high"),
        (3, 10_000, "0.1", "low"),
        (0, 10_000, "0.0", "low"),
        (99_999, 100_000, "99.9", "high"),
        (1, 1, "100.0", "high"),
        (1, 3, "33.3", "low"),
        (2, 3, "66.7", "low"),
        (1, 2_000, "0.1", "low"),
        (12_250, 100_000, "12.3", "low"),
        (12_249, 100_000, "12.2", "low"),
    ] {
        assert_eq!(
            shown(&rubric, count, of),
            (percent.to_owned(), grade.to_owned()),
            "{count}/{of}"
        );
    }
}

#[test]
fn thresholds_of_conditions_count_too() {
    // Just above 50.0 is not shown as 50.0 where a limit tells the two apart.
    assert_eq!(shown(&rubric(&[]), 50_001, 100_000).0, "50.0");
    assert_eq!(
        shown(&rubric(&[json!({ "at_most": "1/2" })]), 50_001, 100_000).0,
        "50.1"
    );
    assert_eq!(
        shown(&rubric(&[json!({ "above": "1/2" })]), 50_001, 100_000).0,
        "50.1"
    );
    assert_eq!(shown(&rubric(&[json!({ "above": "1/2" })]), 1, 2).0, "50.0");
    assert_eq!(
        shown(&rubric(&[json!({ "below": "1/2" })]), 49_999, 100_000).0,
        "49.9"
    );
    assert_eq!(
        shown(&rubric(&[json!({ "is": "1/2" })]), 50_001, 100_000).0,
        "50.1"
    );
    assert_eq!(
        shown(&rubric(&[json!({ "is_not": "1/2" })]), 49_999, 100_000).0,
        "49.9"
    );
    // A third is not on a tenth: at or above it is shown above it.
    assert_eq!(
        shown(&rubric(&[json!({ "at_least": "1/3" })]), 1, 3).0,
        "33.4"
    );
    assert_eq!(
        shown(&rubric(&[json!({ "at_least": "1/3" })]), 33_333, 100_000).0,
        "33.3"
    );
}

/// Sums that floating point gets wrong: each is exactly on its threshold.
#[test]
fn exactly_on_a_threshold_earns_the_grade() {
    for (weights, met, from) in [
        (&[1, 1, 1][..], 2, "2/3"),
        (&[1, 1, 1], 1, "1/3"),
        (&[1, 2, 4, 3], 3, "7/10"),
        (&[1, 2, 3, 4], 2, "3/10"),
        (&[3, 3, 3, 1], 3, "9/10"),
        (&[7, 7, 7, 7, 7, 7, 7, 7, 7, 7], 7, "7/10"),
    ] {
        let criteria: Vec<Value> = (weights.iter().enumerate())
            .map(|(place, weight)| {
                json!({ "name": format!("c{place}"), "question": "Q", "weight": format!("{weight}"),
                        "answer": { "kind": "yes-no" } })
            })
            .collect();
        let rubric = with_digest(json!({
            "format": "rubric/1", "name": "one", "title": "One", "version": "1.0.0",
            "language": "en", "digest": "", "sources": [], "owners": [], "facts": [],
            "causes": [], "scales": [],
            "ladders": [{ "name": "l", "title": "L", "grades": [
                { "name": "high", "title": "High", "from": from },
                { "name": "low", "title": "Low", "otherwise": true } ] }],
            "overall": { "ladder": "l" }, "excluded_share_notice": "1/4",
            "sections": [{ "name": "S", "title": "S", "weight": "1/10", "ladder": "l",
                "sections": [], "criteria": criteria }],
            "limits": [], "indicators": [], "guarantees": [],
            "provenance": { "compiler": "0.1.0", "elements": {} }
        }));
        let rubric = Rubric::from_json(rubric.to_string().as_bytes()).unwrap();
        let mut builder = rubric.audit_builder();
        for place in 0..weights.len() {
            builder
                .answer(&format!("c{place}"), &Answer::YesNo(place < met))
                .unwrap();
        }
        let grades = rubric.grades(&builder.build());
        assert_eq!(grades.overall.best, Some(0), "{weights:?} {met} {from}");
        builder
            .answer(&format!("c{}", met - 1), &Answer::YesNo(false))
            .unwrap();
        assert_eq!(rubric.grades(&builder.build()).overall.best, Some(1));
    }
}
