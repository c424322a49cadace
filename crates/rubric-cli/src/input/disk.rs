//! Where the compiler's files come from: the disk and the standard library.

use std::io;
use std::path::{Path, PathBuf};

use rubric_compiler::bounds::LARGEST_FILE;
use rubric_compiler::source::{Location, ReadError, Source};

use super::reading;
use crate::failure::reason;

/// What the paths of the standard library begin with.
pub const LIBRARY: &str = "std/";

/// The disk and the standard library, with one file that has been read already.
pub struct Disk<'d> {
    path: String,
    bytes: Vec<u8>,
    libraries: &'d [PathBuf],
}

impl<'d> Disk<'d> {
    /// With a file that has been read already, and folders of rubrics and libraries that are named.
    #[must_use]
    pub fn new(path: String, bytes: Vec<u8>, libraries: &'d [PathBuf]) -> Self {
        Self {
            path,
            bytes,
            libraries,
        }
    }
}

impl Source for Disk<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == self.path {
            return Ok(self.bytes.clone());
        }
        match path.strip_prefix(LIBRARY) {
            Some(file) => of_library(file),
            None => of_disk(path),
        }
    }

    fn read_in(&self, folder: &str, file: &str) -> Result<Vec<u8>, ReadError> {
        let path = Location::new(folder, file).path();
        // A folder `std` of one's own is none of the library.
        if folder.starts_with(LIBRARY) {
            return of_library(path.strip_prefix(LIBRARY).unwrap_or_default());
        }
        let folder = if folder.is_empty() { "." } else { folder };
        let real = |path: &str| {
            Path::new(path)
                .canonicalize()
                .map_err(|error| unread(&error))
        };
        let file = real(&path)?;
        if !file.starts_with(real(folder)?) {
            return Err(ReadError::outside());
        }
        // What is no file, such as a pipe, may never end.
        if !file.is_file() {
            return Err(ReadError::unreadable("it is not a file"));
        }
        of_disk(&path)
    }

    fn library(&self, name: &str) -> Option<Location> {
        if name.starts_with(LIBRARY) {
            let path = stdlib_rubrics::find(name)?;
            return Some(Location::of(&format!("{LIBRARY}{path}")));
        }
        let parts: Vec<&str> = name.split('/').collect();
        let last = parts.last()?;
        if parts
            .iter()
            .any(|part| part.is_empty() || part.starts_with('.') || part.contains('\\'))
        {
            return None;
        }
        self.libraries.iter().find_map(|folder| {
            let own = folder.join(name);
            let around = own.parent().unwrap_or(folder).to_owned();
            let file = format!("{last}.rubric");
            let found = [own, around]
                .into_iter()
                .find(|one| one.join(&file).is_file())?;
            Some(Location::new(shown(&found), file))
        })
    }

    fn libraries(&self) -> Vec<String> {
        let standard = stdlib_rubrics::list().into_iter();
        let mut names: Vec<String> = standard
            .map(|one| format!("{LIBRARY}{}", one.name))
            .collect();
        for folder in self.libraries {
            named_in(folder, "", 0, &mut names);
        }
        names
    }
}

/// The names of the rubrics and libraries in a folder, as far as a message needs them.
fn named_in(folder: &Path, name: &str, depth: usize, names: &mut Vec<String>) {
    const DEEPEST: usize = 3;
    const MOST: usize = 200;
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()) else {
            continue;
        };
        if names.len() >= MOST || stem.starts_with('.') {
            continue;
        }
        let own = match name {
            "" => stem.to_owned(),
            name => format!("{name}/{stem}"),
        };
        if path.is_dir() && depth < DEEPEST {
            named_in(&path, &own, depth.saturating_add(1), names);
        } else if is_rubric(&path) && path.is_file() {
            // `county/plan/plan.rubric` is `county/plan`.
            let is_its_folder = name.rsplit('/').next() == Some(stem);
            names.push(if is_its_folder { name.to_owned() } else { own });
        }
    }
}

fn of_library(file: &str) -> Result<Vec<u8>, ReadError> {
    let bytes = stdlib_rubrics::read(file).ok_or_else(ReadError::missing)?;
    Ok(bytes.to_vec())
}

fn of_disk(path: &str) -> Result<Vec<u8>, ReadError> {
    reading::up_to(Path::new(path), LARGEST_FILE).map_err(|error| unread(&error))
}

fn unread(error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::missing(),
        _ => ReadError::unreadable(reason(error)),
    }
}

/// The path of a file on disk as messages show it, and as the compiler asks for it.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether a file is a rubric's by its name.
#[must_use]
pub fn is_rubric(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "rubric")
}
