//! What commands that read audits share: where audits stand, and how one that is wrong is told.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use rubric_engine::{AuditError, MOST_AUDIT_BYTES, Problem};
use rubric_lang::diagnostic::render::one_line;

use crate::failure::Failure;
use crate::input::lines::{StreamLine, next_line};
use crate::input::reading;
use crate::terminal::Terminal;

/// Where an audit stands: in a file alone, or on a line among others.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    input: &'a str,
    line: Option<usize>,
}

impl<'a> Place<'a> {
    /// Alone in a file.
    #[must_use]
    pub fn alone(input: &'a str) -> Self {
        Self { input, line: None }
    }

    /// On a line, from 1, of a file or of standard input.
    #[must_use]
    pub fn on_line(input: &'a str, line: usize) -> Self {
        let line = Some(line);
        Self { input, line }
    }

    /// Whether it is a line among others.
    #[must_use]
    pub fn is_on_line(self) -> bool {
        self.line.is_some()
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.input)?;
        match self.line {
            Some(line) => write!(formatter, ", line {line}"),
            None => Ok(()),
        }
    }
}

/// What is done with audits, one after the other.
pub trait Audits {
    /// Takes an audit as it is written.
    ///
    /// # Errors
    /// When the command cannot go on.
    fn take(
        &mut self,
        json: &[u8],
        place: Place<'_>,
        terminal: &mut Terminal,
    ) -> Result<(), Failure>;

    /// Takes note that an audit is rejected.
    fn rejected(&mut self);

    /// Rejects an audit, and says why.
    fn reject(&mut self, place: Place<'_>, problems: &[String], terminal: &mut Terminal) {
        self.rejected();
        terminal.say(&told(place, "rejected", problems));
    }
}

/// What became of what stands at a place, and why.
#[must_use]
pub fn told(place: Place<'_>, what: &str, problems: &[String]) -> String {
    let mut text = format!("{}: {what}\n", one_line(&place.to_string()));
    for problem in problems {
        text.push_str(problem);
        text.push('\n');
    }
    text
}

/// Whether audits are read line by line.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    path == Path::new("-") || holds_lines(path)
}

/// Whether a file holds an audit a line, by its name.
#[must_use]
pub fn holds_lines(path: &Path) -> bool {
    let lines = |extension: &std::ffi::OsStr| {
        extension.eq_ignore_ascii_case("ndjson") || extension.eq_ignore_ascii_case("jsonl")
    };
    path.extension().is_some_and(lines)
}

/// Whether a file holds an audit a row, by its name.
#[must_use]
pub fn holds_rows(path: &Path) -> bool {
    let rows = |extension: &std::ffi::OsStr| extension.eq_ignore_ascii_case("csv");
    path.extension().is_some_and(rows)
}

/// Reads the audit in a file, or those on the lines of a file or of standard input. The inner error says
/// that the input could not be read.
///
/// # Errors
/// When the command cannot go on.
pub fn read(
    path: &Path,
    audits: &mut impl Audits,
    terminal: &mut Terminal,
) -> Result<io::Result<()>, Failure> {
    if path == Path::new("-") {
        // Whoever writes audits one by one is answered one by one.
        let mut stream = BufReader::new(io::stdin().lock());
        let waits = |stream: &BufReader<_>| stream.buffer().is_empty();
        return lines(&mut stream, "standard input", waits, audits, terminal);
    }
    let name = path.display().to_string();
    if !holds_lines(path) {
        let bytes = match reading::up_to(path, MOST_AUDIT_BYTES) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(error)),
        };
        audits.take(&bytes, Place::alone(&name), terminal)?;
        return Ok(Ok(()));
    }
    if path.is_dir() {
        return Ok(Err(io::ErrorKind::IsADirectory.into()));
    }
    match File::open(path) {
        Ok(file) => {
            let mut stream = BufReader::new(file);
            lines(&mut stream, &name, |_| false, audits, terminal)
        }
        Err(error) => Ok(Err(error)),
    }
}

fn lines<R: BufRead>(
    stream: &mut R,
    input: &str,
    waits: fn(&R) -> bool,
    audits: &mut impl Audits,
    terminal: &mut Terminal,
) -> Result<io::Result<()>, Failure> {
    for line in 1_usize.. {
        let place = Place::on_line(input, line);
        match next_line(stream, MOST_AUDIT_BYTES) {
            Ok(None) => break,
            Ok(Some(StreamLine::Whole(bytes))) if bytes.trim_ascii().is_empty() => {}
            Ok(Some(StreamLine::Whole(bytes))) => audits.take(&bytes, place, terminal)?,
            Ok(Some(StreamLine::TooLong)) => {
                let why = format!("  the line is longer than {MOST_AUDIT_BYTES} bytes");
                audits.reject(place, &[why], terminal);
            }
            Err(error) => return Ok(Err(error)),
        }
        if waits(stream) {
            terminal.finish()?;
        }
    }
    Ok(Ok(()))
}

/// What is wrong with an audit, one entry for each problem. Of one that stands on a line of a stream,
/// only the columns are said.
#[must_use]
pub fn problems(error: &AuditError, place: Place<'_>) -> Vec<String> {
    let problem = |problem: &Problem| {
        let mut text = String::from("  ");
        match (problem.line, problem.column) {
            (Some(line), Some(column)) if place.line.is_none() => {
                text.push_str(&format!("line {line}, column {column}: "));
            }
            (_, Some(column)) => text.push_str(&format!("column {column}: ")),
            _ => {}
        }
        if !problem.pointer.is_empty() {
            text.push_str(&format!("{}: ", one_line(&counted(&problem.pointer))));
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
fn counted(pointer: &str) -> String {
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
