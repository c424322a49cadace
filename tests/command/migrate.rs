//! `rubric migrate`.

use serde_json::{Value, json};

use crate::support::{BAD, Folder, GOOD, assert_valid, audit};

/// [`GOOD`] a version on: one question reworded, one renamed, one new.
fn newer() -> String {
    GOOD.replace("version 1.0.0", "version 1.1.0")
        .replace(
            "criterion identified \"Needs are identified\"",
            "criterion identified \"Every need is identified\"",
        )
        .replace(
            "criterion current    \"The description is current\"",
            "criterion up-to-date \"The description is current\" { was current }\n    criterion sourced \"Each need has its source\"",
        )
        .replace("answer current met", "answer up-to-date met\n    answer sourced met")
}

fn folder() -> Folder {
    Folder::new()
        .with("old.rubric", GOOD)
        .with("new.rubric", newer())
        .with("open.json", audit("A-1", json!({ "current": "partly" })))
        .with(
            "reworded.json",
            audit("A-2", json!({ "identified": "met" })),
        )
        .with(
            "complete.json",
            audit("A-3", json!({ "identified": "met", "current": "partly" })),
        )
        .with("bad.json", audit("A-4", json!({ "identifed": "met" })))
}

fn arguments<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["migrate", "--from", "old.rubric", "--to", "new.rubric"];
    all.extend(more);
    all
}

#[test]
fn one_audit_goes_to_standard_output_and_is_scored_there() {
    let folder = folder();
    let run = folder.run(&arguments(&["open.json"])).ends_with(0);
    let carried = run.json();
    assert_valid("audit.schema.json", &carried);
    assert_eq!(carried["rubric"]["version"], "1.1.0");
    assert_eq!(carried["answers"], json!({ "up-to-date": "partly" }));
    assert_eq!(carried.get("retired"), None);
    assert!(run.out.lines().count() > 1, "for people: {}", run.out);
    assert_eq!(
        run.err,
        "1 audit read: 1 migrated, 0 left as they are, 0 rejected\n\
         From small-plan 1.0.0 to small-plan 1.1.0\n\
         1 answer or fact: 0 carried, 1 renamed, 0 revived, 0 need a person, 0 retired, 0 stay retired\n\
         1 newly asked\n\
         `current`: 1 answer renamed to `up-to-date`\n\
         `sourced`: newly asked in 1 audit\n"
    );
    std::fs::write(folder.path("carried.json"), &run.out).unwrap();
    folder
        .run(&["score", "--rubric", "new.rubric", "carried.json"])
        .ends_with(0);
}

#[test]
fn what_needs_a_person_is_kept_and_comes_back() {
    let folder = folder();
    let run = folder
        .run(&arguments(&["reworded.json", "-o", "there.json"]))
        .ends_with(0);
    assert_eq!(run.out, "");
    assert!(
        run.err.contains(
            "`identified`: 1 answer needs a person: the question is worded differently\n"
        ),
        "{}",
        run.err
    );
    let there: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.path("there.json")).unwrap()).unwrap();
    assert_valid("audit.schema.json", &there);
    assert_eq!(there["answers"], json!({}));
    assert_eq!(there["retired"]["identified"]["answer"], "met");
    assert_eq!(
        there["retired"]["identified"]["question"],
        "Needs are identified"
    );
    let back = folder
        .run(&[
            "migrate",
            "--from",
            "new.rubric",
            "--to",
            "old.rubric",
            "there.json",
        ])
        .ends_with(0);
    assert!(back.err.contains("1 revived"), "{}", back.err);
    let back = back.json();
    assert_eq!(back["answers"], json!({ "identified": "met" }));
    assert_eq!(back.get("retired"), None);
}

