//! `rubric diff`.

use serde_json::{Value, json};

use crate::support::{BAD, Folder, GOOD, Run, assert_valid, audit};

/// [`GOOD`] with something else in place of something.
fn changed(edits: &[(&str, &str)]) -> String {
    let mut text = GOOD.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn threshold(version: &str) -> String {
    changed(&[("1.0.0", version), ("from 50%", "from 60%")])
}

fn folder() -> Folder {
    Folder::new()
        .with("old.rubric", GOOD)
        .with("too-low.rubric", threshold("1.1.0"))
        .with("high-enough.rubric", threshold("2.0.0"))
        .with(
            "words.rubric",
            changed(&[("1.0.0", "1.0.1"), ("\"Met\"", "\"Met in full\"")]),
        )
        .with(
            "local.rubric",
            changed(&[
                ("rubric small-plan", "rubric local-plan"),
                ("from 50%", "from 40%"),
            ]),
        )
}

fn diff(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["diff", "old.rubric"], arguments].concat())
}

fn audits() -> String {
    [
        audit("a-1", json!({ "identified": "met", "current": "met" })),
        audit("a-2", json!({ "identified": "partly", "current": "met" })),
        audit("a-3", json!({ "identified": "met", "current": "not-met" })),
        audit("a-4", json!({ "identified": "perhaps", "current": "met" })),
        audit("a-5", json!({ "current": "met" })),
    ]
    .join("\n")
}

#[test]
fn json_is_as_the_schema_says() {
    let folder = folder().with("audits.ndjson", audits());
    let run = diff(&folder, &["high-enough.rubric", "--format", "json"]).ends_with(0);
    let found = run.json();
    assert_valid("diff.schema.json", &found);
    assert_eq!(found["format"], "rubric-diff/1");
    assert_eq!(found["class"], "grade");
    assert_eq!(found["decided"], true);
    assert_eq!(found["version"]["standing"], "enough");
    assert_eq!(found["changes"][0]["rule"], "threshold-raised");
    assert_eq!(found["changes"][0]["alone"]["same_grade"], "refuted");
    assert_eq!(found["findings"][2]["verdict"], "proved");
    assert!(found.get("audits").is_none());

    let arguments = [
        "high-enough.rubric",
        "--format",
        "json",
        "--audits",
        "audits.ndjson",
    ];
    let found = diff(&folder, &arguments).ends_with(1).json();
    assert_valid("diff.schema.json", &found);
    let audits = &found["audits"];
    let counts = [
        "read",
        "compared",
        "incomplete",
        "rejected",
        "other_grade",
        "other_score",
    ];
    let counts = counts.map(|name| audits[name].as_u64().unwrap());
    assert_eq!(counts, [5, 3, 1, 1, 1, 0]);
    assert_eq!(
        audits["moved"],
        json!([{ "reference": "a-3", "from": "good", "to": "weak" }])
    );
    assert_eq!(audits["by_change"][0]["audits"], 1);
    assert_eq!(audits["rejections"][0]["place"], "audits.ndjson, line 4");
}

#[test]
fn a_witness_scores_as_it_is_told() {
    let folder = folder();
    let found = diff(&folder, &["high-enough.rubric", "--format", "json"]).json();
    let witnesses = found["findings"][1]["audits"].as_array().unwrap();
    let grade = |rubric: &str, audit: &Value| {
        let input = audit.to_string();
        let arguments = ["score", "--rubric", rubric, "-"];
        let run = folder
            .run_with_input(&arguments, input.as_bytes())
            .ends_with(0);
        run.json()["overall"]["grade"].clone()
    };
    let [new, old] = witnesses.as_slice() else {
        panic!("{found}");
    };
    let grades = [grade("high-enough.rubric", new), grade("old.rubric", old)];
    assert_eq!(grades, ["weak", "good"]);
}

