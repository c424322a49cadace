//! `rubric test`.

use crate::support::{BAD, Folder, GOOD};

#[test]
fn tests_that_hold() {
    let folder = Folder::new().with("small.rubric", GOOD);
    let run = folder.run(&["test", "small.rubric"]).ends_with(0);
    assert!(run.out.contains("2 passed"), "{run:?}");
    let run = folder
        .run(&["test", "small.rubric", "--filter", "strong"])
        .ends_with(0);
    assert!(run.out.contains("1 passed"), "{run:?}");
}

#[test]
fn a_test_that_fails_is_1_and_says_why() {
    let wrong = GOOD.replacen("expect overall is good", "expect overall is weak", 1);
    let folder = Folder::new().with("wrong.rubric", wrong);
    let run = folder.run(&["test", "wrong.rubric"]).ends_with(1);
    assert!(
        run.out.contains("1 passed") && run.out.contains("1 failed"),
        "{run:?}"
    );
    assert!(run.out.contains("strong"), "{run:?}");
    assert!(
        run.out.contains("wrong.rubric:") && run.out.contains("[R0804]"),
        "{run:?}"
    );
}

#[test]
fn a_rubric_with_errors_is_not_tested() {
    let folder = Folder::new().with("bad.rubric", BAD);
    folder.run(&["test", "bad.rubric"]).ends_with(1);
}

#[test]
fn results_for_programs() {
    let wrong = GOOD.replacen("expect overall is good", "expect overall is weak", 1);
    let folder = Folder::new().with("wrong.rubric", wrong);
    let results = folder
        .run(&["test", "wrong.rubric", "--format", "json"])
        .ends_with(1)
        .json();
    assert_eq!(results[0]["name"], "strong");
    assert_eq!(results[0]["passed"], false);
    assert_eq!(results[0]["failures"][0]["expected"], "overall is weak");
    assert_eq!(results[1]["passed"], true);
    let xml = folder
        .run(&["test", "wrong.rubric", "--format", "junit"])
        .ends_with(1)
        .out;
    assert!(xml.contains("tests=\"2\" failures=\"1\""), "{xml}");
    assert!(
        xml.contains("<testcase classname=\"small-plan\" name=\"limited\"/>"),
        "{xml}"
    );
}

#[test]
fn a_compiled_rubric_holds_no_tests() {
    let folder = Folder::new().with("small.rubric", GOOD);
    folder
        .run(&["build", "small.rubric", "-o", "small.json"])
        .ends_with(0);
    let run = folder.run(&["test", "small.json"]).ends_with(2);
    assert!(run.err.contains("holds no tests"), "{}", run.err);
    let run = folder
        .run(&["test", "small.rubric", "--filter", "nothing"])
        .ends_with(0);
    assert!(run.err.contains("no test has `nothing`"), "{}", run.err);
}

#[test]
fn the_tests_of_the_standard_library_pass() {
    let run = Folder::new().run(&["test", "std/ehc-plan"]).ends_with(0);
    assert!(run.out.contains(", 0 failed"), "{}", run.out);
}
