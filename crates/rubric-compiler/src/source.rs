//! Where files come from.

use std::collections::BTreeMap;
use std::fmt;

/// A place to read files from: a disk, memory, or an embedded library.
pub trait Source {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;

    /// The bytes of a file in a folder, by its path from there with `/` between its parts and no `..`
    /// among them; the folder is empty where paths begin. A source in which links lead elsewhere makes
    /// sure that this one stays in the folder.
    ///
    /// # Errors
    /// When there is no such file, it cannot be read, or it lies outside the folder.
    fn read_in(&self, folder: &str, file: &str) -> Result<Vec<u8>, ReadError> {
        self.read(&joined(folder, file))
    }

    /// Where a rubric or library is that a rubric names without quotes: `std/common`.
    fn library(&self, name: &str) -> Option<Location> {
        let last = name.rsplit('/').next().unwrap_or(name);
        let own = Location::new(name, format!("{last}.rubric"));
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let beside = Location::new(folder, format!("{file}.rubric"));
        [own, beside]
            .into_iter()
            .find(|one| self.read_in(&one.folder, &one.file).is_ok())
    }

    /// The names of all rubrics and libraries that can be named so.
    fn libraries(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A file, and the folder that holds all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The folder; empty where paths begin.
    pub folder: String,
    /// The file's path from there.
    pub file: String,
}

impl Location {
    /// A file in a folder.
    pub fn new(folder: impl Into<String>, file: impl Into<String>) -> Self {
        Self {
            folder: folder.into(),
            file: file.into(),
        }
    }

    /// The location of a file that is named by its whole path: its own folder holds what belongs to it.
    #[must_use]
    pub fn of(path: &str) -> Self {
        match path.rfind(is_separator) {
            Some(at) => {
                let (folder, file) = path.split_at_checked(at).unwrap_or((path, ""));
                let folder = if folder.is_empty() { "/" } else { folder };
                Self::new(folder, file.trim_start_matches(is_separator))
            }
            None => Self::new("", path),
        }
    }

    /// The whole path.
    #[must_use]
    pub fn path(&self) -> String {
        joined(&self.folder, &self.file)
    }
}

/// What stands between the parts of a path: on Windows `\` too.
#[must_use]
pub fn is_separator(character: char) -> bool {
    character == '/' || cfg!(windows) && character == '\\'
}

fn joined(folder: &str, file: &str) -> String {
    if folder.is_empty() || folder.ends_with(is_separator) {
        format!("{folder}{file}")
    } else {
        format!("{folder}/{file}")
    }
}

/// A file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Why, in a few words: `there is no such file`.
    pub reason: String,
    /// What kind of thing it is.
    pub kind: ReadErrorKind,
}

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// There is none.
    Missing,
    /// It lies outside the folder it was asked for in.
    Outside,
    /// It is there, and cannot be read.
    Unreadable,
}

impl ReadError {
    /// There is no such file.
    #[must_use]
    pub fn missing() -> Self {
        Self {
            reason: "there is no such file".to_owned(),
            kind: ReadErrorKind::Missing,
        }
    }

    /// It is there, and cannot be read for a reason.
    pub fn unreadable(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            kind: ReadErrorKind::Unreadable,
        }
    }

    /// It lies outside the folder it was asked for in, by way of a link.
    #[must_use]
    pub fn outside() -> Self {
        Self {
            reason: "a link in its path leaves the folder".to_owned(),
            kind: ReadErrorKind::Outside,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for ReadError {}

/// Files in memory.
#[derive(Clone, Debug, Default)]
pub struct MemorySource(BTreeMap<String, Vec<u8>>);

impl MemorySource {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.into(), bytes.into());
        self
    }
}

impl Source for MemorySource {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0.get(path).cloned().ok_or_else(ReadError::missing)
    }
}
