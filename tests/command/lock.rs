//! `rubric lock`.

use crate::support::Folder;

const PLAN: &str = "rubric plan \"A plan\" {\n  version 1.3.0\n  grades judgement \"Judgement\" { good \"Good\" from 70%  weak \"Weak\" otherwise }\n  section C \"Health needs\" { criterion identified \"Needs are identified\" { yes-no } }\n}\n";

const OURS: &str = "rubric our-plan \"Our plan\" extends county/plan 1 {\n  version 1.0.0\n  change section C { because \"Another word.\" title \"Health\" }\n}\n";

fn folder() -> Folder {
    Folder::new()
        .with("lib/county/plan.rubric", PLAN)
        .with("ours/our-plan.rubric", OURS)
}

#[test]
fn what_changed_is_told_until_it_is_accepted() {
    let folder = folder();
    let check = [
        "check",
        "ours",
        "--library",
        "lib",
        "--diagnostics",
        "plain",
    ];
    let lock = ["lock", "ours", "--library", "lib"];
    let run = folder.run(&lock).ends_with(0);
    assert_eq!(run.out, "county/plan 1.3.0\n");
    let text = std::fs::read_to_string(folder.path("ours/rubric.lock")).unwrap();
    folder.run(&check).ends_with(0);

    let folder = folder.with("lib/county/plan.rubric", PLAN.replace("70%", "60%"));
    let run = folder.run(&check).ends_with(1);
    assert!(run.out.contains("R1008"), "{}", run.out);
    assert!(run.out.contains("still version 1.3.0"), "{}", run.out);
    assert!(run.out.contains("`rubric lock`"), "{}", run.out);
    let run = folder
        .run(&["score", "--rubric", "ours", "--library", "lib", "x.json"])
        .ends_with(1);
    assert!(run.err.contains("R1008"), "{}", run.err);

    folder.run(&lock).ends_with(0);
    folder.run(&check).ends_with(0);
    let again = std::fs::read_to_string(folder.path("ours/rubric.lock")).unwrap();
    assert_ne!(text, again);
}

#[test]
fn what_is_not_understood_is_left_as_it_is() {
    let folder = folder().with("ours/rubric.lock", "mine");
    let run = folder
        .run(&["lock", "ours", "--library", "lib"])
        .ends_with(2);
    assert!(run.err.contains("cannot be understood"), "{}", run.err);
    assert_eq!(
        std::fs::read_to_string(folder.path("ours/rubric.lock")).unwrap(),
        "mine"
    );
    let run = folder
        .run(&["check", "ours", "--library", "lib"])
        .ends_with(1);
    assert!(run.out.contains("R1009"), "{}", run.out);
}

#[test]
fn a_standard_of_the_library_is_not_locked() {
    let run = folder().run(&["lock", "std/ehc-plan"]).ends_with(2);
    assert!(run.err.contains("part of this program"), "{}", run.err);
}
