//! Any bytes whatever are an audit that is scored and written down again, or are refused with
//! problems that have a place in them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rubric_fuzz::example;

fuzz_target!(|bytes: &[u8]| {
    let rubric = example();
    match rubric.read_audit(bytes) {
        Ok(audit) => {
            let written = serde_json::to_vec(&rubric.write_audit(&audit)).expect("a JSON form");
            assert_eq!(rubric.read_audit(&written).as_ref(), Ok(&audit));
            let outcome = rubric.score(&audit);
            serde_json::to_string(&outcome).expect("a JSON form");
        }
        Err(error) => {
            assert!(!error.problems.is_empty());
            let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).count();
            for problem in &error.problems {
                assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)));
                assert!(!problem.message.is_empty(), "{error}");
            }
        }
    }
});
