//! Any bytes whatever are a compiled rubric that scores, or are refused. The digest is put right
//! first, or nothing that was changed would ever be looked at.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rubric_engine::{Rubric, RubricError};
use rubric_model::canonical::{digest_of_value, to_canonical_json};
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    tried(Rubric::from_json(bytes));
    let Ok(mut value) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let (Ok(digest), true) = (digest_of_value(value.clone()), value.is_object()) else {
        return;
    };
    value["digest"] = digest.into();
    tried(Rubric::from_json(value.to_string().as_bytes()));
});

fn tried(read: Result<Rubric, RubricError>) {
    match read {
        Ok(rubric) => {
            let blank = rubric.audit_builder().build();
            let outcome = rubric.score(&blank);
            assert_eq!(outcome.status, rubric.grades(&blank).overall.status);
            let written = to_canonical_json(rubric.model()).expect("it has a JSON form");
            let again = Rubric::from_json(written.as_bytes()).expect("it was read before");
            assert_eq!(again.model(), rubric.model());
        }
        Err(error) => assert!(!error.message.is_empty(), "{error}"),
    }
}
