//! `rubric fix`: the fixes that problems come with.

use std::path::{Path, PathBuf};

use rubric_compiler::bounds::LARGEST_FILE;
use rubric_compiler::fix::{Mended, fix};
use rubric_lang::diagnostic::render::{one_line, visible};
use rubric_lang::diagnostic::{Code, Severity};

use super::files;
use crate::arguments::FixArguments;
use crate::failure::{Failure, Status};
use crate::input::disk::{self, Disk};
use crate::input::reading;
use crate::output::write_whole;
use crate::report::{Report, number};
use crate::terminal::{Stream, Terminal};

/// What came of all files.
#[derive(Default)]
struct Run {
    /// Files that could not be taken for a text at all.
    refused: Report,
    files: usize,
    made: usize,
    errors: usize,
    warnings: usize,
}

/// Makes the fixes. What cannot be read or written does not keep the others from it.
pub fn run(arguments: &FixArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut run = Run::default();
    let failed = files::each(&arguments.paths, terminal, |path, terminal| {
        run.file(path, arguments, terminal)
    })?;
    run.refused
        .show(arguments.diagnostics, Stream::Err, terminal)?;
    if run.files > 0 {
        terminal.say(&run.summary(&arguments.paths));
    }
    if failed {
        return Err(Failure::Said);
    }
    Ok(Status::wrong(run.errors > 0))
}

impl Run {
    fn file(
        &mut self,
        path: &Path,
        arguments: &FixArguments,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        let shown = disk::shown(path);
        let bytes = reading::file(path, LARGEST_FILE)?;
        let Mended {
            text,
            made,
            compilation,
        } = fix(&Disk::new(shown.clone(), bytes, &arguments.library), &shown);
        if let Some(text) = text {
            write_whole(path, text.as_bytes())?;
        }
        self.files += 1;
        self.made = self.made.saturating_add(made.len());
        for made in made {
            let (file, message) = (one_line(&shown), one_line(&made.message));
            let (line, code) = (made.place.line, made.code);
            terminal.print(&format!("{file}:{line}: {message} [{code}]\n"))?;
        }
        // In a folder, parts and libraries stand beside the rubric that they belong to.
        let is_part =
            |code| code == Code::NothingDeclared && !arguments.paths.contains(&path.to_owned());
        let diagnostics = compilation.diagnostics.iter();
        for diagnostic in diagnostics.filter(|one| !is_part(one.code)) {
            match diagnostic.severity() {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => {}
            }
        }
        let no_text = |code| {
            matches!(
                code,
                Code::NotText | Code::FileTooLarge | Code::FileUnreadable
            )
        };
        let mut refused = compilation.diagnostics;
        refused.retain(|diagnostic| no_text(diagnostic.code));
        self.refused.add(&compilation.files, refused);
        Ok(())
    }

    /// What was done, and what remains.
    fn summary(&self, arguments: &[PathBuf]) -> String {
        let (looked_at, made) = (number(self.files, "file"), fixes(self.made));
        let counts = [(self.errors, "error"), (self.warnings, "warning")];
        let left: Vec<_> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| number(count, what))
            .collect();
        let rest = if left.is_empty() {
            "nothing is left to mend".to_owned()
        } else {
            format!(
                "{} left for you (`rubric check {}` says more)",
                left.join(" and "),
                visible(&files::in_words(arguments))
            )
        };
        format!("{looked_at} looked at: {made} made; {rest}\n")
    }
}

/// `1 fix`, `2 fixes`.
fn fixes(count: usize) -> String {
    let plural = if count == 1 { "" } else { "es" };
    format!("{count} fix{plural}")
}
