//! `rubric new`.

use crate::support::Folder;

#[test]
fn the_first_rubric_checks_tests_and_scores() {
    let folder = Folder::new();
    let run = folder.run(&["new", "plan-health"]).ends_with(0);
    assert_eq!(run.err, "");
    assert!(run.out.contains("in `plan-health.rubric`"), "{}", run.out);
    assert!(
        run.out.contains("\n  rubric test plan-health\n"),
        "{}",
        run.out
    );
    assert_eq!(folder.names(), ["plan-health"]);

    let text = std::fs::read_to_string(folder.path("plan-health/plan-health.rubric")).unwrap();
    assert!(
        text.contains("rubric plan-health \"Plan health\" {"),
        "{text}"
    );
    assert!((40..=90).contains(&text.lines().count()), "{text}");

    let run = folder
        .run(&["check", "--deny-warnings", "plan-health"])
        .ends_with(0);
    assert!(run.err.contains("no problems found"), "{}", run.err);
    let run = folder.run(&["test", "plan-health"]).ends_with(0);
    assert!(run.out.contains("1 passed, 0 failed"), "{}", run.out);
    let run = folder.run(&["fix", "plan-health"]).ends_with(0);
    assert_eq!(run.out, "");
}

#[test]
fn a_local_standard_checks_tests_and_is_laid_out() {
    let folder = Folder::new();
    let run = folder
        .run(&["new", "our-plan", "--from", "std/ehc-plan"])
        .ends_with(0);
    assert!(run.out.contains("over `std/ehc-plan`"), "{}", run.out);
    folder
        .run(&["check", "--deny-warnings", "our-plan"])
        .ends_with(0);
    let run = folder.run(&["test", "our-plan"]).ends_with(0);
    assert!(run.out.contains("1 passed, 0 failed"), "{}", run.out);
    folder.run(&["fmt", "--check", "our-plan"]).ends_with(0);

    // The changes that it shows can be made as they stand.
    let path = folder.path("our-plan/our-plan.rubric");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut made = text.clone();
    for verb in ["change", "remove", "add"] {
        made = made.replace(&format!("\n  # {verb} "), &format!("\n  {verb} "));
    }
    assert_eq!(text.lines().count(), made.lines().count());
    assert_ne!(text, made);
    std::fs::write(path, made).unwrap();
    folder.run(&["check", "our-plan"]).ends_with(0);
    let run = folder.run(&["test", "our-plan"]);
    assert!(run.out.contains("1 test"), "{}", run.out);
}

#[test]
fn there_is_nothing_to_build_on_that_is_not_there() {
    let folder = Folder::new();
    let run = folder
        .run(&["new", "our-plan", "--from", "std/ehc"])
        .ends_with(2);
    assert!(run.err.contains("no standard `std/ehc`"), "{}", run.err);
    assert!(folder.names().is_empty());
}

#[test]
fn what_is_no_name_is_refused_with_one_that_is() {
    let folder = Folder::new();
    for (name, help) in [
        ("Plan health", "write `rubric new plan-health`"),
        ("plan_health", "write `rubric new plan-health`"),
        ("2026 plans", "such as `rubric new plan-health`"),
        ("", "such as `rubric new plan-health`"),
        ("pl\u{e4}ne", "such as `rubric new plan-health`"),
        ("standards/plans", "give the name alone"),
        ("..", "such as `rubric new plan-health`"),
    ] {
        let run = folder.run(&["new", name]).ends_with(2);
        assert_eq!(run.out, "");
        assert!(run.err.contains("is not a name"), "{name}: {}", run.err);
        assert!(run.err.contains(help), "{name}: {}", run.err);
    }
    assert!(folder.names().is_empty());
}

#[test]
fn what_is_there_stays_as_it_is() {
    let folder = Folder::new()
        .with("plans/plans.rubric", "mine")
        .with("notes", "mine");
    for name in ["plans", "notes"] {
        let run = folder.run(&["new", name]).ends_with(2);
        assert!(run.err.contains("is there already"), "{}", run.err);
    }
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).unwrap();
    assert_eq!(
        [read("plans/plans.rubric"), read("notes")],
        ["mine", "mine"]
    );
    assert_eq!(folder.names(), ["notes", "plans"]);
}

#[cfg(unix)]
#[test]
fn others_may_use_what_is_made_as_they_may_any_new_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    std::fs::create_dir(folder.path("usual")).unwrap();
    folder.run(&["new", "plans"]).ends_with(0);
    let mode = |name: &str| {
        let found = std::fs::metadata(folder.path(name)).unwrap();
        found.permissions().mode()
    };
    assert_eq!(mode("plans"), mode("usual"));
}
