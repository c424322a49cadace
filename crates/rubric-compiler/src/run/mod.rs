//! Running the tests that a rubric carries.

mod actual;

use std::cell::Cell;

use rubric_engine::{Audit, Rubric, Truth};
use rubric_lang::source::Span;
use rubric_model::outcome::Status;

use crate::test::{Expectation, ExpectationKind, Test};
use actual::Actual;

/// How much may be looked at to say which members of a group are so.
const MOST_TRIED: usize = 20_000_000;

/// What came of a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestResult {
    /// The test's name.
    pub name: String,
    /// The test's title.
    pub title: String,
    /// Where it is declared.
    pub span: Span,
    /// What was expected and did not come out; empty where the test passed.
    pub failures: Vec<Failure>,
}

impl TestResult {
    /// Whether everything came out as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// An expectation that did not come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Where it is written.
    pub span: Span,
    /// What was expected, as written: `overall is good`.
    pub expected: String,
    /// What came out: `overall is requires-improvement (70.5%)`.
    pub actual: String,
    /// Why, one reason a line.
    pub because: Vec<String>,
}

/// Runs tests under the rubric they came with.
#[must_use]
pub fn run_tests(rubric: &Rubric, tests: &[Test]) -> Vec<TestResult> {
    let tries = Cell::new(MOST_TRIED / rubric.size().max(1));
    let run = |test: &Test| TestResult {
        name: test.name.clone(),
        title: test.title.clone(),
        span: test.span,
        failures: match test.audit(rubric) {
            Ok(audit) => failures(rubric, test, &audit, &tries),
            // A compiled test fits its rubric; it was run under another.
            Err(problem) => vec![Failure {
                span: test.span,
                expected: "an audit that fits the rubric".to_owned(),
                actual: problem.message,
                because: Vec::new(),
            }],
        },
    };
    tests.iter().map(run).collect()
}

fn failures(rubric: &Rubric, test: &Test, audit: &Audit, tries: &Cell<usize>) -> Vec<Failure> {
    let actual = Actual::new(rubric, test, audit, tries);
    test.expectations
        .iter()
        .filter_map(|expectation| failure(rubric, audit, &actual, expectation))
        .collect()
}

fn failure(
    rubric: &Rubric,
    audit: &Audit,
    actual: &Actual<'_>,
    expectation: &Expectation,
) -> Option<Failure> {
    let (came_out, because) = match &expectation.kind {
        ExpectationKind::Condition(condition) => match rubric.evaluate(condition, audit) {
            Ok(Truth::Yes) => return None,
            Ok(Truth::No) => (actual.of_condition(condition), actual.reasons(condition)),
            Ok(Truth::Undecided) => (
                "undecided, for something is missing".to_owned(),
                actual.missing(),
            ),
            Err(error) => (error.message, Vec::new()),
        },
        ExpectationKind::Incomplete(expected) => {
            if *expected == (actual.outcome().status == Status::Incomplete) {
                return None;
            }
            let word = if *expected {
                "the audit is complete"
            } else {
                "the audit is incomplete"
            };
            (word.to_owned(), actual.missing())
        }
        ExpectationKind::LimitedBy { section, limit } => {
            let (subject, limits) = actual.limits(section.as_deref());
            if limits.iter().any(|(name, _)| name == limit) {
                return None;
            }
            (
                format!("{subject}, and `{limit}` does not lower it"),
                actual.limit_reasons(&limits),
            )
        }
    };
    Some(Failure {
        span: expectation.span,
        expected: expectation.text.clone(),
        actual: came_out,
        because,
    })
}
