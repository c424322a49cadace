//! Commands print what is shown.

use crate::page::{blocks_are, root};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

#[test]
fn commands_print_what_is_shown() {
    blocks_are(|page| {
        let folder = tempfile::tempdir().unwrap();
        for (name, from) in page.folders() {
            copy(from, &folder.path().join(name));
        }
        page.blocks()
            .iter()
            .map(|block| {
                if let Some(file) = block.file {
                    let path = folder.path().join(file);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, block.text).unwrap();
                }
                // Other commands than `rubric` are for the reader to run.
                let runs = block.kind == "console" && block.text.starts_with("$ rubric ");
                runs.then(|| printed(block.text, folder.path()))
            })
            .collect()
    });
}

/// Makes a folder with the files of one in the repository, if one is named.
fn copy(from: Option<&str>, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let entries = from.map(|from| fs::read_dir(root().join(from)).unwrap());
    for entry in entries.into_iter().flatten() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// The commands of a block with what they print. What is shown with parts left out stays so, where
/// that is what is printed.
fn printed(block: &str, folder: &Path) -> String {
    let mut commands: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, Vec::new())),
            (None, Some((_, shown))) => shown.push(line),
            (None, None) => {}
        }
    }
    let one = |(command, shown): (&str, Vec<&str>)| {
        let printed = run(command, folder);
        let text = if abridges(&shown, &printed.lines().collect::<Vec<_>>()) {
            shown.iter().map(|line| format!("{line}\n")).collect()
        } else {
            printed
        };
        format!("$ {command}\n{text}")
    };
    commands.into_iter().map(one).collect()
}

/// Whether lines are others with some left out, each time with `…` on a line of its own in their place.
fn abridges(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line.trim() == "…" => {
            (1..=printed.len()).any(|left_out| abridges(rest, &printed[left_out..]))
        }
        Some((line, rest)) => printed.first() == Some(line) && abridges(rest, &printed[1..]),
    }
}

#[test]
fn what_is_left_out_is_marked() {
    let printed = ["one", "two", "three", "four"];
    for shown in [
        &["one", "two", "three", "four"][..],
        &["one", "…", "four"],
        &["…", "three", "four"],
        &["one", "…"],
        &["…", "two", "  …", "four"],
    ] {
        assert!(abridges(shown, &printed), "{shown:?}");
    }
    for shown in [
        &["one", "four"][..],
        &["one", "…", "five"],
        &["one", "two", "…", "three", "four"],
        &["one", "two", "three", "four", "…"],
        &[],
    ] {
        assert!(!abridges(shown, &printed), "{shown:?}");
    }
}

/// Runs a command; gives both its streams as they come.
fn run(command: &str, folder: &Path) -> String {
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("rubric"), "{command}");
    let output = tempfile::NamedTempFile::new().unwrap();
    let stream = || File::options().append(true).open(output.path()).unwrap();
    let mut process = Command::new(env!("CARGO_BIN_EXE_rubric"));
    process
        .args(words)
        .current_dir(folder)
        .stdout(stream())
        .stderr(stream());
    process.status().unwrap();
    let text = fs::read_to_string(output.path()).unwrap();
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}
