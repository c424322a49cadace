//! The audits that are scored under both versions.

use std::io;
use std::path::{Path, PathBuf};

use rubric_model::diff::Rescored;
use rubric_versions::diff::{Comparison, Rescoring};

use crate::command::audits::{self, Audits, Place};
use crate::failure::Failure;
use crate::terminal::Terminal;

impl Audits for Rescoring<'_> {
    fn take(&mut self, json: &[u8], place: Place<'_>, _: &mut Terminal) -> Result<(), Failure> {
        self.add(&place.to_string(), json);
        Ok(())
    }

    // They are counted, and told with the rest.
    fn rejected(&mut self) {}

    fn reject(&mut self, place: Place<'_>, problems: &[String], _: &mut Terminal) {
        let problems = problems.iter().map(|one| one.trim().to_owned());
        Rescoring::reject(self, &place.to_string(), problems.collect());
    }
}

/// Scores the audits in a file, on the lines of one, or in the `.json` files of a folder.
///
/// # Errors
/// When one cannot be read, or a folder has none.
pub fn rescored(
    path: &Path,
    comparison: &Comparison<'_>,
    terminal: &mut Terminal,
) -> Result<Rescored, Failure> {
    let mut rescoring = comparison.rescoring();
    for file in files(path)? {
        audits::read(&file, &mut rescoring, terminal)?
            .map_err(|error| Failure::cannot_read(&file.display().to_string(), &error))?;
    }
    Ok(rescoring.finish())
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let shown = path.display();
    let files = json_in(path).map_err(|error| Failure::cannot_read(&shown.to_string(), &error))?;
    if files.is_empty() {
        return Err(Failure::cannot_run(format!(
            "the folder `{shown}` holds no `.json` file"
        )));
    }
    Ok(files)
}

fn json_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        let is_json = |extension: &std::ffi::OsStr| extension.eq_ignore_ascii_case("json");
        if path.extension().is_some_and(is_json) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
