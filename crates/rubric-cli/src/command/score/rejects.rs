//! The audits that are rejected, kept as they were given.

use std::path::{Path, PathBuf};

use crate::arguments::ScoreArguments;
use crate::command::audits::{holds_rows, is_stream};
use crate::failure::Failure;
use crate::output::Replacement;

/// Where rejected lines are kept, if anywhere.
pub struct Rejects(Option<Replacement>);

impl Rejects {
    /// Begins the file that the arguments name, if they do.
    ///
    /// # Errors
    /// When it cannot be written, is one of the inputs, or could not be scored again: what stands alone in
    /// a file is no line, and a CSV file has one first row.
    pub fn begin(arguments: &ScoreArguments) -> Result<Self, Failure> {
        let Some(path) = &arguments.rejects else {
            return Ok(Self(None));
        };
        let inputs = &arguments.audits;
        if let Some(alone) = inputs
            .iter()
            .find(|input| !is_stream(input) && !holds_rows(input))
        {
            let message = format!(
                "`{}` holds one audit, and `--rejects` keeps lines",
                alone.display()
            );
            return Err(Failure::cannot_run(message).with_help(
                "mend the audit where it is, or give the audits one a line, as `.ndjson`",
            ));
        }
        if inputs.len() > 1 && inputs.iter().any(|input| holds_rows(input)) {
            let message = "`--rejects` keeps the rows of one CSV file, under its first row";
            return Err(Failure::cannot_run(message).with_help("score the files one by one"));
        }
        if inputs
            .iter()
            .chain([&arguments.rubric])
            .any(|input| is_same(input, path))
        {
            let message = format!("`{}` is read, and cannot be written over", path.display());
            return Err(
                Failure::cannot_run(message).with_help("name another file after `--rejects`")
            );
        }
        Ok(Self(Some(Replacement::begin(path)?)))
    }

    /// Whether lines are kept.
    #[must_use]
    pub fn are_kept(&self) -> bool {
        self.0.is_some()
    }

    /// Keeps part of what is rejected.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.0.as_mut().map_or(Ok(()), |file| file.write(bytes))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> Result<(), Failure> {
        self.0.map_or(Ok(()), Replacement::finish)
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    real(one).is_some_and(|one| Some(one) == real(other))
}
