//! Where the compiler's files come from: the disk and the standard library.

use std::path::{Path, PathBuf};

use rubric_compiler::bounds::LARGEST_FILE;
use rubric_compiler::source::{ReadError, Source};

use super::reading;
use crate::failure::reason;

/// What the paths of the standard library begin with.
pub const LIBRARY: &str = "std/";

/// The disk and the standard library, with one file that has been read already.
pub struct Disk {
    path: String,
    bytes: Vec<u8>,
}

impl Disk {
    /// With a file that has been read already.
    #[must_use]
    pub fn new(path: String, bytes: Vec<u8>) -> Self {
        Self { path, bytes }
    }
}

impl Source for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            return Ok(self.bytes.clone());
        }
        if let Some(bytes) = path.strip_prefix(LIBRARY).and_then(stdlib_rubrics::read) {
            return Ok(bytes.to_vec());
        }
        reading::up_to(Path::new(path), LARGEST_FILE).map_err(|error| ReadError {
            reason: reason(&error),
        })
    }
}

/// The path of a file on disk as messages show it, and as the compiler asks for it.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Rubrics in a folder, by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn rubrics_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut rubrics = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if is_rubric(&path) && path.is_file() {
            rubrics.push(path);
        }
    }
    rubrics.sort();
    Ok(rubrics)
}

/// Whether a file is a rubric's by its name.
#[must_use]
pub fn is_rubric(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "rubric")
}
