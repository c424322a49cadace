//! `rubric score`: each audit's outcome.

mod results;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rubric_compiler::compile;
use rubric_engine::{AuditError, MOST_AUDIT_BYTES, Problem, Rubric};
use rubric_lang::diagnostic::render::one_line;

use self::results::Results;
use super::{Loaded, load};
use crate::arguments::{ScoreArguments, ScoreFormat};
use crate::failure::{Failure, Status};
use crate::input::lines::{StreamLine, next_line};
use crate::input::reading;
use crate::report::number;
use crate::terminal::Terminal;

/// Scores audits. One that does not fit is reported, and the others go on.
pub fn run(arguments: &ScoreArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let Some(Loaded { rubric, .. }) =
        load(&arguments.rubric, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(Status::InputHasErrors);
    };
    let streams = arguments.audits.iter().any(|path| is_stream(path));
    let usual = if streams {
        ScoreFormat::Ndjson
    } else {
        ScoreFormat::Text
    };
    let format = arguments.format.unwrap_or(usual);
    let several = streams || arguments.audits.len() > 1;
    let mut run = Run {
        rubric: &rubric,
        results: Results::new(&rubric, format, several, terminal),
        counts: Counts::default(),
    };
    for path in &arguments.audits {
        let done = if is_stream(path) {
            run.stream(path, terminal)?
        } else {
            run.file(path, terminal)?
        };
        if let Err(error) = done {
            run.counts.unreadable += 1;
            Failure::cannot_read(&path.display().to_string(), &error).report(terminal);
        }
    }
    run.results.finish(terminal)?;
    let counts = run.counts;
    terminal.say(&counts.in_words());
    if counts.unreadable > 0 {
        return Err(Failure::Said);
    }
    Ok(Status::wrong(counts.rejected > 0))
}

/// Whether audits are read line by line.
pub(super) fn is_stream(path: &Path) -> bool {
    let lines = |extension: &std::ffi::OsStr| {
        extension.eq_ignore_ascii_case("ndjson") || extension.eq_ignore_ascii_case("jsonl")
    };
    path == Path::new("-") || path.extension().is_some_and(lines)
}

/// How many audits came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    scored: usize,
    rejected: usize,
    unreadable: usize,
}

impl Counts {
    fn in_words(self) -> String {
        let read = self.scored.saturating_add(self.rejected);
        let mut text = format!(
            "{} read: {} scored, {} rejected",
            number(read, "audit"),
            self.scored,
            self.rejected
        );
        if self.unreadable > 0 {
            text.push_str(&format!(
                "; {} could not be read",
                number(self.unreadable, "file")
            ));
        }
        text + "\n"
    }
}

struct Run<'r> {
    rubric: &'r Rubric,
    results: Results<'r>,
    counts: Counts,
}

impl Run<'_> {
    /// Scores the audit in a file. The inner error says that the file could not be read.
    fn file(&mut self, path: &Path, terminal: &mut Terminal) -> Result<io::Result<()>, Failure> {
        let bytes = match reading::up_to(path, MOST_AUDIT_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error)),
        };
        self.audit(&bytes, &path.display().to_string(), true, terminal)?;
        Ok(Ok(()))
    }

    /// Scores the audits on the lines of a file or of standard input.
    fn stream(&mut self, path: &Path, terminal: &mut Terminal) -> Result<io::Result<()>, Failure> {
        if path == Path::new("-") {
            // Whoever writes audits one by one is answered one by one.
            let mut stream = BufReader::new(io::stdin().lock());
            let waits = |stream: &BufReader<_>| stream.buffer().is_empty();
            return self.lines(&mut stream, "standard input", waits, terminal);
        }
        if path.is_dir() {
            return Ok(Err(io::ErrorKind::IsADirectory.into()));
        }
        match File::open(path) {
            Ok(file) => {
                let name = path.display().to_string();
                self.lines(&mut BufReader::new(file), &name, |_| false, terminal)
            }
            Err(error) => Ok(Err(error)),
        }
    }

    fn lines<R: BufRead>(
        &mut self,
        stream: &mut R,
        name: &str,
        waits: fn(&R) -> bool,
        terminal: &mut Terminal,
    ) -> Result<io::Result<()>, Failure> {
        for line in 1_usize.. {
            let place = || format!("{name}, line {line}");
            match next_line(stream, MOST_AUDIT_BYTES) {
                Ok(None) => break,
                Ok(Some(StreamLine::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(StreamLine::Whole(bytes))) => {
                    self.audit(&bytes, &place(), false, terminal)?
                }
                Ok(Some(StreamLine::TooLong)) => {
                    let why = format!("the line is longer than {MOST_AUDIT_BYTES} bytes");
                    self.reject(&place(), &[why], terminal);
                }
                Err(error) => return Ok(Err(error)),
            }
            if waits(stream) {
                terminal.finish()?;
            }
        }
        Ok(Ok(()))
    }

    /// Scores an audit, which stands in a file alone or on a line among others.
    fn audit(
        &mut self,
        json: &[u8],
        place: &str,
        alone: bool,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        match self.rubric.read_audit(json) {
            Ok(audit) => {
                self.counts.scored += 1;
                self.results.add(&audit, terminal)
            }
            Err(error) => {
                self.reject(place, &problems(&error, alone), terminal);
                Ok(())
            }
        }
    }

    fn reject(&mut self, place: &str, problems: &[String], terminal: &mut Terminal) {
        self.counts.rejected += 1;
        let mut text = format!("{}: rejected\n", one_line(place));
        for problem in problems {
            text.push_str(problem);
            text.push('\n');
        }
        terminal.say(&text);
    }
}

/// What is wrong with an audit, one entry for each problem. Of one that stands on a line of a stream,
/// only the columns are said.
fn problems(error: &AuditError, alone: bool) -> Vec<String> {
    let problem = |problem: &Problem| {
        let mut text = String::from("  ");
        match (problem.line, problem.column) {
            (Some(line), Some(column)) if alone => {
                text.push_str(&format!("line {line}, column {column}: "));
            }
            (_, Some(column)) => text.push_str(&format!("column {column}: ")),
            _ => {}
        }
        if !problem.pointer.is_empty() {
            text.push_str(&format!("{}: ", one_line(&place(&problem.pointer))));
        }
        text.push_str(&one_line(&problem.message));
        if let Some(help) = &problem.help {
            text.push_str(&format!("\n    help: {}", one_line(help)));
        }
        text
    };
    error.problems.iter().map(problem).collect()
}

/// A place in an audit: a JSON Pointer, but items counted from 1 as people do.
fn place(pointer: &str) -> String {
    let item = pointer
        .rsplit_once('/')
        .and_then(|(list, item)| Some((list, item.parse::<usize>().ok()?)));
    match item {
        Some((list, item)) if list.ends_with("/ticked") => {
            format!("{list}, item {}", item.saturating_add(1))
        }
        _ => pointer.to_owned(),
    }
}
