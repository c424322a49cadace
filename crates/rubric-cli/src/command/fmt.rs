//! `rubric fmt`: the one layout.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rubric_compiler::bounds::LARGEST_FILE;
use rubric_compiler::read_text;
use rubric_lang::diagnostic::render::{one_line, visible};
use rubric_lang::format::format;
use rubric_lang::source::{FileId, Files, SourceFile};

use super::files;
use crate::arguments::FmtArguments;
use crate::failure::{Failure, Status};
use crate::input::disk::{self, Disk};
use crate::input::reading;
use crate::output::write_whole;
use crate::report::{Report, number};
use crate::terminal::{Stream, Terminal};

/// What standard input is called among the arguments, and in messages.
const STREAM: &str = "-";
const STREAM_NAME: &str = "standard input";

/// What came of all files.
#[derive(Default)]
struct Run {
    check: bool,
    /// What is wrong with files that are left as they are.
    wrong: Report,
    files: usize,
    changed: usize,
    refused: usize,
}

/// Lays files out. One that has errors is left as it is, and does not keep the others from it.
pub fn run(arguments: &FmtArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut run = Run {
        check: arguments.check,
        ..Run::default()
    };
    let is_stream = |path: &PathBuf| path == Path::new(STREAM);
    let streams = arguments.paths.iter().any(is_stream);
    let failed = if streams {
        if arguments.paths.len() > 1 {
            return Err(Failure::cannot_run("`-` stands for standard input alone")
                .with_help("name the files in another command"));
        }
        run.stream(terminal)?;
        false
    } else {
        files::each(&arguments.paths, terminal, |path, terminal| {
            run.file(path, terminal)
        })?
    };
    run.wrong
        .show(arguments.diagnostics, Stream::Err, terminal)?;
    if run.files > 0 && !streams {
        terminal.say(&run.summary(&arguments.paths));
    }
    if failed {
        return Err(Failure::Said);
    }
    let differs = run.check && run.changed > 0;
    Ok(Status::wrong(differs || run.refused > 0))
}

impl Run {
    fn file(&mut self, path: &Path, terminal: &mut Terminal) -> Result<(), Failure> {
        let shown = disk::shown(path);
        let bytes = reading::file(path, LARGEST_FILE)?;
        let Some((source, laid_out)) = self.laid_out(&shown, bytes) else {
            return Ok(());
        };
        if laid_out == source.text() {
            return Ok(());
        }
        if !self.check {
            write_whole(path, laid_out.as_bytes())?;
        }
        self.changed += 1;
        terminal.print(&format!("{}\n", one_line(&shown)))
    }

    /// Lays out standard input, on to standard output.
    fn stream(&mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        let most = u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::cannot_read(STREAM_NAME, &error))?;
        let Some((source, laid_out)) = self.laid_out(STREAM_NAME, bytes) else {
            return Ok(());
        };
        if !self.check {
            return terminal.print(&laid_out);
        }
        if laid_out != source.text() {
            self.changed += 1;
            terminal.print(&format!("{STREAM_NAME}\n"))?;
        }
        Ok(())
    }

    /// A file, and its text as it should be; nothing where it cannot be read as a rubric.
    fn laid_out(&mut self, name: &str, bytes: Vec<u8>) -> Option<(SourceFile, String)> {
        self.files += 1;
        let (source, mut wrong) = read_text(&Disk::new(name.to_owned(), bytes, &[]), name);
        if wrong.is_empty() {
            match format(FileId::default(), &source) {
                Ok(laid_out) => return Some((source, laid_out)),
                Err(found) => wrong = found,
            }
        }
        self.refused += 1;
        let mut files = Files::new();
        files.add(source);
        self.wrong.add(&files, wrong);
        None
    }

    /// What was done, or what is to be done.
    fn summary(&self, arguments: &[PathBuf]) -> String {
        let looked_at = number(self.files, "file");
        let changed = match (self.check, self.changed) {
            (_, 0) => "none to lay out".to_owned(),
            (false, changed) => format!("{changed} laid out anew"),
            (true, changed) => {
                let how = files::in_words(arguments);
                format!("{changed} to lay out (`rubric fmt {}`)", visible(&how))
            }
        };
        let refused = match self.refused {
            0 => String::new(),
            refused => format!("; {refused} with errors, left as found"),
        };
        format!("{looked_at} looked at: {changed}{refused}\n")
    }
}
