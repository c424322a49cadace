//! `rubric score` on many audits: order, counts, rejected lines, and ends before the end.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::support::{Folder, GOOD, Run, audit};

/// So many audits on lines, every seventh of them wrong, and a blank line now and then.
fn lines(count: usize) -> String {
    let line = |number: usize| {
        let level = ["met", "partly", "not-met"][number % 3];
        let current = if number % 7 == 3 { "mett" } else { "partly" };
        let answers = json!({ "identified": level, "current": current });
        let blank = if number.is_multiple_of(50) { "\n" } else { "" };
        format!("{blank}{}\n", audit(&format!("A-{number}"), answers))
    };
    (0..count).map(line).collect()
}

fn folder(count: usize) -> Folder {
    Folder::new()
        .with("small.rubric", GOOD)
        .with("many.ndjson", lines(count))
}

fn score(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["score", "--rubric", "small.rubric"], arguments].concat())
}

fn references(out: &str) -> Vec<String> {
    let outcome = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    (out.lines().map(outcome))
        .map(|outcome| outcome["reference"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn any_number_of_threads_gives_the_same_in_the_order_of_the_input() {
    let folder = folder(1_000);
    let on = |threads: &str, format: &str| {
        let arguments = ["many.ndjson", "--threads", threads, "--format", format];
        let kept = ["--rejects", "kept.ndjson"];
        let run = score(&folder, &[&arguments[..], &kept].concat()).ends_with(1);
        let kept = std::fs::read_to_string(folder.path("kept.ndjson")).unwrap();
        (run.out, run.err, kept)
    };
    for format in ["ndjson", "csv", "json", "text"] {
        let one = on("1", format);
        for threads in ["2", "5"] {
            assert_eq!(on(threads, format), one, "{format} on {threads} threads");
        }
    }
    let (out, err, kept) = on("3", "ndjson");
    let right = (0..1_000).filter(|number| number % 7 != 3);
    assert_eq!(
        references(&out),
        right
            .map(|number| format!("A-{number}"))
            .collect::<Vec<_>>()
    );
    let all = lines(1_000);
    let wrong = all.lines().filter(|line| line.contains("mett"));
    assert_eq!(kept.lines().collect::<Vec<_>>(), wrong.collect::<Vec<_>>());
    // The numbers are those of the lines, blank ones among them.
    let numbers = all
        .lines()
        .zip(1..)
        .filter(|(line, _)| line.contains("mett"));
    let told: Vec<String> = numbers
        .map(|(_, number)| format!("many.ndjson, line {number}: rejected"))
        .collect();
    let found: Vec<&str> = err
        .lines()
        .filter(|line| line.contains("rejected"))
        .collect();
    assert_eq!(found[..told.len()], told);
    assert!(
        err.ends_with("1000 audits read: 857 scored, 143 rejected\n"),
        "{err}"
    );
}

#[test]
fn rejected_lines_are_kept_to_be_mended_and_scored() {
    let folder = folder(20);
    let rejects = ["many.ndjson", "--rejects", "kept.ndjson"];
    let run = score(&folder, &rejects).ends_with(1);
    assert!(
        run.err.ends_with("20 audits read: 17 scored, 3 rejected\n"),
        "{}",
        run.err
    );
    let kept = std::fs::read_to_string(folder.path("kept.ndjson")).unwrap();
    let folder = folder.with("kept.ndjson", kept.replace("mett", "met"));
    let run = score(&folder, &["kept.ndjson"]).ends_with(0);
    assert_eq!(references(&run.out), ["A-3", "A-10", "A-17"]);
    // Where nothing is rejected, what an earlier run kept does not stay.
    let folder = folder.with("right.ndjson", kept.replace("mett", "met"));
    score(&folder, &["right.ndjson", "--rejects", "kept.ndjson"]).ends_with(0);
    assert_eq!(
        std::fs::read_to_string(folder.path("kept.ndjson")).unwrap(),
        ""
    );
    assert_eq!(
        folder.names(),
        ["kept.ndjson", "many.ndjson", "right.ndjson", "small.rubric"]
    );
}

#[test]
fn a_line_that_is_too_long_is_kept_whole() {
    let good = audit("A-1", json!({ "identified": "met", "current": "met" }));
    let long = format!("{{{}}}", " ".repeat(3_000_000));
    let folder = Folder::new()
        .with("small.rubric", GOOD)
        .with("many.ndjson", format!("{good}\n{long}\n{good}\n{long}"));
    let run = score(&folder, &["many.ndjson", "--rejects", "kept.ndjson"]).ends_with(1);
    assert_eq!(references(&run.out), ["A-1", "A-1"]);
    for line in [2, 4] {
        let message =
            format!("many.ndjson, line {line}: rejected\n  the line is longer than 1048576 bytes");
        assert!(run.err.contains(&message), "{}", run.err);
    }
    assert!(
        run.err.ends_with("4 audits read: 2 scored, 2 rejected\n"),
        "{}",
        run.err
    );
    let kept = std::fs::read_to_string(folder.path("kept.ndjson")).unwrap();
    assert!(kept == format!("{long}\n{long}"), "{}", kept.len());
}

#[test]
fn what_is_read_is_not_written_over_and_what_stands_alone_is_no_line() {
    let good = audit("A-1", json!({ "identified": "met", "current": "met" }));
    let folder = folder(3).with("alone.json", good);
    let before = std::fs::read(folder.path("many.ndjson")).unwrap();
    for (arguments, message) in [
        (
            ["many.ndjson", "./many.ndjson"],
            "`./many.ndjson` is read, and cannot be written over",
        ),
        (
            ["many.ndjson", "small.rubric"],
            "`small.rubric` is read, and cannot be written over",
        ),
        (
            ["alone.json", "kept.ndjson"],
            "`alone.json` holds one audit, and `--rejects` keeps lines",
        ),
        (
            ["many.ndjson", "none/kept.ndjson"],
            "`none/kept.ndjson` cannot be written",
        ),
    ] {
        let [input, kept] = arguments;
        let run = score(&folder, &[input, "--rejects", kept]).ends_with(2);
        assert!(run.err.contains(message), "{}", run.err);
        assert_eq!(run.out, "");
    }
    assert_eq!(std::fs::read(folder.path("many.ndjson")).unwrap(), before);
    assert_eq!(
        folder.names(),
        ["alone.json", "many.ndjson", "small.rubric"]
    );
}

/// The command, reading standard input.
fn waiting(folder: &Folder) -> Child {
    let mut command = folder.command(&["score", "--rubric", "small.rubric", "-"]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

#[test]
fn whoever_writes_audits_one_by_one_is_answered_one_by_one() {
    let folder = folder(0);
    let mut child = waiting(&folder);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for reference in ["A-1", "A-2", "A-3"] {
        let line = audit(reference, json!({ "identified": "met", "current": "met" }));
        writeln!(input, "{line}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(references(&answer), [reference]);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_whole_lines_and_the_counts() {
    let folder = folder(0);
    let mut child = waiting(&folder);
    let mut input = child.stdin.take().unwrap();
    let line = audit("A-1", json!({ "identified": "met", "current": "met" }));
    write!(input, "{line}\n{{\n{line}\n{{ \"half\":").unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut answers = String::new();
    for _ in 0..2 {
        output.read_line(&mut answers).unwrap();
    }
    let id = child.id().to_string();
    let kill = std::process::Command::new("kill")
        .args(["-INT", &id])
        .status()
        .unwrap();
    assert!(kill.success());
    // It waits for more of standard input, and ends all the same.
    let ended = child.wait_with_output().unwrap();
    drop(input);
    output.read_line(&mut answers).unwrap();
    assert_eq!(references(&answers), ["A-1", "A-1"]);
    assert_eq!(ended.status.code(), Some(130));
    let err = String::from_utf8(ended.stderr).unwrap();
    assert!(
        err.ends_with(
            "interrupted: what comes after is not read\n3 audits read: 2 scored, 1 rejected\n"
        ),
        "{err}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_2_and_leaves_no_half_line() {
    let folder = folder(500);
    let shell = |limit: &str, out: &str| {
        // A file that may not grow beyond a size stands for a disk that is full.
        let command = format!(
            "trap '' XFSZ; {limit}; exec '{}' score --rubric small.rubric --format ndjson many.ndjson > {out}",
            env!("CARGO_BIN_EXE_rubric")
        );
        let mut shell = std::process::Command::new("bash");
        shell.current_dir(folder.path("")).args(["-c", &command]);
        let run = shell.output().unwrap();
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    let (status, err) = shell("true", "/dev/full");
    assert_eq!(status, Some(2), "{err}");
    assert!(
        err.contains("standard output cannot be written: no space is left"),
        "{err}"
    );
    let whole = score(&folder, &["many.ndjson"]).out;
    for kilobytes in [3, 50] {
        let (status, err) = shell(&format!("ulimit -f {kilobytes}"), "out.ndjson");
        assert_eq!(status, Some(2), "{err}");
        assert!(err.contains("standard output cannot be written: "), "{err}");
        let out = std::fs::read_to_string(folder.path("out.ndjson")).unwrap();
        assert!(whole.starts_with(&out) && out.ends_with('\n'), "{out:?}");
        assert!(out.len() > kilobytes * 1024 - 3_000, "{}", out.len());
    }
}

#[test]
fn rejects_that_cannot_be_written_are_2() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let folder = folder(20);
    let run = score(&folder, &["many.ndjson", "--rejects", "/dev/full"]).ends_with(2);
    assert!(
        run.err
            .contains("`/dev/full` cannot be written: no space is left"),
        "{}",
        run.err
    );
    assert_eq!(run.out.lines().count(), 17);
}