#[test]
fn check_is_1_where_the_version_is_too_low() {
    let folder = folder();
    let run = diff(&folder, &["too-low.rubric", "--check"]).ends_with(1);
    assert_eq!(
        run.err,
        "error: the version is 1.1.0, and must be at least 2.0.0 because of `grades judgement`\n"
    );
    diff(&folder, &["too-low.rubric"]).ends_with(0);
    diff(&folder, &["high-enough.rubric", "--check"]).ends_with(0);
    diff(&folder, &["old.rubric", "--check"]).ends_with(0);
    diff(&folder, &["local.rubric", "--check"]).ends_with(0);
    let words = diff(&folder, &["words.rubric", "--check"]).ends_with(1);
    assert!(words.err.contains("at least 1.1.0"), "{words:?}");
}

#[test]
fn the_page_says_what_changed_and_what_it_does() {
    let folder = folder();
    let run = diff(&folder, &["too-low.rubric"]).ends_with(0);
    for part in [
        " What changed\n A small standard\n small-plan 1.0.0\n sha256:",
        "   Some audit gets another overall grade.\n",
        "`good` begins at 60% instead of 50%. [threshold-raised]",
        "   ✗ refuted      Every audit that fits both versions has the same overall\n                  grade.",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    assert!(
        run.out.lines().all(|line| line.chars().count() <= 80),
        "{}",
        run.out
    );
    assert!(!run.out.contains('\u{1b}'));
    let local = diff(&folder, &["local.rubric"]).ends_with(0);
    assert!(local.out.contains("Asks less than before"), "{}", local.out);
    assert!(local.out.contains("no version number is"), "{}", local.out);
    let same = diff(&folder, &["old.rubric"]).ends_with(0);
    assert!(same.out.contains("Nothing changed"), "{}", same.out);
}

#[test]
fn markdown_is_for_a_paper() {
    let folder = folder();
    let run = diff(&folder, &["too-low.rubric", "--format", "markdown"]).ends_with(0);
    let first = run.out.lines().next();
    let expected = "# What changed from small-plan 1.0.0 to small-plan 1.1.0";
    assert_eq!(first, Some(expected), "{}", run.out);
    assert!(run.out.contains("  - **grade** "), "{}", run.out);
}

#[test]
fn audits_stand_in_a_file_on_lines_or_in_a_folder() {
    let folder = folder()
        .with(
            "one.json",
            audit("a-3", json!({ "identified": "met", "current": "not-met" })),
        )
        .with(
            "many/a.json",
            audit("a-3", json!({ "identified": "met", "current": "not-met" })),
        )
        .with(
            "many/b.json",
            audit("a-1", json!({ "identified": "met", "current": "met" })),
        )
        .with("many/notes.txt", "not an audit")
        .with("none/notes.txt", "not an audit");
    let read = |path: &str| {
        let arguments = ["high-enough.rubric", "--format", "json", "--audits", path];
        let run = diff(&folder, &arguments).ends_with(0);
        run.json()["audits"]["read"].as_u64()
    };
    assert_eq!((read("one.json"), read("many")), (Some(1), Some(2)));
    for path in ["none", "nowhere.json"] {
        let run = diff(&folder, &["high-enough.rubric", "--audits", path]).ends_with(2);
        assert_eq!(run.out, "", "{run:?}");
    }
}

#[test]
fn compiled_rubrics_and_standards_of_the_library_are_as_good() {
    let folder = folder();
    folder
        .run(&["build", "old.rubric", "-o", "old.json"])
        .ends_with(0);
    let of = |old: &str| {
        let arguments = ["diff", old, "too-low.rubric", "--format", "json"];
        folder.run(&arguments).ends_with(0).json()
    };
    assert_eq!(of("old.json"), of("old.rubric"));
    let run = folder
        .run(&["diff", "std/ehc-plan", "std/ehc-plan"])
        .ends_with(0);
    assert!(run.out.contains("Nothing changed"), "{}", run.out);
}

#[test]
fn what_has_errors_or_cannot_be_read_is_not_compared() {
    let folder = folder().with("bad.rubric", BAD);
    let run = diff(&folder, &["bad.rubric"]).ends_with(1);
    assert_eq!(run.out, "");
    folder
        .run(&["diff", "bad.rubric", "old.rubric"])
        .ends_with(1);
    diff(&folder, &["nowhere.rubric"]).ends_with(2);
    diff(&folder, &[]).ends_with(2);
}
