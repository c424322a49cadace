//! `rubric score`.

use serde_json::{Value, json};

use crate::support::{BAD, Folder, GOOD, assert_valid, audit, root};

fn folder() -> Folder {
    Folder::new()
        .with("small.rubric", GOOD)
        .with(
            "good.json",
            audit("A-1", json!({ "identified": "met", "current": "partly" })),
        )
        .with(
            "limited.json",
            audit("A-2", json!({ "identified": "not-met", "current": "met" })),
        )
        .with("open.json", audit("A-3", json!({ "identified": "met" })))
        .with("bad.json", audit("A-4", json!({ "identifed": "met" })))
}

#[test]
fn a_card_is_a_result_and_the_counts_are_not() {
    let run = folder()
        .run(&["score", "--rubric", "small.rubric", "good.json"])
        .ends_with(0);
    assert!(run.out.contains("A-1") && run.out.contains("GOOD") && run.out.contains("66.7%"));
    assert_eq!(run.err, "1 audit read: 1 scored, 0 rejected\n");
    assert!(!run.out.contains('\u{1b}'));
    assert!(
        run.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.out
    );
}

#[test]
fn a_bad_audit_is_reported_and_the_others_go_on() {
    let arguments = [
        "score",
        "--rubric",
        "small.rubric",
        "bad.json",
        "good.json",
        "limited.json",
    ];
    let run = folder().run(&arguments).ends_with(1);
    assert!(run.out.contains("A-1") && run.out.contains("A-2") && !run.out.contains("A-4"));
    assert!(
        run.out.contains("Reference"),
        "a table of several: {}",
        run.out
    );
    assert!(
        run.err.contains("bad.json: rejected\n  line 1, column "),
        "{}",
        run.err
    );
    assert!(run.err.contains(": /answers/identifed: "), "{}", run.err);
    assert!(
        run.err.contains("help: did you mean `identified`?"),
        "{}",
        run.err
    );
    assert!(
        run.err.ends_with("3 audits read: 2 scored, 1 rejected\n"),
        "{}",
        run.err
    );
}

#[test]
fn json_is_as_the_schema_says() {
    let folder = folder();
    for name in ["good.json", "limited.json", "open.json"] {
        let arguments = [
            "score",
            "--rubric",
            "small.rubric",
            "--format",
            "json",
            name,
        ];
        assert_valid(
            "outcome.schema.json",
            &folder.run(&arguments).ends_with(0).json(),
        );
    }
    let audits = ["good.json", "bad.json", "limited.json", "open.json"];
    let arguments = [
        &["score", "--rubric", "small.rubric", "--format", "json"][..],
        &audits,
    ]
    .concat();
    let outcomes = folder.run(&arguments).ends_with(1).json();
    let outcomes = outcomes.as_array().unwrap();
    assert_eq!(outcomes.len(), 3);
    for outcome in outcomes {
        assert_valid("outcome.schema.json", outcome);
    }
    assert_eq!(outcomes[1]["overall"]["grade"], "weak");
    assert_eq!(outcomes[2]["status"], "incomplete");
    let arguments = [
        "score",
        "--rubric",
        "small.rubric",
        "--format",
        "json",
        "bad.json",
        "bad.json",
    ];
    assert_eq!(folder.run(&arguments).ends_with(1).out, "[]\n");
}

#[test]
fn an_explanation_takes_the_place_of_the_card_and_of_the_outcome() {
    let folder = folder();
    let explain = |more: &[&str]| {
        let arguments = [
            &["score", "--rubric", "small.rubric", "--explain"][..],
            more,
        ];
        folder.run(&arguments.concat()).ends_with(0)
    };
    let text = explain(&["limited.json"]).out;
    insta::assert_snapshot!(text);
    for audit in ["good.json", "limited.json", "open.json"] {
        let explanation = explain(&["--format", "json", audit]).json();
        assert_valid("explanation.schema.json", &explanation);
    }
    let several = explain(&["--format", "json", "good.json", "open.json"]).json();
    let [good, open] = several.as_array().unwrap().as_slice() else {
        panic!("not two: {several}");
    };
    assert_eq!(good["overall"]["status"], "complete");
    assert_eq!(open["overall"]["status"], "incomplete");
    let lines = explain(&["--format", "ndjson", "good.json", "open.json"]).out;
    let lines: Vec<Value> = (lines.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines, [good.clone(), open.clone()]);
}