#[test]
fn complete_audits_stay_as_they_are_unless_asked_for() {
    let folder = folder();
    let run = folder
        .run(&arguments(&["complete.json", "-o", "out"]))
        .ends_with(0);
    assert_eq!(run.out, "");
    assert_eq!(
        run.err,
        "1 audit read: 0 migrated, 1 left as it is, 0 rejected\n\
         1 audit is complete under 1.0.0 and left as it is: `--completed` carries complete audits over too\n"
    );
    assert!(!folder.path("out").exists());
    let run = folder
        .run(&arguments(&["complete.json", "--completed"]))
        .ends_with(0);
    assert_eq!(run.json()["answers"], json!({ "up-to-date": "partly" }));
}

#[test]
fn several_audits_are_one_a_line_and_a_bad_one_does_not_stop_them() {
    let folder = folder();
    let run = folder
        .run(&arguments(&[
            "open.json",
            "bad.json",
            "complete.json",
            "reworded.json",
        ]))
        .ends_with(1);
    let lines: Vec<Value> = (run.out.lines())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    lines
        .iter()
        .for_each(|line| assert_valid("audit.schema.json", line));
    assert!(
        run.err.contains("bad.json: rejected\n  line 1, column "),
        "{}",
        run.err
    );
    assert!(
        run.err
            .contains("4 audits read: 2 migrated, 1 left as it is, 1 rejected\n"),
        "{}",
        run.err
    );
}

#[test]
fn streams_go_through_line_by_line() {
    let folder = folder();
    let text = |name: &str| std::fs::read_to_string(folder.path(name)).unwrap();
    let lines = format!("{}\r\n\n{{\n{}\n", text("open.json"), text("reworded.json"));
    std::fs::write(folder.path("many.ndjson"), &lines).unwrap();
    let counts = "3 audits read: 2 migrated, 0 left as they are, 1 rejected\n";
    for (input, place) in [("-", "standard input"), ("many.ndjson", "many.ndjson")] {
        let run = folder
            .run_with_input(&arguments(&[input]), lines.as_bytes())
            .ends_with(1);
        assert_eq!(run.out.lines().count(), 2);
        assert!(
            run.err.contains(&format!("{place}, line 3: rejected")),
            "{}",
            run.err
        );
        assert!(run.err.contains(counts), "{}", run.err);
    }
    let out = folder.run(&arguments(&["many.ndjson"])).out;
    folder
        .run(&arguments(&["many.ndjson", "open.json", "-o", "out/deep"]))
        .ends_with(1);
    let written = |name: &str| std::fs::read_to_string(folder.path(name)).unwrap();
    assert_eq!(written("out/deep/many.ndjson"), out);
    let alone: Value = serde_json::from_str(&written("out/deep/open.json")).unwrap();
    assert_eq!(alone["reference"], "A-1");
    folder
        .run_with_input(&arguments(&["-", "-o", "all.ndjson"]), lines.as_bytes())
        .ends_with(1);
    assert_eq!(written("all.ndjson"), out);
}

#[test]
fn nothing_is_written_over() {
    let folder = folder()
        .with("there/open.json", "mine")
        .with("taken.json", "mine");
    let before = std::fs::read_to_string(folder.path("open.json")).unwrap();
    for (output, named) in [
        ("there", "open.json"),
        (".", "open.json"),
        ("taken.json", "taken.json"),
        ("open.json", "open.json"),
    ] {
        let run = folder
            .run(&arguments(&["open.json", "-o", output]))
            .ends_with(2);
        assert_eq!(run.out, "");
        assert!(
            run.err.contains(named)
                && run
                    .err
                    .contains("is there already, and is not written over"),
            "{}",
            run.err
        );
    }
    assert_eq!(
        std::fs::read_to_string(folder.path("there/open.json")).unwrap(),
        "mine"
    );
    assert_eq!(
        std::fs::read_to_string(folder.path("taken.json")).unwrap(),
        "mine"
    );
    assert_eq!(
        std::fs::read_to_string(folder.path("open.json")).unwrap(),
        before
    );
    for wrong in [
        vec!["open.json", "there/open.json", "-o", "out"],
        vec!["-", "-o", "out"],
        vec!["open.json", "reworded.json", "-o", "out.json"],
        vec!["open.json", "--dry-run", "-o", "out"],
    ] {
        let run = folder.run(&arguments(&wrong)).ends_with(2);
        assert!(
            !folder.path("out").exists() && !folder.path("out.json").exists(),
            "{wrong:?}"
        );
        assert!(!run.err.is_empty(), "{wrong:?}");
    }
    assert!(
        !folder
            .names()
            .iter()
            .any(|name| name.starts_with(".rubric-"))
    );
}

