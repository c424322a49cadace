//! The commands: one file for each.

mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod files;
mod fix;
mod fmt;
mod list;
mod man;
mod new;
mod score;
mod test;
mod verify;

use std::path::Path;

use rubric_compiler::test::Test;
use rubric_engine::Rubric;
use rubric_lang::diagnostic::render::visible;
use rubric_lang::diagnostic::{Diagnostic, Severity};
use rubric_lang::source::Files;

use crate::arguments::{Command, DiagnosticsArguments};
use crate::failure::{Failure, Status};
use crate::input::rubric::{self, Compile, Input};
use crate::report::Report;
use crate::terminal::{Stream, Terminal};

/// Runs a command.
///
/// # Errors
/// When it could not run.
pub fn run(command: Command, terminal: &mut Terminal) -> Result<Status, Failure> {
    match command {
        Command::Check(arguments) => check::run(&arguments, terminal),
        Command::Build(arguments) => build::run(&arguments, terminal),
        Command::Score(arguments) => score::run(&arguments, terminal),
        Command::Test(arguments) => test::run(&arguments, terminal),
        Command::Verify(arguments) => verify::run(&arguments, terminal),
        Command::Diff(arguments) => diff::run(&arguments, terminal),
        Command::New(arguments) => new::run(&arguments, terminal),
        Command::Fix(arguments) => fix::run(&arguments, terminal),
        Command::Fmt(arguments) => fmt::run(&arguments, terminal),
        Command::Explain(arguments) => explain::run(&arguments, terminal),
        Command::List(arguments) => list::run(&arguments, terminal),
        Command::Completions(arguments) => completions::run(&arguments, terminal),
        Command::Man => man::run(terminal),
    }
}

/// A rubric that scores.
struct Loaded {
    rubric: Rubric,
    /// What it was compiled from; nothing where it had been compiled before.
    source: Option<Sources>,
}

/// What a rubric was compiled from.
struct Sources {
    files: Files,
    tests: Vec<Test>,
}

/// The rubric that an argument stands for, or nothing where it has errors. What is said of it,
/// short of mere notes, goes to standard error.
fn load(
    argument: &Path,
    compile: Compile,
    arguments: &DiagnosticsArguments,
    terminal: &mut Terminal,
) -> Result<Option<Loaded>, Failure> {
    let compilation = match rubric::read(argument, compile)? {
        Input::Compiled(rubric) => {
            return Ok(Some(Loaded {
                rubric: *rubric,
                source: None,
            }));
        }
        Input::Source(compilation) => *compilation,
    };
    let mut report = Report::default();
    let worth_saying = |diagnostic: &Diagnostic| diagnostic.severity() > Severity::Note;
    let diagnostics = compilation
        .diagnostics
        .into_iter()
        .filter(worth_saying)
        .collect();
    report.add(&compilation.files, diagnostics);
    report.show(arguments.diagnostics, Stream::Err, terminal)?;
    if !report.is_empty() && !arguments.diagnostics.is_for_machines() {
        terminal.say(&format!("{}\n", report.summary()));
    }
    if report.is_wrong(arguments.deny_warnings) {
        return Ok(None);
    }
    let Some(model) = compilation.rubric else {
        return Ok(None);
    };
    // What compiles, scores: a refusal here is a mistake of ours, and said as such.
    let rubric = Rubric::from_model(model).map_err(|error| {
        Failure::cannot_run(format!(
            "the compiled rubric is refused by the engine: {error}"
        ))
        .with_help("this is a mistake in `rubric` itself: please report it")
    })?;
    let source = Some(Sources {
        files: compilation.files,
        tests: compilation.tests,
    });
    Ok(Some(Loaded { rubric, source }))
}

/// A path as it may be named in a command, for a message; another word where it has spaces, which
/// each shell quotes in its own way.
fn in_command(path: &Path, otherwise: &str) -> String {
    let path = path.display().to_string();
    if path.contains(char::is_whitespace) {
        otherwise.to_owned()
    } else {
        visible(&path).into_owned()
    }
}
