//! Audits that are plainly right are read in one pass, all others carefully: both read the same, and
//! refuse the same. An empty `retired` is all it takes to be read carefully.

use proptest::prelude::*;
use rubric_engine::Rubric;
use rubric_model::audit::{Answer, DetailedAnswer};
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::example;
use crate::generate::{self, Draw};
use crate::same::same_json;

/// What reading comes to: the audit as it is written, and what it scores; or what is wrong.
fn read(rubric: &Rubric, text: &str) -> Result<(Value, Value), Vec<(String, String)>> {
    match rubric.read_audit(text) {
        Ok(audit) => {
            same_json(rubric, &audit);
            Ok((
                serde_json::to_value(rubric.write_audit(&audit)).unwrap(),
                serde_json::to_value(rubric.score(&audit)).unwrap(),
            ))
        }
        Err(error) => Err((error.problems.into_iter())
            .map(|problem| (problem.pointer, problem.message))
            .collect()),
    }
}

/// The same audit, in the words that only the careful reader takes.
fn carefully(text: &str) -> String {
    let inside = text.trim_end().strip_suffix('}').unwrap_or(text);
    format!("{inside},\"retired\":{{}}}}")
}

fn agree(rubric: &Rubric, text: &str) {
    let (plain, careful) = (read(rubric, text), read(rubric, &carefully(text)));
    if serde_json::from_str::<IgnoredAny>(text).is_ok() {
        assert_eq!(plain, careful, "{text}");
    } else {
        // Where a text breaks off depends on what follows.
        assert!(plain.is_err(), "{text}");
    }
}

/// A comment that has to be escaped, or not, and a cause, beside some of the answers.
fn remarked(draw: &mut Draw, answer: Answer) -> Answer {
    let comments = [
        "",
        " ",
        "None given.",
        "“Weekly”\n\"at least\" – é",
        "a\\b\u{1}\t",
    ];
    let mut detailed = DetailedAnswer::from(answer);
    detailed.comment = Some(comments[draw.below(comments.len())].to_owned());
    detailed.cause = (!draw.one_in(3)).then(|| "writer".to_owned());
    detailed.auditor = draw.one_in(2).then(|| "aud-11".to_owned());
    Answer::Detailed(detailed)
}

/// Damages a text in one place: letters swapped, taken out, put in, said twice.
fn damaged(draw: &mut Draw, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = draw.below(letters.len());
    let others = [
        '"', ',', ':', '{', '}', '[', ']', '\\', ' ', '0', '-', '.', 'e', 'x', '\u{1}', 'é',
    ];
    match draw.below(5) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, others[draw.below(others.len())]),
        2 => letters[at] = others[draw.below(others.len())],
        3 => {
            let other = draw.below(letters.len());
            letters.swap(at, other);
        }
        _ => {
            let end = (at + 1 + draw.below(40)).min(letters.len());
            let again: Vec<char> = letters[at..end].to_vec();
            letters.splice(at..at, again);
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_readers_agree(numbers in generate::draws(), more in prop::collection::vec(any::<u16>(), 200)) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        let (facts, answers) = generate::audit(&mut draw, &rubric, Some(5));
        let audit = generate::build(&rubric, &facts, &answers);
        let mut document = rubric.write_audit(&audit);
        let mut draw = Draw::new(more);
        for answer in document.answers.values_mut() {
            if draw.one_in(3) {
                *answer = remarked(&mut draw, answer.clone());
            }
        }
        let text = if draw.one_in(2) {
            serde_json::to_string_pretty(&document).unwrap()
        } else {
            serde_json::to_string(&document).unwrap()
        };
        agree(&rubric, &text);
        for _ in 0..8 {
            agree(&rubric, &damaged(&mut draw, &text));
        }
    }
}

#[test]
fn both_readers_agree_on_everything_that_is_told_apart() {
    let rubric = example::rubric();
    let header = |member: &str| {
        let audit = example::audit_json(&json!({}), &json!({}));
        audit.replacen('{', &format!("{{{member},"), 1)
    };
    for member in [
        r#""cycle":"2026-Q3""#,
        r#""cycle":"""#,
        r#""cycle":null"#,
        r#""auditor":"aud-07","auditor":"aud-08""#,
        r#""stage":"second""#,
        r#""stage":"secnod""#,
        r#""date":"2026-02-30""#,
        r#""weather":1"#,
    ] {
        agree(&rubric, &header(member));
    }
    for (facts, answers) in [
        (r#"{"age":9}"#, "{}"),
        (r#"{"age":9.0}"#, "{}"),
        (r#"{"age":09}"#, "{}"),
        (r#"{"age":-0}"#, "{}"),
        (r#"{"age":9e0}"#, "{}"),
        (r#"{"age":0.99999999999999999999999}"#, "{}"),
        (r#"{"age":"9"}"#, "{}"),
        (r#"{"age":9,"age":9}"#, "{}"),
        (r#"{"identified":"met"}"#, "{}"),
        ("{}", r#"{"identified":"met",}"#),
        ("{}", r#"{"\u0069dentified":"m\u0065t"}"#),
        ("{}", r#"{"identified":"met","identified":"met"}"#),
        ("{}", r#"{"identified":{"level":"met","level":"met"}}"#),
        ("{}", r#"{"identified":{"level":"partly"}}"#),
        (
            "{}",
            r#"{"identified":{"level":"partly","comment":"\ud800"}}"#,
        ),
        ("{}", r#"{"outcomes":{"count":5,"of":7.0}}"#),
        ("{}", r#"{"outcomes":{"count":7,"of":5}}"#),
        ("{}", r#"{"outcomes":{"count":0,"of":0}}"#),
        ("{}", r#"{"outcomes":{"count":5}}"#),
        ("{}", r#"{"outcomes":{"count":5,"of":4294967297}}"#),
        ("{}", r#"{"days":40}"#),
        ("{}", r#"{"days":40.5}"#),
        ("{}", r#"{"days":1000000}"#),
        ("{}", r#"{"days":{"number":40,"yes":true}}"#),
        ("{}", r#"{"specified":{"ticked":["what","what"]}}"#),
        ("{}", r#"{"specified":{"ticked":["what",]}}"#),
        ("{}", r#"{"signed":true}"#),
        ("{}", r#"{"signed":"yes"}"#),
    ] {
        let audit = example::audit_json(&json!({}), &json!({}));
        let audit = audit.replace("\"facts\":{}", &format!("\"facts\":{facts}"));
        agree(
            &rubric,
            &audit.replace("\"answers\":{}", &format!("\"answers\":{answers}")),
        );
    }
}
