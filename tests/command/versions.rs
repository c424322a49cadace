//! `rubric score` by a folder of versions: each audit by the one in force on its date.

use serde_json::{Value, json};

use crate::support::{BAD, Folder, GOOD, assert_valid, audit};

fn version(version: &str, effective: &str) -> String {
    let line = format!("version {version}\n  {effective}");
    GOOD.replace("version 1.0.0", &line)
}

fn dated(reference: &str, version: &str, date: &str) -> String {
    let answers = json!({ "identified": "met", "current": "partly" });
    let mut audit: Value = serde_json::from_str(&audit(reference, answers)).unwrap();
    audit["rubric"]["version"] = json!(version);
    audit["date"] = json!(date);
    audit.to_string()
}

fn folder() -> Folder {
    Folder::new()
        .with(
            "plans/first.rubric",
            version("1.0.0", "effective from 2026-01-01 to 2026-08-31"),
        )
        .with(
            "plans/second.rubric",
            version("1.1.0", "effective from 2026-09-01"),
        )
        .with(
            "plans/shared.rubric",
            "library shared \"Shared\" {\n  version 1.0.0\n}\n",
        )
        .with("plans/audit.json", dated("A-0", "1.0.0", "2026-03-01"))
        .with("plans/notes.json", "{")
        .with("spring.json", dated("A-1", "1.0.0", "2026-03-01"))
        .with("autumn.json", dated("A-2", "1.1.0", "2026-10-01"))
        .with("late.json", dated("A-3", "1.0.0", "2026-10-01"))
        .with("early.json", dated("A-4", "1.0.0", "2025-10-01"))
}

fn score<'a>(audits: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["score", "--rubric", "plans", "--format", "ndjson"];
    all.extend(audits);
    all
}

#[test]
fn each_audit_is_scored_by_the_version_in_force_on_its_date() {
    let folder = folder();
    let run = folder
        .run(&score(&["spring.json", "autumn.json"]))
        .ends_with(0);
    let outcomes: Vec<Value> = (run.out.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let versions: Vec<_> = outcomes
        .iter()
        .map(|one| &one["rubric"]["version"])
        .collect();
    assert_eq!(versions, ["1.0.0", "1.1.0"]);
    for outcome in &outcomes {
        assert_valid("outcome.schema.json", outcome);
        assert_eq!(outcome["notices"], json!([]));
    }
    assert_eq!(run.err, "2 audits read: 2 scored, 0 rejected\n");
    let text = folder
        .run(&["score", "--rubric", "plans", "spring.json", "autumn.json"])
        .ends_with(0);
    assert!(text.out.contains("version 1.0.0") && text.out.contains("version 1.1.0"));
}

#[test]
fn an_audit_made_under_another_version_is_rejected_with_what_to_do() {
    let run = folder()
        .run(&score(&["late.json", "autumn.json"]))
        .ends_with(1);
    assert_eq!(run.out.lines().count(), 1);
    let path = |name: &str| {
        std::path::Path::new("plans")
            .join(name)
            .display()
            .to_string()
    };
    let (old, new) = (path("first.rubric"), path("second.rubric"));
    assert!(
        run.err.contains(&format!(
            "late.json: rejected\n  the audit was made under version `1.0.0`; on its date, 2026-10-01, \
             version `1.1.0` is in force\n    help: carry it over with `rubric migrate --from {old} --to \
             {new}`, or score it with `--rubric {old}`\n"
        )),
        "{}",
        run.err
    );
}

#[test]
fn an_audit_outside_every_version_is_told_what_there_is() {
    let folder = folder();
    let run = folder.run(&score(&["early.json"])).ends_with(1);
    assert!(
        run.err.contains(
            "  no version is in force on the audit's date, 2025-10-01\n    help: there is 1.0.0 (from \
             2026-01-01 to 2026-08-31); 1.1.0 (from 2026-09-01)\n"
        ),
        "{}",
        run.err
    );
    // By one version alone it is scored, and told so.
    let arguments = ["score", "--rubric", "plans/first.rubric", "early.json"];
    let run = folder.run(&arguments).ends_with(0);
    assert!(run.out.contains("Notices"), "{}", run.out);
    let words = run.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("This standard applies from 1 January 2026 to 31 August 2026; the audit is dated 2025-10-01."),
        "{}",
        run.out
    );
}

