//! Commands print what is shown.

use crate::page::blocks_are;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

#[test]
fn commands_print_what_is_shown() {
    blocks_are(|page| {
        let folder = tempfile::tempdir().unwrap();
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

/// The commands of a block with what they print.
fn printed(block: &str, folder: &Path) -> String {
    block
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .map(|command| format!("$ {command}\n{}", run(command, folder)))
        .collect()
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
