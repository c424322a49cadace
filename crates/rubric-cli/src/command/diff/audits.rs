//! The audits that are scored under both versions.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use rubric_engine::MOST_AUDIT_BYTES;
use rubric_model::diff::Rescored;
use rubric_versions::diff::{Comparison, Rescoring};

use crate::command::audits::is_stream;
use crate::failure::Failure;
use crate::input::lines::{StreamLine, next_line};
use crate::input::reading;

/// Scores the audits in a file, on the lines of one, or in the `.json` files of a folder.
///
/// # Errors
/// When one cannot be read, or a folder has none.
pub fn rescored(path: &Path, comparison: &Comparison<'_>) -> Result<Rescored, Failure> {
    let mut rescoring = comparison.rescoring();
    for file in files(path)? {
        let shown = file.display().to_string();
        let read = if is_stream(&file) {
            lines(&file, &shown, &mut rescoring)
        } else {
            let bytes = reading::up_to(&file, MOST_AUDIT_BYTES);
            bytes.map(|bytes| rescoring.add(&shown, &bytes))
        };
        read.map_err(|error| Failure::cannot_read(&shown, &error))?;
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

fn lines(path: &Path, shown: &str, rescoring: &mut Rescoring<'_>) -> io::Result<()> {
    if path == Path::new("-") {
        return each_line(io::stdin().lock(), "standard input", rescoring);
    }
    each_line(BufReader::new(File::open(path)?), shown, rescoring)
}

fn each_line(
    mut stream: impl io::BufRead,
    name: &str,
    rescoring: &mut Rescoring<'_>,
) -> io::Result<()> {
    for line in 1_usize.. {
        let place = format!("{name}, line {line}");
        match next_line(&mut stream, MOST_AUDIT_BYTES)? {
            None => break,
            Some(StreamLine::Whole(bytes)) if bytes.trim_ascii().is_empty() => {}
            Some(StreamLine::Whole(bytes)) => rescoring.add(&place, &bytes),
            Some(StreamLine::TooLong) => {
                let why = format!("the line is longer than {MOST_AUDIT_BYTES} bytes");
                rescoring.reject(&place, vec![why]);
            }
        }
    }
    Ok(())
}
