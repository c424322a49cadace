//! Numbers of machine size and longer ones: every sum, product and comparison is that of the fraction,
//! on either side of where 64 bits end.

use num_rational::BigRational;
use proptest::prelude::*;
use rubric_engine::{Number, Rubric};
use rubric_model::Rational;
use rubric_model::audit::Answer;
use serde_json::json;

use crate::example::with_digest;
use crate::naive;

/// Whole numbers, many of them small or near the ends of 64 bits.
fn integer() -> impl Strategy<Value = i128> {
    let edge = i128::from(i64::MAX);
    prop_oneof![
        -20..20_i128,
        (-3..3_i128).prop_map(move |near| edge + near),
        (-3..3_i128).prop_map(move |near| near - edge),
        any::<i64>().prop_map(i128::from),
        any::<i128>().prop_map(|number| number >> 20),
    ]
}

fn fraction() -> impl Strategy<Value = BigRational> {
    let below = integer().prop_filter("a denominator", |below| *below != 0);
    (integer(), below).prop_map(|(above, below)| BigRational::new(above.into(), below.into()))
}

fn back(number: &Number) -> BigRational {
    Rational::from(number).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_are_fractions(left in fraction(), right in fraction(), third in fraction()) {
        let (one, other) = (Number::from(left.clone()), Number::from(right.clone()));
        prop_assert_eq!(back(&one), left.clone());
        prop_assert_eq!(one.to_string(), left.to_string());
        prop_assert_eq!(one.cmp(&other), left.cmp(&right));
        prop_assert_eq!(back(&(&one + &other)), &left + &right);
        prop_assert_eq!(back(&(&one - &other)), &left - &right);
        prop_assert_eq!(back(&(&one * &other)), &left * &right);
        if right != BigRational::from_integer(0.into()) {
            prop_assert_eq!(back(&(&one / &other)), &left / &right);
        }
        // What is long comes back to what is small.
        let last = Number::from(third.clone());
        prop_assert_eq!(back(&(&one * &last + &other * &last)), (&left + &right) * &third);
        prop_assert_eq!(&(&(&one + &last) - &last), &one);
    }
}

/// Three criteria with these weights, worth 1, 1/3 and nothing.
fn rubric(weights: [&str; 3]) -> Rubric {
    let criteria: Vec<_> = (weights.iter().enumerate())
        .map(|(place, weight)| {
            json!({ "name": format!("c{place}"), "question": "?", "weight": weight,
                    "answer": { "kind": "scale", "scale": "s" } })
        })
        .collect();
    let rubric = with_digest(json!({
        "format": "rubric/1", "name": "wide", "title": "Wide", "version": "1.0.0", "language": "en",
        "digest": "", "sources": [], "owners": [], "facts": [], "causes": [],
        "scales": [{ "name": "s", "title": "S", "levels": [
            { "name": "all", "title": "All", "value": "1" },
            { "name": "part", "title": "Part", "value": "1/3" },
            { "name": "none", "title": "None", "value": "0" } ] }],
        "ladders": [{ "name": "l", "title": "L", "grades": [
            { "name": "high", "title": "High", "from": "4/9" },
            { "name": "low", "title": "Low", "otherwise": true } ] }],
        "overall": { "ladder": "l" }, "excluded_share_notice": "1/4",
        "sections": [{ "name": "S", "title": "S", "weight": "1", "ladder": "l", "sections": [],
            "criteria": criteria }],
        "limits": [], "indicators": [], "guarantees": [],
        "provenance": { "compiler": "0.1.0", "elements": {} }
    }));
    Rubric::from_json(rubric.to_string().as_bytes()).unwrap()
}

/// Weights whose sums pass 64 bits only when added up, when multiplied by a level's value, when divided,
/// or each by itself.
#[test]
fn scores_are_exact_on_both_sides_of_64_bits() {
    let facts = naive::Facts::new();
    for weights in [
        ["1", "1", "1"],
        [
            "3074457345618258602",
            "3074457345618258602",
            "3074457345618258602",
        ],
        [
            "3074457345618258603",
            "3074457345618258602",
            "3074457345618258602",
        ],
        [
            "3074457345618258603",
            "3074457345618258603",
            "3074457345618258603",
        ],
        [
            "1024819115206086200",
            "1024819115206086201",
            "1024819115206086200",
        ],
        ["9223372036854775807", "1", "1"],
        [
            "9223372036854775808",
            "9223372036854775807",
            "9223372036854775806",
        ],
        ["1/9223372036854775807", "1/3", "1/2"],
        ["1/4294967296", "1/4294967297", "1/4294967291"],
        [
            "170141183460469231731687303715884105727",
            "1/170141183460469231731687303715884105727",
            "5",
        ],
    ] {
        let rubric = rubric(weights);
        for levels in [
            ["all", "part", "none"],
            ["part", "part", "all"],
            ["none", "all", "part"],
        ] {
            let answers: naive::Answers = (levels.iter().enumerate())
                .map(|(place, level)| (format!("c{place}"), Answer::Level((*level).into())))
                .collect();
            let naive = naive::score(rubric.model(), &facts, &answers);
            let audit = crate::generate::build(&rubric, &facts, &answers);
            let grades = rubric.grades(&audit).overall;
            let expected = naive.overall.as_ref().unwrap();
            assert_eq!(
                back(&grades.lowest.unwrap()),
                expected.score,
                "{weights:?} {levels:?}"
            );
            let ladder = rubric.overall_ladder().unwrap();
            assert_eq!(ladder.grades[grades.best.unwrap()].name, expected.grade);
        }
    }
}
