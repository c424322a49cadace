//! Where migrated audits go. What is there already is never written over.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rubric_model::audit::Audit;

use super::super::audits::{holds_lines, is_stream};
use crate::arguments::MigrateArguments;
use crate::failure::Failure;
use crate::output::{NewFile, is_there};
use crate::terminal::Terminal;

/// Where migrated audits go.
pub struct Output {
    target: Target,
    /// Whether the audit that comes next stands alone, and not on a line among others.
    alone: bool,
    /// The file that is being written.
    file: Option<NewFile>,
}

enum Target {
    Nowhere,
    Standard,
    /// One file for all.
    File(PathBuf),
    /// A file for each input, of the same name.
    Folder {
        folder: PathBuf,
        next: PathBuf,
    },
}

impl Output {
    /// Makes sure, before anything is read, that nothing would be written over.
    ///
    /// # Errors
    /// When something is there already, or two inputs would be one file.
    pub fn new(arguments: &MigrateArguments) -> Result<Self, Failure> {
        let inputs = &arguments.audits;
        let one_alone = matches!(inputs.as_slice(), [one] if !is_stream(one));
        let target = match &arguments.output {
            _ if arguments.dry_run => Target::Nowhere,
            None => Target::Standard,
            Some(path) if is_file(path) => {
                if path.symlink_metadata().is_ok() {
                    return Err(is_there(path));
                }
                if !one_alone && !holds_lines(path) {
                    let message = format!("`{}` can hold one audit only", path.display());
                    return Err(Failure::cannot_run(message)
                        .with_help("name a folder after `-o`, or a file that ends in `.ndjson`"));
                }
                Target::File(path.clone())
            }
            Some(folder) => {
                names_are_free(folder, inputs)?;
                Target::Folder {
                    folder: folder.clone(),
                    next: PathBuf::new(),
                }
            }
        };
        let alone = match &target {
            Target::File(path) => !holds_lines(path),
            _ => one_alone,
        };
        Ok(Self {
            target,
            alone,
            file: None,
        })
    }

    /// Goes on to the next input.
    pub fn next(&mut self, input: &Path) {
        if let Target::Folder { folder, next } = &mut self.target {
            *next = folder.join(input.file_name().unwrap_or_default());
            self.alone = !holds_lines(input);
        }
    }

    /// An audit as it is written here.
    ///
    /// # Errors
    /// When it has no JSON form, which is a mistake of ours.
    pub fn text(&self, audit: &Audit) -> Result<String, Failure> {
        let text = if self.alone {
            serde_json::to_string_pretty(audit)
        } else {
            serde_json::to_string(audit)
        };
        let text = text
            .map_err(|error| Failure::cannot_run(format!("an audit has no JSON form: {error}")))?;
        Ok(text + "\n")
    }

    /// Writes an audit.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&mut self, text: &str, terminal: &mut Terminal) -> Result<(), Failure> {
        let path = match &self.target {
            Target::Nowhere => return Ok(()),
            Target::Standard => return terminal.print(text),
            Target::File(path) => path,
            Target::Folder { next, .. } => next,
        };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(NewFile::begin(path)?),
        };
        file.write(text)
    }

    /// Puts what came of one input in its place, where each has a file of its own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(&mut self) -> Result<(), Failure> {
        match self.target {
            Target::Folder { .. } => self.finish(),
            _ => Ok(()),
        }
    }

    /// Puts what is written in its place. Where no audit was migrated, there is no file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(&mut self) -> Result<(), Failure> {
        self.file.take().map_or(Ok(()), NewFile::finish)
    }
}

/// Whether an output is a file, by its name.
fn is_file(path: &Path) -> bool {
    let is_json = |extension: &std::ffi::OsStr| extension.eq_ignore_ascii_case("json");
    !path.is_dir() && (holds_lines(path) || path.extension().is_some_and(is_json))
}

/// Makes sure that each input can have a file of its own in a folder.
fn names_are_free(folder: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    if folder.exists() && !folder.is_dir() {
        return Err(is_there(folder));
    }
    let mut names = BTreeSet::new();
    for input in inputs {
        if input == Path::new("-") {
            return Err(
                Failure::cannot_run("standard input has no name for a file in a folder")
                    .with_help("name a file after `-o`, such as `carried.ndjson`"),
            );
        }
        let name = input.file_name().unwrap_or_default();
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            return Err(is_there(&path));
        }
        if !names.insert(name.to_ascii_lowercase()) {
            let message = format!("two of the audits would be written to `{}`", path.display());
            return Err(Failure::cannot_run(message)
                .with_help("carry them over one by one, each into a folder of its own"));
        }
    }
    Ok(())
}
