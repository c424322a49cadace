//! What others may build on: the public surface, what it depends on, and that it reaches for nothing
//! outside itself.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
use std::process::Command;

/// The Rust files of a folder, in order.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn own(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

/// The public items of a file: functions with what they take and give, types with their fields and
/// variants, constants. The formatter lays every item out in one way, so that its lines can be told.
fn public_items(text: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut inside = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("#[non_exhaustive]") {
            items.push(line.to_owned());
        }
        if !line.starts_with(' ') {
            inside = line
                .strip_prefix("pub enum")
                .or(line.strip_prefix("pub struct"));
            if line.starts_with("impl") {
                items.push(line.trim_end_matches(" {").to_owned());
            }
        }
        let item = line.trim_start();
        let depth = line.len() - item.len();
        let is_variant = depth == 4 && inside.is_some() && item.starts_with(char::is_uppercase);
        let is_function = item.starts_with("pub fn") || item.starts_with("pub const fn");
        let is_public = depth == 0 || depth == 4 && (inside.is_some() || is_function);
        if !(is_variant || item.starts_with("pub ") && is_public) {
            continue;
        }
        let mut whole = line.to_owned();
        let ends: &[char] = match item.starts_with("pub use") {
            true => &[';'],
            false => &['{', ';', ','],
        };
        while !(whole.ends_with(ends) && whole.matches('(').count() == whole.matches(')').count()) {
            let Some(next) = lines.next() else { break };
            whole.push(' ');
            whole.push_str(next.trim());
        }
        items.push(whole.trim_end_matches(['{', ' ', ';', ',']).to_owned());
    }
    // An `impl` in which nothing is public says nothing, unless it is of a trait.
    let keeps = |place: usize| {
        let item = &items[place];
        let next = items.get(place + 1);
        !item.starts_with("impl")
            || item.contains(" for ") && !item.contains("pub(crate)")
            || next.is_some_and(|next| next.starts_with("    pub"))
    };
    (0..items.len())
        .filter(|place| keeps(*place))
        .map(|place| items[place].clone())
        .collect()
}

#[test]
fn the_public_surface() {
    let mut surface = String::new();
    for file in sources(&own("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        let items = public_items(text);
        if items
            .iter()
            .any(|item| item.trim_start().starts_with("pub "))
        {
            let name = file.strip_prefix(own("src")).unwrap().display().to_string();
            surface.push_str(&format!(
                "{}\n{}\n\n",
                name.replace('\\', "/"),
                items.join("\n")
            ));
        }
    }
    insta::assert_snapshot!(surface);
}

// On other machines there may be a crate more that asks what the processor can do.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn the_readme_shows_what_it_depends_on() {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "rubric-engine",
            "--edges",
            "normal",
            "--charset",
            "ascii",
        ])
        .args(["--format", "{lib}", "--offline"])
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout)
        .unwrap()
        .replace("\r\n", "\n");
    let readme = fs::read_to_string(own("README.md")).unwrap();
    assert!(
        readme.contains(tree.trim()),
        "the README should show:\n{tree}"
    );
}

/// So that it runs in a browser, and gives the same everywhere.
#[test]
fn it_reaches_for_nothing_outside_itself() {
    let outside = [
        "std::fs",
        "std::io",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "std::time",
        "std::os",
        "println!",
        "eprintln!",
        "thread_local!",
        "f32",
        "f64",
        "HashMap",
    ];
    for folder in ["src", "../rubric-model/src"] {
        for file in sources(&own(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            for word in outside {
                assert!(!text.contains(word), "{} has {word}", file.display());
            }
        }
    }
}
