//! Any bytes whatever compile or are refused with diagnostics; what compiles, scores.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rubric_compiler::run_tests;
use rubric_compiler::source::MemorySource;
use rubric_compiler::test::ExpectationKind;
use rubric_engine::Rubric;
use rubric_fuzz::{lawful, shown};
use rubric_lang::diagnostic::Diagnostic;
use rubric_model::canonical::to_canonical_json;
use rubric_verify::check_all;

fuzz_target!(|bytes: &[u8]| {
    let compilation = check_all(&MemorySource::new().with("a.rubric", bytes), "a.rubric");
    let errors = compilation.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(compilation.rubric.is_some(), !errors);
    assert!(
        compilation
            .diagnostics
            .is_sorted_by_key(|diagnostic| diagnostic.span)
    );
    lawful(&compilation.files, &compilation.diagnostics);
    shown(&compilation.files, &compilation.diagnostics);
    if let Some(model) = compilation.rubric {
        let json = to_canonical_json(&model).expect("it has a JSON form");
        let rubric = Rubric::from_json(json.as_bytes()).expect("what compiles, scores");
        for result in run_tests(&rubric, &compilation.tests) {
            for failure in result.failures {
                assert_ne!(failure.expected, "an audit that fits the rubric");
            }
        }
        let blank = rubric.audit_builder().build();
        assert_eq!(
            rubric.score(&blank).status,
            rubric.grades(&blank).overall.status
        );
        for expectation in compilation.tests.iter().flat_map(|test| &test.expectations) {
            if let ExpectationKind::Condition(condition) = &expectation.kind {
                rubric
                    .evaluate(condition, &blank)
                    .expect("a condition that fits");
            }
        }
    }
});
