//! `rubric check`.

use crate::support::{BAD, Folder, GOOD};

#[test]
fn a_rubric_without_problems() {
    let folder = Folder::new().with("small.rubric", GOOD);
    let run = folder.run(&["check", "small.rubric"]).ends_with(0);
    assert_eq!(run.out, "");
    assert_eq!(
        run.err,
        "1 rubric checked: no problems found; its 2 tests were not run (`rubric test small.rubric`)\n"
    );
    assert_eq!(folder.names(), ["small.rubric"]);
}

#[test]
fn what_is_true_of_every_audit_is_asked_by_check_and_build_alone() {
    let promise = r#"  guarantee safe "A plan that is not current is weak" {
    whenever current is not-met
    then     overall is weak
  }
}
"#;
    let text = GOOD.trim_end().trim_end_matches('}').to_owned() + promise;
    let folder = Folder::new().with("small.rubric", text);
    let short = ["--diagnostics", "short", "small.rubric"];
    let run = folder.run(&[&["check"], &short[..]].concat()).ends_with(1);
    assert_eq!(
        run.out,
        "small.rubric:32:14: error[R0805]: the guarantee `safe` does not hold of every audit\n"
    );
    let run = folder.run(&[&["build"], &short[..]].concat()).ends_with(1);
    assert_eq!(run.out, "");
    assert!(run.err.contains("error[R0805]"), "{}", run.err);
    for command in ["test", "fix"] {
        let run = folder.run(&[&[command], &short[..]].concat()).ends_with(0);
        assert!(!(run.out + &run.err).contains("R0805"), "{command}");
    }
}

#[test]
fn problems_are_the_result() {
    let folder = Folder::new().with("bad.rubric", BAD);
    let run = folder.run(&["check", "bad.rubric"]).ends_with(1);
    assert!(run.out.contains("evidnce"), "{}", run.out);
    assert!(run.out.contains("bad.rubric:12:"), "{}", run.out);
    assert!(
        run.err.contains("1 error; `rubric explain R"),
        "{}",
        run.err
    );
}

#[test]
fn each_form_of_problems() {
    let folder = Folder::new()
        .with("bad.rubric", BAD)
        .with("also bad.rubric", BAD);
    let arguments = |form| {
        [
            "check",
            "--diagnostics",
            form,
            "bad.rubric",
            "also bad.rubric",
        ]
    };
    let short = folder.run(&arguments("short")).ends_with(1).out;
    assert_eq!(short.lines().count(), 2, "{short}");
    assert!(short.starts_with("bad.rubric:12:"), "{short}");
    assert!(short.contains("\nalso bad.rubric:12:"), "{short}");
    let plain = folder.run(&arguments("plain")).ends_with(1).out;
    assert!(
        plain.is_ascii() && plain.contains("--> also bad.rubric:12:"),
        "{plain}"
    );

    let run = folder.run(&arguments("json")).ends_with(1);
    assert_eq!(run.err, "");
    let problems = run.json();
    assert_eq!(problems.as_array().unwrap().len(), 2);
    let problem = &problems[1];
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["file"], "also bad.rubric");
    assert_eq!(problem["start"]["line"], 12);
    let start = BAD.find("evidnce").unwrap();
    assert_eq!(problem["start"]["offset"], start);
    assert_eq!(problem["end"]["offset"], start + "evidnce".len());
    for member in ["code", "message", "help", "related", "fix"] {
        assert!(problem.get(member).is_some(), "{member}");
    }

    let sarif = folder.run(&arguments("sarif")).ends_with(1).json();
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let location = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "also%20bad.rubric");
    assert_eq!(location["region"]["startLine"], 12);
}

#[test]
fn forms_for_machines_print_even_nothing() {
    let folder = Folder::new().with("small.rubric", GOOD);
    let run = folder
        .run(&["check", "--diagnostics", "json", "small.rubric"])
        .ends_with(0);
    assert_eq!(run.out, "[]\n");
    let run = folder
        .run(&["check", "--diagnostics", "sarif", "small.rubric"])
        .ends_with(0);
    assert_eq!(run.json()["runs"][0]["results"], serde_json::json!([]));
}

