//! Commands print what is shown.

use crate::page::every_page;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

#[test]
fn commands_print_what_is_shown() {
    let update = std::env::var_os("UPDATE_DOCUMENTATION").is_some();
    every_page(|page, wrong| {
        let folder = tempfile::tempdir().unwrap();
        let mut anew = page.text.clone();
        let mut moved = 0_isize;
        for block in page.blocks() {
            if let Some(file) = block.file {
                fs::write(folder.path().join(file), block.text).unwrap();
            }
            // Other commands than `rubric` are for the reader to run.
            if block.kind != "console" || !block.text.starts_with("$ rubric ") {
                continue;
            }
            let mut printed = String::new();
            for command in block
                .text
                .lines()
                .filter_map(|line| line.strip_prefix("$ "))
            {
                printed += &format!("$ {command}\n{}", run(command, folder.path()));
            }
            if printed == block.text {
                continue;
            }
            let start = block.start.checked_add_signed(moved).unwrap();
            anew.replace_range(start..start + block.text.len(), &printed);
            moved += printed.len().cast_signed() - block.text.len().cast_signed();
            if !update {
                wrong.push(format!("{} prints:\n{printed}", block.place()));
            }
        }
        if update && anew != page.text {
            fs::write(&page.path, anew).unwrap();
        }
    });
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
