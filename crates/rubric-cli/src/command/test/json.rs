//! Test results for programs.

use rubric_lang::source::Span;
use serde::Serialize;

use super::Suite;
use crate::failure::Failure;

#[derive(Serialize)]
struct ResultJson<'a> {
    rubric: &'a str,
    name: &'a str,
    title: &'a str,
    passed: bool,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    failures: Vec<FailureJson<'a>>,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    expected: &'a str,
    actual: &'a str,
    because: &'a [String],
    #[serde(flatten)]
    place: PlaceJson<'a>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    file: &'a str,
    line: u32,
    column: u32,
}

/// One array with all results.
///
/// # Errors
/// None that can occur: the results have a JSON form.
pub fn json(suites: &[Suite]) -> Result<String, Failure> {
    let results = suites.iter().flat_map(|suite| {
        suite.results.iter().map(|result| ResultJson {
            rubric: &suite.rubric,
            name: &result.name,
            title: &result.title,
            passed: result.passed(),
            place: place(suite, result.span),
            failures: result
                .failures
                .iter()
                .map(|failure| FailureJson {
                    expected: &failure.expected,
                    actual: &failure.actual,
                    because: &failure.because,
                    place: place(suite, failure.span),
                })
                .collect(),
        })
    });
    let results: Vec<_> = results.collect();
    let text = serde_json::to_string_pretty(&results);
    Ok(text.map_err(|error| Failure::cannot_run(error.to_string()))? + "\n")
}

fn place(suite: &Suite, span: Span) -> PlaceJson<'_> {
    let (file, position) = suite.place(span);
    PlaceJson {
        file,
        line: position.line,
        column: position.column,
    }
}