#[test]
fn warnings_are_errors_where_that_is_asked() {
    let curly = GOOD.replacen("\"Needs\"", "“Needs”", 1);
    let folder = Folder::new().with("curly.rubric", curly);
    let run = folder.run(&["check", "curly.rubric"]).ends_with(0);
    assert!(run.out.contains("R0120"), "{}", run.out);
    assert!(run.err.contains("warning"), "{}", run.err);
    folder
        .run(&["check", "--deny-warnings", "curly.rubric"])
        .ends_with(1);
    let run = folder
        .run(&["build", "--deny-warnings", "curly.rubric", "-o", "x.json"])
        .ends_with(1);
    assert_eq!(run.out, "");
    assert_eq!(folder.names(), ["curly.rubric"]);
}

#[test]
fn no_colour_where_nobody_looks() {
    let folder = Folder::new().with("bad.rubric", BAD);
    let run = folder.run(&["check", "bad.rubric"]).ends_with(1);
    assert!(!run.out.contains('\u{1b}') && !run.err.contains('\u{1b}'));
    let output = folder
        .command(&["check", "bad.rubric"])
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b));
}

#[test]
fn a_folder_holds_one_rubric_or_is_refused() {
    let folder = Folder::new()
        .with("one/small.rubric", GOOD)
        .with("one/readme.md", "")
        .with("two/b.rubric", GOOD)
        .with("two/a.rubric", GOOD)
        .with("none/readme.md", "");
    folder.run(&["check", "one"]).ends_with(0);
    let run = folder.run(&["check", "two"]).ends_with(2);
    let (first, second) = (
        run.err.find("a.rubric").unwrap(),
        run.err.find("b.rubric").unwrap(),
    );
    assert!(first < second, "{}", run.err);
    let run = folder.run(&["check", "none"]).ends_with(2);
    assert!(run.err.contains("holds no `.rubric` file"), "{}", run.err);
}

#[test]
fn the_standard_library_is_without_problems() {
    let folder = Folder::new();
    let arguments = [
        "check",
        "--deny-warnings",
        "--diagnostics",
        "short",
        "std/ehc-plan",
    ];
    let run = folder.run(&arguments).ends_with(0);
    assert!(
        run.out.lines().all(|line| line.contains(": note[R")),
        "{}",
        run.out
    );
    let run = folder.run(&["check", "std/ehc-plans"]).ends_with(2);
    assert!(
        run.err.contains("did you mean `std/ehc-plan`?"),
        "{}",
        run.err
    );
}

#[test]
fn a_rubric_that_cannot_be_read_does_not_hide_the_others() {
    let folder = Folder::new().with("bad.rubric", BAD);
    let run = folder
        .run(&["check", "nothing.rubric", "bad.rubric"])
        .ends_with(2);
    assert!(
        run.err
            .contains("`nothing.rubric` cannot be read: there is no such file"),
        "{}",
        run.err
    );
    assert!(run.out.contains("evidnce"), "{}", run.out);
}

#[test]
fn line_ends_and_byte_order_marks_are_understood() {
    let crlf = GOOD.replace('\n', "\r\n");
    let cr = GOOD.replace('\n', "\r");
    let folder = Folder::new()
        .with("a folder with spaces/crlf.rubric", crlf)
        .with("cr.rubric", cr)
        .with("bom.rubric", format!("\u{feff}{GOOD}"))
        .with("bad.rubric", BAD.replace('\n', "\r\n"));
    for name in [
        "a folder with spaces/crlf.rubric",
        "cr.rubric",
        "bom.rubric",
    ] {
        let run = folder.run(&["check", name]).ends_with(0);
        assert_eq!(run.out, "", "{name}");
    }
    let run = folder
        .run(&["check", "--diagnostics", "short", "bad.rubric"])
        .ends_with(1);
    assert!(run.out.starts_with("bad.rubric:12:"), "{}", run.out);
}
