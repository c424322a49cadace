//! Files that are not what they should be, and readers that go away.

use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::{Folder, GOOD, audit};

#[test]
fn files_that_are_no_rubrics_are_errors_in_the_input() {
    let folder = Folder::new()
        .with("empty.rubric", "")
        .with("blank.rubric", "\n \n\t\r\n")
        .with("latin.rubric", b"rubric x \"caf\xe9\" {}\n")
        .with("zero.rubric", b"rubric x \0")
        .with("word.rubric", b"PK\x03\x04\x14\x00\x06\x00\xff\xff")
        .with(
            "noise.rubric",
            "}}}} ((((( \"\"\" “ # {{{ \u{202e}\u{1b}[31m\n",
        );
    for name in folder.names() {
        for form in ["human", "plain", "short", "json", "sarif"] {
            let run = folder
                .run(&["check", "--diagnostics", form, &name])
                .ends_with(1);
            assert!(!run.out.is_empty(), "{name}");
            assert!(!run.err.contains("panicked"), "{name}: {}", run.err);
            assert!(form == "json" || !run.out.contains('\u{1b}'), "{name}");
        }
    }
}

#[test]
fn a_huge_file_is_refused_without_reading_it() {
    let folder = Folder::new().with("small.rubric", GOOD);
    for name in ["huge.rubric", "huge.json", "huge.ndjson"] {
        let file = std::fs::File::create(folder.path(name)).unwrap();
        file.set_len(50 * 1024 * 1024).unwrap();
    }
    let start = Instant::now();
    let run = folder.run(&["check", "huge.rubric"]).ends_with(1);
    assert!(run.out.contains("R0001"), "{}", run.out);
    let run = folder.run(&["check", "huge.json"]).ends_with(1);
    assert!(
        run.err.contains("`huge.json` is not a compiled rubric"),
        "{}",
        run.err
    );
    for audits in ["huge.json", "huge.ndjson"] {
        let run = folder
            .run(&["score", "--rubric", "small.rubric", audits])
            .ends_with(1);
        assert!(
            run.err.contains("1 audit read: 0 scored, 1 rejected"),
            "{}",
            run.err
        );
    }
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_2() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().with("secret.rubric", GOOD);
    let path = folder.path("secret.rubric");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    // Whoever may read everything is not stopped by this.
    if std::fs::read(&path).is_err() {
        let run = folder.run(&["check", "secret.rubric"]).ends_with(2);
        assert!(
            run.err.contains("cannot be read: permission denied"),
            "{}",
            run.err
        );
    }
    let run = folder
        .run(&["check", "secret.rubric/x.rubric"])
        .ends_with(2);
    assert!(run.err.contains("cannot be read"), "{}", run.err);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let line = audit("A-1", json!({ "identified": "met", "current": "met" }));
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("many.ndjson", format!("{line}\n").repeat(5_000));
    let mut command = folder.command(&["score", "--rubric", "small.rubric", "many.ndjson"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn texts_of_an_audit_do_not_reach_the_terminal_as_commands() {
    let answers = json!({
        "identified": { "level": "not-met", "comment": "\u{1b}]0;title\u{7}\u{202e}gnorw" },
        "current": "met",
    });
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("a.json", audit("A-1", answers));
    let run = folder
        .run(&["score", "--rubric", "small.rubric", "a.json"])
        .ends_with(0);
    assert!(run.out.contains("gnorw"), "{}", run.out);
    assert!(
        !run.out.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{}",
        run.out
    );
    let bad = audit("A\u{1b}[2J", json!({ "x\u{1b}[2J": "met" }));
    let run = folder
        .with("b.json", bad)
        .run(&["score", "--rubric", "small.rubric", "b.json"])
        .ends_with(1);
    assert!(!run.err.contains('\u{1b}'), "{}", run.err);
}
