//! The commands: one file for each.

mod audits;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod files;
mod fix;
mod fmt;
mod list;
mod lock;
mod man;
mod migrate;
mod new;
mod resolve;
mod score;
mod test;
mod verify;

use std::path::{Path, PathBuf};

use rubric_compiler::Compilation;
use rubric_compiler::test::Test;
use rubric_engine::Rubric;
use rubric_lang::diagnostic::render::visible;
use rubric_lang::diagnostic::{Diagnostic, Severity};
use rubric_lang::source::Files;
use rubric_model::rubric::Rubric as Model;

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
        Command::Migrate(arguments) => migrate::run(&arguments, terminal),
        Command::Test(arguments) => test::run(&arguments, terminal),
        Command::Verify(arguments) => verify::run(&arguments, terminal),
        Command::Resolve(arguments) => resolve::run(&arguments, terminal),
        Command::Lock(arguments) => lock::run(&arguments, terminal),
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
    let all = load_all(&[argument.to_owned()], compile, arguments, terminal)?;
    Ok(all.and_then(|mut all| all.pop()))
}

/// The rubrics that arguments stand for, in their order, or nothing where one of them has errors. What is
/// said of them, short of mere notes, goes to standard error together.
fn load_all(
    paths: &[PathBuf],
    compile: Compile,
    arguments: &DiagnosticsArguments,
    terminal: &mut Terminal,
) -> Result<Option<Vec<Loaded>>, Failure> {
    let mut report = Report::default();
    let mut has_sources = false;
    let mut all = Vec::new();
    let worth_saying = |diagnostic: &Diagnostic| diagnostic.severity() > Severity::Note;
    for path in paths {
        let compilation = match rubric::read(path, compile, &arguments.library)? {
            Input::Compiled(rubric) => {
                all.push(Some(Compiled::Before(rubric)));
                continue;
            }
            Input::Source(compilation) => *compilation,
        };
        has_sources = true;
        let diagnostics = compilation.diagnostics.into_iter();
        report.add(
            &compilation.files,
            diagnostics.filter(worth_saying).collect(),
        );
        let sources = Sources {
            files: compilation.files,
            tests: compilation.tests,
        };
        let model = compilation.rubric;
        all.push(model.map(|model| Compiled::Now(Box::new(model), sources)));
    }
    if has_sources && is_wrong(&report, arguments, terminal)? {
        return Ok(None);
    }
    let all: Option<Vec<Compiled>> = all.into_iter().collect();
    if all.is_none() {
        no_standard(terminal);
    }
    let loaded = all.map(|all| all.into_iter().map(Compiled::loaded).collect());
    loaded.transpose()
}

/// A rubric that has been compiled, before or now.
enum Compiled {
    Before(Box<Rubric>),
    Now(Box<Model>, Sources),
}

impl Compiled {
    fn loaded(self) -> Result<Loaded, Failure> {
        let (model, sources) = match self {
            Self::Before(rubric) => {
                return Ok(Loaded {
                    rubric: *rubric,
                    source: None,
                });
            }
            Self::Now(model, sources) => (*model, sources),
        };
        // What compiles, scores: a refusal here is a mistake of ours, and said as such.
        let rubric = Rubric::from_model(model).map_err(|error| {
            Failure::cannot_run(format!(
                "the compiled rubric is refused by the engine: {error}"
            ))
            .with_help("this is a mistake in `rubric` itself: please report it")
        })?;
        Ok(Loaded {
            rubric,
            source: Some(sources),
        })
    }
}

/// Says on standard error what is to be said of a rubric, short of mere notes. Gives it back where
/// nothing is wrong with it.
fn told(
    mut compilation: Compilation,
    arguments: &DiagnosticsArguments,
    terminal: &mut Terminal,
) -> Result<Option<Compilation>, Failure> {
    let mut report = Report::default();
    let worth_saying = |diagnostic: &Diagnostic| diagnostic.severity() > Severity::Note;
    let diagnostics = std::mem::take(&mut compilation.diagnostics);
    let diagnostics = diagnostics.into_iter().filter(worth_saying).collect();
    report.add(&compilation.files, diagnostics);
    if is_wrong(&report, arguments, terminal)? {
        return Ok(None);
    }
    if compilation.rubric.is_none() {
        no_standard(terminal);
        return Ok(None);
    }
    Ok(Some(compilation))
}

/// Shows problems on standard error, and says whether they keep a command from going on.
fn is_wrong(
    report: &Report,
    arguments: &DiagnosticsArguments,
    terminal: &mut Terminal,
) -> Result<bool, Failure> {
    report.show(arguments.diagnostics, Stream::Err, terminal)?;
    if !report.is_empty() && !arguments.diagnostics.is_for_machines() {
        terminal.say(&format!("{}\n", report.summary()));
    }
    Ok(report.is_wrong(arguments.deny_warnings))
}

/// A file without errors that declares no rubric declares a library.
fn no_standard(terminal: &mut Terminal) {
    terminal.error(
        "a library is not a standard by itself",
        Some("name a rubric that brings it in with `use`"),
    );
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