#[test]
fn versions_that_overlap_are_told_once_and_decide_nothing_there() {
    let folder = folder().with(
        "plans/second.rubric",
        version("1.1.0", "effective from 2026-08-01"),
    );
    let stream = format!(
        "{}\n{}\n",
        dated("A-1", "1.0.0", "2026-03-01"),
        dated("A-2", "1.0.0", "2026-08-15")
    );
    let run = folder
        .run_with_input(&score(&["-"]), stream.as_bytes())
        .ends_with(1);
    assert_eq!(run.out.lines().count(), 1);
    let told = "versions are in force on the same days: 1.0.0 (from 2026-01-01 to 2026-08-31) and 1.1.0 (from 2026-08-01)";
    assert_eq!(run.err.matches(told).count(), 1, "{}", run.err);
    assert!(
        run.err.contains("standard input, line 2: rejected\n  more than one version is in force on the audit's date, 2026-08-15"),
        "{}",
        run.err
    );
}

#[test]
fn a_version_without_a_last_day_is_in_force_until_the_next_begins() {
    let folder = folder().with(
        "plans/first.rubric",
        version("1.0.0", "effective from 2026-01-01"),
    );
    let stream = format!(
        "{}\n{}\n",
        dated("A-1", "1.0.0", "2026-08-31"),
        dated("A-2", "1.1.0", "2026-09-01")
    );
    let run = folder
        .run_with_input(&score(&["-"]), stream.as_bytes())
        .ends_with(0);
    assert_eq!(run.out.lines().count(), 2, "{}", run.err);
    assert!(!run.err.contains("same days"), "{}", run.err);
}

#[test]
fn what_is_wrong_with_an_audit_is_said_by_the_version_it_names() {
    let folder = folder()
        .with(
            "no-date.json",
            dated("A-1", "1.0.0", "2026-03-01").replace("\"date\"", "\"day\""),
        )
        .with("odd-date.json", dated("A-1", "1.0.0", "1/3/2026"))
        .with("text.json", "no audit")
        .with(
            "mark.json",
            format!("\u{feff}{}", dated("A-1", "1.1.0", "2026-10-01")),
        )
        .with(
            "other.json",
            dated("A-1", "1.0.0", "2026-03-01").replace("small-plan", "other-plan"),
        );
    for (name, said) in [
        ("no-date.json", "`date` is missing"),
        ("odd-date.json", "`1/3/2026` is not a date"),
        ("text.json", "rejected"),
        ("other.json", "this is an audit under `other-plan`"),
    ] {
        let run = folder.run(&score(&[name])).ends_with(1);
        assert!(run.err.contains(said), "{}", run.err);
        assert!(!run.err.contains("under version"), "{}", run.err);
    }
    folder.run(&score(&["mark.json"])).ends_with(0);
}

#[test]
fn compiled_versions_count_and_what_a_source_stands_for_counts_once() {
    let folder = folder();
    folder
        .run(&["build", "plans/first.rubric", "-o", "plans/first.json"])
        .ends_with(0);
    folder.run(&score(&["spring.json"])).ends_with(0);
    std::fs::remove_file(folder.path("plans/first.rubric")).unwrap();
    let run = folder
        .run(&score(&["spring.json", "autumn.json"]))
        .ends_with(0);
    assert_eq!(run.out.lines().count(), 2);
    // With one left, it is that one, whatever the date.
    std::fs::remove_file(folder.path("plans/second.rubric")).unwrap();
    let run = folder
        .run(&score(&["spring.json", "early.json", "autumn.json"]))
        .ends_with(1);
    assert_eq!(run.out.lines().count(), 2);
    assert!(
        run.err.contains("this is an audit under version `1.1.0`"),
        "{}",
        run.err
    );
}

#[test]
fn a_folder_of_different_standards_is_no_folder_of_versions() {
    let folder = folder().with(
        "plans/other.rubric",
        GOOD.replace("small-plan", "other-plan"),
    );
    let run = folder.run(&score(&["spring.json"])).ends_with(2);
    assert!(run.err.contains("holds different standards"), "{}", run.err);
    assert!(
        run.err.contains("help: name the one that is meant"),
        "{}",
        run.err
    );
    let folder = Folder::new()
        .with("plans/a.txt", "")
        .with("spring.json", "{}");
    let run = folder.run(&score(&["spring.json"])).ends_with(2);
    assert!(run.err.contains("holds no `.rubric` file"), "{}", run.err);
}

#[test]
fn a_version_with_errors_scores_nothing() {
    let folder = folder().with("plans/third.rubric", BAD);
    let run = folder.run(&score(&["spring.json"])).ends_with(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("evidnce"), "{}", run.err);
    let machine = [&score(&["spring.json"])[..], &["--diagnostics", "json"]].concat();
    let run = folder.run(&machine).ends_with(1);
    let problems: Value = serde_json::from_str(&run.err).unwrap();
    assert_eq!(problems.as_array().unwrap().len(), 1);
}

#[test]
fn other_commands_ask_for_one() {
    let run = folder().run(&["check", "plans"]).ends_with(2);
    assert!(
        run.err.contains("holds more than one rubric"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("help: name the one that is meant"),
        "{}",
        run.err
    );
}
