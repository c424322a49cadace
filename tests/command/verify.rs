//! `rubric verify`.

use serde_json::Value;

use crate::support::{BAD, Folder, GOOD, Run, assert_valid};

/// [`GOOD`] with a promise that its limit keeps.
fn promising() -> String {
    GOOD.replacen(
        "  test strong",
        "  guarantee missed \"A plan that misses its needs is weak\" {
    whenever identified is not-met
    then     overall is weak
  }
  test strong",
        1,
    )
}

/// How many audits the findings have.
fn audits(assurance: &Value) -> usize {
    let findings = assurance["findings"].as_array().unwrap();
    let audits = findings
        .iter()
        .filter_map(|finding| finding["audits"].as_array());
    audits.map(Vec::len).sum()
}

/// The exit status that findings call for: a refutation outranks what was not decided.
fn called_for(assurance: &Value) -> i32 {
    let findings = assurance["findings"].as_array().unwrap();
    let any = |verdict: &str| findings.iter().any(|finding| finding["verdict"] == verdict);
    if any("refuted") {
        1
    } else if any("not_decided") {
        3
    } else {
        0
    }
}

#[test]
fn json_is_as_the_schema_says_and_the_status_as_the_findings() {
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("promising.rubric", promising());
    let verify = |arguments: &[&str]| {
        let arguments = [&["verify", "--format", "json"], arguments].concat();
        let run = folder.run(&arguments);
        assert_eq!(run.err, "");
        let assurance = run.json();
        run.ends_with(called_for(&assurance));
        assurance
    };
    let digest = |name: &str| folder.run(&["build", name]).json()["digest"].clone();

    let assurance = verify(&["small.rubric"]);
    assert_valid("assurance.schema.json", &assurance);
    assert_eq!(assurance["format"], "rubric-assurance/1");
    assert_eq!(assurance["rubric"]["digest"], digest("small.rubric"));
    assert!(assurance.get("profile").is_none() && assurance.get("against").is_none());

    let with_profile = verify(&["small.rubric", "--profile", "--within", "5"]);
    assert_valid("assurance.schema.json", &with_profile);
    assert!(with_profile["profile"].is_object());

    let promised = verify(&["promising.rubric"]);
    let question = &promised["findings"][0]["question"];
    assert_eq!(question["kind"], "guarantee", "{promised}");
    assert_eq!(question["name"], "missed");

    let compared = verify(&["promising.rubric", "--against", "small.rubric"]);
    assert_valid("assurance.schema.json", &compared);
    assert_eq!(compared["rubric"]["digest"], digest("promising.rubric"));
    assert_eq!(compared["against"]["digest"], digest("small.rubric"));
}

#[test]
fn the_letter_ends_with_the_counts() {
    let folder = Folder::new().with("promising.rubric", promising());
    let run = folder.run(&["verify", "promising.rubric"]);
    assert!(
        run.out
            .contains(" Letter of assurance\n A small standard\n small-plan 1.0.0\n sha256:"),
        "{run:?}"
    );
    assert!(
        run.out.contains("A plan that misses its needs is weak."),
        "{run:?}"
    );
    let last = run.out.lines().last().unwrap();
    assert!(
        last.contains(" proved, ") && last.ends_with(" not decided"),
        "{run:?}"
    );
    assert!(run.out.lines().all(|line| line.chars().count() <= 80));
    assert!(!run.out.contains('\u{1b}'));

    let arguments = [
        "verify",
        "promising.rubric",
        "--against",
        "promising.rubric",
    ];
    let run = folder.run(&arguments);
    assert!(run.out.contains("Letter of comparison"), "{run:?}");
}

#[test]
fn a_compiled_rubric_is_as_good() {
    let folder = Folder::new().with("promising.rubric", promising());
    folder
        .run(&["build", "promising.rubric", "-o", "promising.json"])
        .ends_with(0);
    let found = |name: &str| folder.run(&["verify", name, "--format", "json"]).json();
    assert_eq!(found("promising.json"), found("promising.rubric"));
}

#[test]
fn audits_are_files_that_can_be_scored() {
    let folder = Folder::new().with("promising.rubric", promising());
    let arguments = [
        "verify",
        "promising.rubric",
        "--audits",
        "shown/here",
        "--format",
        "json",
    ];
    let run = folder.run(&arguments);
    let assurance = run.json();
    let run = run.ends_with(called_for(&assurance));
    assert!(run.err.ends_with(" in `shown/here`\n"), "{run:?}");
    let files: Vec<_> = std::fs::read_dir(folder.path("shown/here"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), audits(&assurance));
    for file in files {
        let file = file.to_str().unwrap();
        let score = ["score", "--rubric", "promising.rubric", "--format", "json"];
        let outcome = folder.run(&[&score[..], &[file]].concat()).ends_with(0);
        assert_eq!(outcome.json()["status"], "complete", "{file}");
    }
    // What is there already and the same, is none the worse for it.
    let again = folder.run(&arguments);
    assert_eq!((again.status, again.err), (run.status, run.err));
}

#[test]
fn what_has_errors_or_cannot_be_read_is_not_looked_at() {
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("bad.rubric", BAD);
    let nothing = |run: Run| {
        assert_eq!(run.out, "", "{run:?}");
        run
    };
    let bad = ["verify", "bad.rubric", "--audits", "shown"];
    let run = nothing(folder.run(&bad).ends_with(1));
    assert!(run.err.contains("evidnce"), "{}", run.err);
    let against_bad = ["verify", "small.rubric", "--against", "bad.rubric"];
    nothing(folder.run(&against_bad).ends_with(1));
    nothing(folder.run(&["verify", "nowhere.rubric"]).ends_with(2));
    assert_eq!(folder.names(), ["bad.rubric", "small.rubric"]);
}

#[test]
fn a_time_that_is_no_number_of_seconds_is_2_and_says_what_to_write() {
    let folder = Folder::new().with("small.rubric", GOOD);
    for seconds in ["0", "2.5", "a minute", "", "-1"] {
        let within = format!("--within={seconds}");
        let run = folder
            .run(&["verify", "small.rubric", &within])
            .ends_with(2);
        assert!(
            run.err
                .contains("write a whole number of seconds, 1 or more"),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_2() {
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("shown", "mine");
    for place in ["shown", "shown/here"] {
        let run = folder
            .run(&["verify", "small.rubric", "--audits", place])
            .ends_with(2);
        assert!(
            run.err.contains("cannot be made: a file is in its place"),
            "{}",
            run.err
        );
    }
}
