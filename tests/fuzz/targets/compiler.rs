//! Any bytes whatever compile or are refused with diagnostics, with other files to build on; what
//! compiles, scores, and has a flat source with the same digest.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rubric_compiler::{resolve, run_tests};
use rubric_compiler::source::MemorySource;
use rubric_compiler::test::ExpectationKind;
use rubric_engine::Rubric;
use rubric_fuzz::{lawful, shown};
use rubric_lang::diagnostic::Diagnostic;
use rubric_model::canonical::to_canonical_json;
use rubric_verify::check_all;

const PLAN: &str = include_str!("../../../rubric-lang/suite/several-files/parts/county/plan.rubric");
const SCALES: &str = include_str!("../../../rubric-lang/suite/several-files/parts/scales.rubric");
const AGENCIES: &str =
    include_str!("../../../rubric-lang/suite/several-files/parts/county/agencies.rubric");
const PART: &str = "section extra \"Extra\" { criterion more \"More?\" { yes-no } }";

fuzz_target!(|bytes: &[u8]| {
    let source = MemorySource::new()
        .with("county/plan.rubric", PLAN)
        .with("county/scales.rubric", SCALES)
        .with("county/agencies.rubric", AGENCIES)
        .with("part.rubric", PART)
        .with("a.rubric", bytes);
    let compilation = check_all(&source, "a.rubric");
    let errors = compilation.diagnostics.iter().any(Diagnostic::is_error);
    assert!(compilation.rubric.is_none() || !errors);
    assert!(
        compilation
            .diagnostics
            .is_sorted_by_key(|diagnostic| diagnostic.span)
    );
    lawful(&compilation.files, &compilation.diagnostics);
    shown(&compilation.files, &compilation.diagnostics);
    if let Some(model) = compilation.rubric {
        let flat = resolve(&source, "a.rubric").text;
        let flat = flat.expect("what compiles has a flat source");
        let again = check_all(&MemorySource::new().with("f.rubric", flat), "f.rubric");
        assert_eq!(again.rubric.map(|flat| flat.digest), Some(model.digest.clone()));
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