#[test]
fn a_dry_run_writes_nothing_but_counts_that_add_up() {
    let folder = folder();
    let names = folder.names();
    let inputs = [
        "open.json",
        "reworded.json",
        "complete.json",
        "bad.json",
        "--dry-run",
    ];
    let run = folder.run(&arguments(&inputs)).ends_with(1);
    assert!(
        run.out
            .starts_with("4 audits read: 2 migrated, 1 left as it is, 1 rejected\n"),
        "{}",
        run.out
    );
    assert!(
        run.out
            .contains("2 answers and facts: 0 carried, 1 renamed, 0 revived, 1 needs a person"),
        "{}",
        run.out
    );
    let json = folder
        .run(&arguments(&[&inputs[..], &["--format", "json"]].concat()))
        .ends_with(1)
        .json();
    assert_eq!(folder.names(), names);
    let count = |group: &str, member: &str| json[group][member].as_u64().unwrap();
    assert_eq!(
        count("audits", "read"),
        ["migrated", "left", "rejected"]
            .map(|one| count("audits", one))
            .iter()
            .sum::<u64>()
    );
    let fates = [
        "carried",
        "renamed",
        "revived",
        "needs_person",
        "retired",
        "stays_retired",
    ];
    assert_eq!(
        count("answers", "held"),
        fates.map(|one| count("answers", one)).iter().sum::<u64>()
    );
    assert_eq!(json["from"]["version"], "1.0.0");
    assert_eq!(
        json["changes"][0],
        json!({ "name": "identified", "kind": "answer", "what": "needs_person",
                "because": "the question is worded differently", "count": 1 })
    );
    assert_eq!(json["changes"][1]["now"], "up-to-date");
}

#[test]
fn an_audit_that_would_grow_too_long_is_rejected_and_lost_nowhere() {
    let comment = "x".repeat(10_000);
    let mut text: Value = serde_json::from_str(&audit("A-1", json!({}))).unwrap();
    text["answers"] = json!({ "identified": { "level": "met", "comment": comment } });
    let one = json!({
        "rubric": { "name": "small-plan", "version": "0.1.0" }, "question": "?",
        "answer": { "level": "met", "comment": comment }, "because": "b",
    });
    let all = (0..100).map(|number| (format!("n{number}"), one.clone()));
    text["retired"] = Value::Object(all.collect());
    let room = (1 << 20) - text.to_string().len();
    text["retired"]["n0"]["question"] = json!("?".repeat(room + 1));
    assert_eq!(text.to_string().len(), 1 << 20);
    let folder = folder().with("long.json", text.to_string());
    let run = folder.run(&arguments(&["long.json"])).ends_with(1);
    assert_eq!(run.out, "");
    assert!(
        run.err.contains("carried over, it would not be read: "),
        "{}",
        run.err
    );
}

#[test]
fn what_cannot_be_read_is_2_and_a_rubric_with_errors_is_1() {
    let folder = folder().with("wrong.rubric", BAD);
    let run = folder
        .run(&arguments(&["nothing.json", "open.json"]))
        .ends_with(2);
    assert_eq!(run.out.lines().count(), 1);
    assert!(
        run.err.contains("`nothing.json` cannot be read"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("; 1 file could not be read\n"),
        "{}",
        run.err
    );
    for (from, to) in [
        ("wrong.rubric", "new.rubric"),
        ("old.rubric", "wrong.rubric"),
    ] {
        let run = folder
            .run(&["migrate", "--from", from, "--to", to, "open.json"])
            .ends_with(1);
        assert_eq!(run.out, "");
        assert!(run.err.contains("evidnce"), "{}", run.err);
    }
}