#[test]
fn streams_go_in_and_out_line_by_line() {
    let good = audit("A-1", json!({ "identified": "met", "current": "met" }));
    let lines = format!(
        "{good}\r\n\n{{\n{}\n",
        audit("A-2", json!({ "identified": "not-met", "current": "met" }))
    );
    let folder = folder().with("many.ndjson", &lines);
    let check = |arguments: &[&str], name: &str| {
        let run = folder
            .run_with_input(arguments, lines.as_bytes())
            .ends_with(1);
        let outcomes: Vec<Value> = run
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(outcomes.len(), 2);
        outcomes
            .iter()
            .for_each(|outcome| assert_valid("outcome.schema.json", outcome));
        assert_eq!(outcomes[1]["reference"], "A-2");
        assert!(
            run.err.contains(&format!("{name}, line 3: rejected")),
            "{}",
            run.err
        );
        assert!(
            run.err.ends_with("3 audits read: 2 scored, 1 rejected\n"),
            "{}",
            run.err
        );
    };
    check(
        &["score", "--rubric", "small.rubric", "many.ndjson"],
        "many.ndjson",
    );
    check(
        &["score", "--rubric", "small.rubric", "-"],
        "standard input",
    );
}

#[test]
fn a_line_that_is_too_long_is_rejected_and_the_stream_goes_on() {
    let good = audit("A-1", json!({ "identified": "met", "current": "met" }));
    let lines = format!("{}\n{good}\n", "x".repeat(5_000_000));
    let run = folder().run_with_input(
        &["score", "--rubric", "small.rubric", "-"],
        lines.as_bytes(),
    );
    let run = run.ends_with(1);
    assert_eq!(run.out.lines().count(), 1);
    assert!(
        run.err.contains("standard input, line 1: rejected"),
        "{}",
        run.err
    );
}

#[test]
fn audits_that_cannot_be_read_are_2_and_the_others_go_on() {
    let folder = folder()
        .with("folder/x", "")
        .with("empty.json", "")
        .with("binary.json", [0xff, 0xfe]);
    for missing in ["nothing.json", "nothing.ndjson", "folder"] {
        let run = folder
            .run(&["score", "--rubric", "small.rubric", missing, "good.json"])
            .ends_with(2);
        assert!(run.out.contains("A-1"), "{missing}");
        assert!(
            run.err.contains(&format!("`{missing}` cannot be read")),
            "{}",
            run.err
        );
        assert!(
            run.err
                .contains("1 scored, 0 rejected; 1 file could not be read"),
            "{}",
            run.err
        );
    }
    for wrong in ["empty.json", "binary.json"] {
        let run = folder
            .run(&["score", "--rubric", "small.rubric", wrong])
            .ends_with(1);
        assert!(
            run.err.contains(&format!("{wrong}: rejected")),
            "{}",
            run.err
        );
    }
}

#[test]
fn a_rubric_with_errors_scores_nothing() {
    let folder = folder().with("bad.rubric", BAD);
    let run = folder
        .run(&["score", "--rubric", "bad.rubric", "good.json"])
        .ends_with(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("evidnce"), "{}", run.err);
}

#[test]
fn a_compiled_rubric_scores_as_its_source() {
    let folder = folder();
    folder
        .run(&["build", "small.rubric", "-o", "small.json"])
        .ends_with(0);
    let score = |rubric| {
        folder.run(&[
            "score",
            "--rubric",
            rubric,
            "--format",
            "json",
            "limited.json",
        ])
    };
    assert_eq!(
        score("small.json").ends_with(0).out,
        score("small.rubric").ends_with(0).out
    );
}

#[test]
fn every_audit_under_the_library_is_scored_and_as_the_schemas_say() {
    let folder = Folder::new();
    let fixtures = root().join("tests/fixtures/ehc-plan");
    let mut paths: Vec<_> = std::fs::read_dir(fixtures)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    let mut arguments = vec!["score", "--rubric", "std/ehc-plan", "--format", "ndjson"];
    arguments.extend(paths.iter().map(|path| path.to_str().unwrap()));
    let run = folder.run(&arguments).ends_with(0);
    assert_eq!(run.out.lines().count(), paths.len());
    for (line, path) in run.out.lines().zip(&paths) {
        assert_valid("outcome.schema.json", &serde_json::from_str(line).unwrap());
        let audit: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_valid("audit.schema.json", &audit);
    }
    arguments[4] = "text";
    let run = folder.run(&arguments).ends_with(0);
    assert!(
        run.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.out
    );
}
