//! The `.rubric` files that a `PATH` argument stands for, for commands that write them.

use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use crate::failure::Failure;

/// Folders that hold what programs made.
const MADE: [&str; 2] = ["target", "node_modules"];

/// The file itself, or the `.rubric` files below a folder, in order. Hidden folders and what
/// programs made are passed over, and links are not followed.
///
/// # Errors
/// When a folder cannot be read or holds none, and for what is not for a command to write: a standard
/// of the library, a compiled rubric.
pub fn below(argument: &Path) -> Result<Vec<PathBuf>, Failure> {
    let shown = disk::shown(argument);
    if shown.starts_with(disk::LIBRARY) {
        return Err(Failure::cannot_run(format!(
            "`{shown}` is a standard of the library, which is not written"
        ))
        .with_help("name a `.rubric` file of your own, or a folder of them"));
    }
    if argument.is_dir() {
        let files = walked(argument)
            .map_err(|(path, error)| Failure::cannot_read(&disk::shown(&path), &error))?;
        if files.is_empty() {
            return Err(Failure::cannot_run(format!(
                "the folder `{shown}` holds no `.rubric` file"
            )));
        }
        return Ok(files);
    }
    let is_compiled = argument
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if is_compiled {
        return Err(
            Failure::cannot_run(format!("`{shown}` is not the text of a rubric"))
                .with_help("name the `.rubric` file it came from"),
        );
    }
    Ok(vec![argument.to_owned()])
}

fn walked(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let at = |error| (folder.clone(), error);
        for entry in folder.read_dir().map_err(at)? {
            let entry = entry.map_err(at)?;
            let kind = entry.file_type().map_err(at)?;
            let path = entry.path();
            if kind.is_dir() && !is_passed_over(&path) {
                folders.push(path);
            } else if kind.is_file() && disk::is_rubric(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn is_passed_over(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || MADE.contains(&name.as_ref())
}
