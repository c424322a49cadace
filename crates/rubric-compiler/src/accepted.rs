//! What compiles, scores: the engine has the last word.

use rubric_engine::Rubric as Scored;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::canonical::to_canonical_json;
use rubric_model::rubric::Rubric;

use crate::bounds::{MOST_RUBRIC_BYTES, MOST_TEST_WORK};
use crate::standard::{Head, Standard};
use crate::test::Test;

/// A compiled rubric that scores, as do its tests.
///
/// # Errors
/// What is to be said where they do not.
pub fn scored(
    rubric: Rubric,
    tests: &[Test],
    standard: &Standard<'_>,
) -> Result<Scored, Box<Diagnostic>> {
    let scored = Scored::from_model(rubric)
        .map_err(|error| refused(standard.at(&error.pointer), &error.message))?;
    if to_canonical_json(scored.model()).map_or(true, |json| json.len() > MOST_RUBRIC_BYTES) {
        let mebibytes = MOST_RUBRIC_BYTES / (1024 * 1024);
        let reason = format!("compiled, it is larger than {mebibytes} MiB");
        return Err(refused(standard.head, &reason).into());
    }
    let mut left = MOST_TEST_WORK;
    for (head, test) in standard.tests.iter().zip(tests) {
        let times = test.expectations.len().saturating_add(1);
        match left.checked_sub(times.saturating_mul(scored.size())) {
            Some(rest) => left = rest,
            None => return Err(too_much_to_test(head).into()),
        }
    }
    Ok(scored)
}

/// That something in it was passed over, although nothing was said of it.
pub fn not_understood(head: Head<'_>) -> Diagnostic {
    refused(head, "a part of it is not understood")
}

fn refused(head: Head<'_>, reason: &str) -> Diagnostic {
    let message = format!("`{}` cannot be scored: {reason}", head.text());
    Diagnostic::new(Code::TooManyThings, head.span, message)
        .label("refused when it was put together")
        .help("write it in another way, with less in it: fewer conditions, smaller groups, shorter lists")
}

fn too_much_to_test(head: &Head<'_>) -> Diagnostic {
    Diagnostic::new(
        Code::TooManyThings,
        head.span,
        "the tests of this rubric are more than can be run",
    )
    .label("no further than this test")
    .help("keep fewer tests, with fewer lines that expect something")
}
