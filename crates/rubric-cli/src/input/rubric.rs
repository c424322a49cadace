//! What a `RUBRIC` argument stands for.

use std::path::{Path, PathBuf};

use rubric_compiler::Compilation;
use rubric_compiler::bounds::LARGEST_FILE;
use rubric_compiler::source::Source;
use rubric_engine::{MOST_RUBRIC_BYTES, Rubric};

use super::disk::{self, Disk, LIBRARY};
use super::{reading, versions};
use crate::failure::Failure;

/// What a `RUBRIC` argument stands for.
pub enum Input {
    /// A source, compiled, with or without errors.
    Source(Box<Compilation>),
    /// A compiled rubric.
    Compiled(Box<Rubric>),
}

/// How a source is compiled: `rubric_compiler::compile` for what it says, or
/// `rubric_verify::check_all` for all that is to be said of it.
pub type Compile = fn(&dyn Source, &str) -> Compilation;

/// What a `RUBRIC` argument names.
pub enum Found {
    /// A source, with its path as messages show it.
    Source(String, Vec<u8>),
    /// A compiled rubric.
    Compiled(Box<Rubric>),
}

/// Reads a `.rubric` file, a folder with one, a compiled `.json`, or a name of the standard library.
///
/// # Errors
/// When it cannot be read, a folder has not exactly one rubric, or a compiled rubric is wrong.
pub fn find(argument: &Path) -> Result<Found, Failure> {
    if let Some(name) = argument.to_str().filter(|name| name.starts_with(LIBRARY)) {
        return from_library(name);
    }
    let path = if argument.is_dir() {
        only_rubric_in(argument)?
    } else {
        argument.to_owned()
    };
    if path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
    {
        return Ok(Found::Compiled(Box::new(compiled(&path)?)));
    }
    let bytes = reading::file(&path, LARGEST_FILE)?;
    Ok(Found::Source(disk::shown(&path), bytes))
}

/// Reads what [`find`] reads, and compiles where that is needed. What a source names without quotes is
/// looked for in the standard library, and in the folders of `libraries`.
///
/// # Errors
/// As [`find`].
pub fn read(argument: &Path, compile: Compile, libraries: &[PathBuf]) -> Result<Input, Failure> {
    Ok(match find(argument)? {
        Found::Source(path, bytes) => {
            let source = Disk::new(path.clone(), bytes, libraries);
            Input::Source(Box::new(compile(&source, &path)))
        }
        Found::Compiled(rubric) => Input::Compiled(rubric),
    })
}

/// Reads the source of a rubric, for a command that has nothing to do with a compiled one.
///
/// # Errors
/// As [`find`], and for a compiled rubric.
pub fn source<'l>(
    argument: &Path,
    libraries: &'l [PathBuf],
) -> Result<(Disk<'l>, String), Failure> {
    match find(argument)? {
        Found::Source(path, bytes) => Ok((Disk::new(path.clone(), bytes, libraries), path)),
        Found::Compiled(_) => {
            let message = format!("`{}` is a compiled rubric", argument.display());
            Err(Failure::cannot_run(message).with_help("name the `.rubric` file it came from"))
        }
    }
}

fn from_library(name: &str) -> Result<Found, Failure> {
    let found =
        stdlib_rubrics::find(name).and_then(|path| Some((path, stdlib_rubrics::read(path)?)));
    if let Some((path, bytes)) = found {
        return Ok(Found::Source(format!("{LIBRARY}{path}"), bytes.to_vec()));
    }
    let names = stdlib_rubrics::list()
        .into_iter()
        .map(|standard| format!("{LIBRARY}{}", standard.name));
    let mut names: Vec<_> = names
        .map(|known| (strsim::damerau_levenshtein(&known, name), known))
        .collect();
    names.sort();
    let failure = Failure::cannot_run(format!("the standard library has no `{name}`"));
    Err(match names.first() {
        Some((distance, nearest)) if *distance <= 3 => {
            failure.with_help(format!("did you mean `{nearest}`?"))
        }
        _ => failure.with_help("`rubric list` shows what it has"),
    })
}

fn compiled(path: &Path) -> Result<Rubric, Failure> {
    let bytes = reading::file(path, MOST_RUBRIC_BYTES)?;
    Rubric::from_json(&bytes).map_err(|error| Failure::BadInput {
        message: format!("`{}` is not a compiled rubric: {error}", path.display()),
    })
}

/// The one rubric in a folder. Where there are several files, parts and libraries are passed over.
fn only_rubric_in(folder: &Path) -> Result<PathBuf, Failure> {
    let shown = disk::shown(folder);
    let mut rubrics =
        disk::rubrics_in(folder).map_err(|error| Failure::cannot_read(&shown, &error))?;
    if rubrics.len() > 1 {
        let mut declared = Vec::new();
        for path in &rubrics {
            if versions::declares_rubric(path)? {
                declared.push(path.clone());
            }
        }
        if !declared.is_empty() {
            rubrics = declared;
        }
    }
    match rubrics.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Failure::cannot_run(format!(
            "the folder `{shown}` holds no `.rubric` file"
        ))),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|path| format!("`{}`", path.display()))
                .collect();
            let message = format!(
                "the folder `{shown}` holds more than one rubric: {}",
                names.join(", ")
            );
            Err(Failure::cannot_run(message).with_help("name the one that is meant"))
        }
    }
}
