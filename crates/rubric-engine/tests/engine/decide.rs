//! Which missing answers can still decide the grade, beside every completion there is.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rubric_engine::Rubric;
use rubric_model::outcome::{NoticeKind, Outcome};
use rubric_model::rubric::AnswerForm;
use serde_json::{Value, json};

use crate::example;
use crate::generate::{self, Draw};
use crate::naive::{self, Answers, Facts};

/// The most completions that are tried.
const MOST: usize = 1_500;

/// Every completion, or nothing where there are many.
fn completions(rubric: &Rubric, facts: &Facts, answers: &Answers) -> Option<Vec<(Facts, Answers)>> {
    let model = rubric.model();
    let mut all = vec![(facts.clone(), answers.clone())];
    for fact in &model.facts {
        if !facts.contains_key(&fact.name) {
            let values = generate::possible_facts(model, &fact.name);
            let with = |(facts, answers): &(Facts, Answers)| {
                let each = values.iter().map(|value| {
                    let mut facts = facts.clone();
                    facts.insert(fact.name.clone(), value.clone());
                    (facts, answers.clone())
                });
                each.collect::<Vec<_>>()
            };
            all = all.iter().flat_map(with).collect();
        }
    }
    for criterion in generate::criteria(model) {
        if !answers.contains_key(&criterion.name) {
            let values = generate::possible_answers(model, criterion);
            if all.len() * values.len() > MOST {
                return None;
            }
            let with = |(facts, answers): &(Facts, Answers)| {
                let each = values.iter().map(|value| {
                    let mut answers = answers.clone();
                    answers.insert(criterion.name.clone(), value.clone());
                    (facts.clone(), answers)
                });
                each.collect::<Vec<_>>()
            };
            all = all.iter().flat_map(with).collect();
        }
    }
    Some(all)
}

/// By the definition: the missing criteria for which two completions that are otherwise the same
/// come to different grades.
fn can_decide(rubric: &Rubric, facts: &Facts, answers: &Answers) -> Option<Vec<String>> {
    let all = completions(rubric, facts, answers)?;
    let grades: Vec<Option<String>> = (all.iter())
        .map(|(facts, answers)| {
            let overall = naive::score(rubric.model(), facts, answers).overall;
            overall.map(|overall| overall.grade)
        })
        .collect();
    let decides = |name: &String| {
        let mut seen: BTreeMap<String, &Option<String>> = BTreeMap::new();
        all.iter().zip(&grades).any(|((facts, answers), grade)| {
            let mut rest = answers.clone();
            rest.remove(name);
            let rest = serde_json::to_string(&(facts, rest)).unwrap();
            *seen.entry(rest).or_insert(grade) != grade
        })
    };
    let names = generate::criteria(rubric.model())
        .into_iter()
        .map(|one| &one.name);
    let missing = names.filter(|name| !answers.contains_key(*name));
    Some(missing.filter(|name| decides(name)).cloned().collect())
}

/// Whether a missing proportion without levels, which may be anything from 0 to 1, is missing.
fn any_share_is_missing(rubric: &Rubric, answers: &Answers) -> bool {
    let mut criteria = generate::criteria(rubric.model()).into_iter();
    criteria.any(|one| {
        matches!(one.answer, AnswerForm::Proportion { levels: None, .. })
            && !answers.contains_key(&one.name)
    })
}

fn uncertain(outcome: &Outcome) -> bool {
    let mut notices = outcome.notices.iter();
    notices.any(|one| one.kind == NoticeKind::DecidingNotTried)
}

/// Checks an audit; gives how many can decide and how many cannot, where that is certain.
fn check(rubric: &Rubric, facts: &Facts, answers: &Answers) -> (usize, usize) {
    let Some(expected) = can_decide(rubric, facts, answers) else {
        return (0, 0);
    };
    let audit = generate::build(rubric, facts, answers);
    let outcome = rubric.score(&audit);
    let found = &outcome.can_decide;
    for name in &expected {
        assert!(found.contains(name), "{name} of {expected:?}: {found:?}");
    }
    if any_share_is_missing(rubric, answers) {
        return (0, 0);
    }
    assert!(!uncertain(&outcome), "{found:?}");
    assert_eq!(*found, expected);
    let missing = generate::criteria(rubric.model()).len() - answers.len();
    (expected.len(), missing - expected.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn those_that_can_decide_are_those_that_some_completion_shows(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        for missing in [3, 6] {
            let (facts, answers) = generate::audit(&mut draw, &rubric, Some(missing));
            check(&rubric, &facts, &answers);
        }
    }
}

#[test]
fn random_audits_are_worth_the_name() {
    let mut numbers = 54_321_u32;
    let mut next = || {
        numbers = numbers.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from(numbers >> 16).unwrap()
    };
    let (mut can, mut cannot) = (0, 0);
    for _ in 0..150 {
        let mut draw = Draw::new((0..400).map(|_| next()).collect());
        let rubric = generate::rubric(&mut draw);
        let (facts, answers) = generate::audit(&mut draw, &rubric, Some(4));
        let (more, fewer) = check(&rubric, &facts, &answers);
        (can, cannot) = (can + more, cannot + fewer);
    }
    assert!(can > 30 && cannot > 20, "{can} can decide, {cannot} cannot");
}

/// What can decide where these answers of four are given: three of weight 1, and `d` of 1/20.
fn deciding(given: &[(&str, &str)], limits: &Value) -> Vec<String> {
    let mut rubric = example::rubric_json();
    let criterion = |name: &str| {
        json!({ "name": name, "question": "", "weight": if name == "d" { "1/20" } else { "1" },
            "answer": { "kind": "scale", "scale": "evidence", "without": ["not-applicable"] } })
    };
    let criteria = ["a", "b", "c", "d"].map(criterion);
    rubric["sections"] = json!([{
        "name": "S", "title": "", "weight": "1", "ladder": "judgement", "sections": [],
        "criteria": criteria,
    }]);
    for list in ["indicators", "guarantees"] {
        rubric[list] = json!([]);
    }
    rubric["limits"] = limits.clone();
    let rubric = Rubric::from_json(example::with_digest(rubric).to_string().as_bytes()).unwrap();
    let mut builder = rubric.audit_builder();
    for (name, level) in given {
        let level = rubric_model::audit::Answer::Level((*level).to_owned());
        builder.answer(name, &level).unwrap();
    }
    let outcome = rubric.score(&builder.build()).into_document();
    assert!(!uncertain(&outcome));
    outcome.can_decide
}

#[test]
fn what_is_too_small_to_cross_a_threshold_decides_nothing() {
    let none = json!([]);
    // Good is from 2.135 of 3.05 and outstanding from 2.745. The others come to thirds, which `d`
    // raises by at most 0.05: never across either.
    assert_eq!(deciding(&[], &none), ["a", "b", "c"]);
    assert_eq!(deciding(&[("a", "met"), ("b", "met")], &none), ["c"]);
    // From 1 and 2/3 and at most 1, `c` reaches good only if it is met.
    assert_eq!(deciding(&[("a", "met"), ("b", "partly")], &none), ["c"]);
    assert!(deciding(&[("a", "met"), ("b", "not-met")], &none).is_empty());
}

#[test]
fn what_is_held_down_anyway_decides_nothing() {
    let held = json!([{ "name": "held", "because": "", "on": "overall", "at_most": "inadequate",
        "when": { "criterion": "a", "level": { "is": "not-met" } } }]);
    assert!(deciding(&[("a", "not-met")], &held).is_empty());
    // What the limit looks at can.
    assert_eq!(deciding(&[("b", "met"), ("c", "met")], &held), ["a"]);
}
