//! The versions of a standard in a folder.

use std::path::{Path, PathBuf};

use rubric_compiler::bounds::LARGEST_FILE;
use rubric_engine::MOST_RUBRIC_BYTES;
use rubric_lang::ast::{Item, Kind};
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, SourceFile};
use rubric_model::rubric::FORMAT;
use serde::Deserialize;

use super::disk;
use super::reading;
use crate::failure::Failure;

/// The files in a folder that hold a rubric, by name: sources that declare one, and compiled ones. Others,
/// such as libraries, parts of a rubric and audits, are passed over. What is no folder has none.
///
/// # Errors
/// When the folder or a source in it cannot be read.
pub fn rubrics_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_of_library = folder
        .to_str()
        .is_some_and(|name| name.starts_with(disk::LIBRARY));
    if is_of_library || !folder.is_dir() {
        return Ok(Vec::new());
    }
    let cannot_read = |error| Failure::cannot_read(&disk::shown(folder), &error);
    let mut found = Vec::new();
    for entry in folder.read_dir().map_err(cannot_read)? {
        let entry = entry.map_err(cannot_read)?;
        // In the folder one stands in, a file is called by its name alone.
        let path = if folder == Path::new(".") {
            PathBuf::from(entry.file_name())
        } else {
            entry.path()
        };
        let holds_one = if !path.is_file() {
            false
        } else if disk::is_rubric(&path) {
            declares_rubric(&path)?
        } else {
            is_compiled(&path)
        };
        if holds_one {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the text of a source declares a rubric. One that is too large or is no text is for the compiler
/// to refuse.
///
/// # Errors
/// When it cannot be read.
pub fn declares_rubric(path: &Path) -> Result<bool, Failure> {
    let bytes = reading::file(path, LARGEST_FILE)?;
    if bytes.len() > LARGEST_FILE {
        return Ok(true);
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(true);
    };
    let parsed = parse(FileId(0), &SourceFile::new(disk::shown(path), text));
    Ok(parsed.tree.items.iter().any(
        |item| matches!(item, Item::Declaration(declaration) if declaration.kind == Kind::Rubric),
    ))
}

/// Whether a file is a compiled rubric by the format that it says it has.
fn is_compiled(path: &Path) -> bool {
    #[derive(Deserialize)]
    struct Document {
        format: String,
    }
    let is_json = |extension: &std::ffi::OsStr| extension.eq_ignore_ascii_case("json");
    if !path.extension().is_some_and(is_json) {
        return false;
    }
    let Ok(bytes) = reading::up_to(path, MOST_RUBRIC_BYTES) else {
        return false;
    };
    serde_json::from_slice(&bytes).is_ok_and(|Document { format }| format == FORMAT)
}
