//! A whole rubric: that it compiles, to what, and that its own test passes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

mod support;

use rubric_compiler::bounds::LARGEST_FILE;
use rubric_compiler::run_tests;
use rubric_compiler::source::MemorySource;
use rubric_lang::diagnostic::Code;
use rubric_model::canonical;
use support::{compiled, rendered};

const EXAMPLE: &str = include_str!("../../../rubric-lang/suite/a-whole-example.rubric");

#[test]
fn compiles_and_there_is_nothing_to_say() {
    let compilation = compiled(EXAMPLE);
    assert_eq!(compilation.diagnostics, []);
    let rubric = compilation.rubric.expect("it has no errors");
    let value: serde_json::Value = serde_json::to_value(&rubric).expect("it has a JSON form");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).expect("it has a JSON form"));
}

#[test]
fn passes_its_own_test() {
    let compilation = compiled(EXAMPLE);
    let rubric = rubric_engine::Rubric::from_model(compilation.rubric.expect("it has no errors"))
        .expect("it scores");
    let results = run_tests(&rubric, &compilation.tests);
    assert_eq!(results.len(), 1);
    assert!(
        results.iter().all(rubric_compiler::TestResult::passed),
        "{results:#?}"
    );
}

#[test]
fn layout_and_comments_never_change_the_digest() {
    let digest = |text: &str| compiled(text).rubric.expect("it compiles").digest;
    let plain = digest(EXAMPLE);
    let commented = EXAMPLE.replace('\n', " # a remark\n");
    // Comments cannot stand in texts of many lines, and there they would be text.
    assert_ne!(
        digest(&commented),
        plain,
        "a remark inside a long text is text"
    );
    let spaced: String = EXAMPLE
        .lines()
        .map(|line| {
            if line.trim().is_empty() {
                "# nothing\n".to_owned()
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    assert_eq!(digest(&spaced), plain);
    assert_eq!(digest(&EXAMPLE.replace('\n', "\r\n")), plain);
    assert_eq!(digest(&format!("\u{FEFF}{EXAMPLE}")), plain);
    assert_eq!(
        digest(&EXAMPLE.replace("needs-identified is not-met", "Needs-Identified is Not-Met")),
        plain
    );
    let rubric = compiled(EXAMPLE).rubric.expect("it compiles");
    assert_eq!(
        canonical::digest(&rubric).expect("it has a JSON form"),
        plain
    );
}

#[test]
fn a_failed_test_says_what_came_out_and_why() {
    let text = EXAMPLE.replace(
        "    expect overall is outstanding\n",
        "    answer needs-identified not-met\n    expect overall is outstanding\n    expect any section is good\n    expect needs-identified is met\n    \
         expect audit is incomplete\n    expect overall is limited by inadequate-section\n    leave needs-current unanswered\n",
    );
    let compilation = compiled(&text);
    let said: Vec<String> = compilation
        .diagnostics
        .iter()
        .map(|diagnostic| rendered(&compilation.files, diagnostic))
        .collect();
    let rubric =
        rubric_engine::Rubric::from_model(compilation.rubric.unwrap_or_else(|| panic!("{said:?}")))
            .expect("it scores");
    let results = run_tests(&rubric, &compilation.tests);
    let failures: Vec<_> = results
        .iter()
        .flat_map(|result| &result.failures)
        .map(|one| (&one.expected, &one.actual, &one.because))
        .collect();
    insta::assert_debug_snapshot!(failures);
    let complete = text.replace("    leave needs-current unanswered\n", "");
    let results = run_tests(&rubric, &compiled(&complete).tests);
    let failures: Vec<_> = results
        .iter()
        .flat_map(|result| &result.failures)
        .map(|one| (&one.expected, &one.actual, &one.because))
        .collect();
    insta::assert_debug_snapshot!(failures);
}

#[test]
fn a_reason_is_given_once_however_often_a_condition_asks() {
    let text = EXAMPLE.replace(
        "    expect overall is outstanding\n",
        "    answer needs-identified not-met\n    expect overall is outstanding and section C is outstanding and overall is at least good\n",
    );
    let compilation = compiled(&text);
    let rubric = compilation.rubric.expect("it has no errors");
    let rubric = rubric_engine::Rubric::from_model(rubric).expect("it scores");
    let results = run_tests(&rubric, &compilation.tests);
    let [failure, ..] = results[0].failures.as_slice() else {
        panic!("{results:?}")
    };
    for said in [
        failure.because.clone(),
        failure.actual.split("; ").map(str::to_owned).collect(),
    ] {
        let different: std::collections::BTreeSet<_> = said.iter().collect();
        assert_eq!(different.len(), said.len(), "{said:?}");
    }
}

#[test]
fn what_is_not_a_text_is_said_once() {
    let one = |source: MemorySource| {
        let compilation = rubric_compiler::compile(&source, "test.rubric");
        assert!(compilation.rubric.is_none());
        let codes: Vec<Code> = compilation
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        assert_eq!(codes.len(), 1, "{codes:?}");
        let diagnostic = compilation
            .diagnostics
            .into_iter()
            .next()
            .expect("there is one");
        (diagnostic.code, diagnostic.span.start)
    };
    assert_eq!(one(MemorySource::new()), (Code::FileUnreadable, 0));
    assert_eq!(
        one(MemorySource::new().with("test.rubric", b"rubric \xFF".to_vec())),
        (Code::NotText, 7)
    );
    assert_eq!(
        one(MemorySource::new().with("test.rubric", b"rub\0ric".to_vec())),
        (Code::NotText, 3)
    );
    assert_eq!(
        one(MemorySource::new().with("test.rubric", vec![b' '; LARGEST_FILE + 1])),
        (Code::FileTooLarge, 0)
    );
}

#[test]
fn what_is_too_much_is_said_once() {
    let criteria: String = (0..10_001)
        .map(|number| format!("criterion c{number} \"Is it so?\"\n"))
        .collect();
    let text = format!(
        "rubric big \"Big\" {{\n version 1.0.0\n scale s \"S\" {{ met \"Met\" 1  not-met \"Not met\" 0 }}\n grades g \"G\" {{ good \"Good\" from 50%  weak \"Weak\" otherwise }}\n section c \"All\" {{\n{criteria}}}\n}}\n"
    );
    let codes: Vec<Code> = compiled(&text)
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, [Code::TooManyThings]);
}
