//! `rubric test`: the tests that rubrics hold.

mod json;
mod junit;
mod text;

use std::path::Path;

use rubric_compiler::{TestResult, compile, run_tests};
use rubric_lang::source::{Files, Position, Span};

use super::{Loaded, load};
use crate::arguments::{TestArguments, TestFormat};
use crate::failure::{Failure, Status};
use crate::terminal::{Stream, Terminal};

/// The results of one rubric's tests.
struct Suite {
    /// The rubric's name.
    rubric: String,
    files: Files,
    results: Vec<TestResult>,
}

impl Suite {
    /// The file, line and column of a span's start.
    fn place(&self, span: Span) -> (&str, Position) {
        let nowhere = ("", Position { line: 1, column: 1 });
        let place = self.files.get(span.file);
        place.map_or(nowhere, |file| (file.name(), file.position(span.start)))
    }
}

/// Runs the tests. A rubric that has errors or cannot be read does not keep the others from it.
pub fn run(arguments: &TestArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut suites = Vec::new();
    let (mut wrong, mut unread) = (false, false);
    for argument in &arguments.rubrics {
        match suite(argument, arguments, terminal) {
            Ok(Some(suite)) => suites.push(suite),
            Ok(None) => wrong = true,
            Err(Failure::ClosedPipe) => return Err(Failure::ClosedPipe),
            Err(failure) => {
                wrong |= matches!(failure, Failure::BadInput { .. });
                unread |= !matches!(failure, Failure::BadInput { .. });
                failure.report(terminal);
            }
        }
    }
    let results = suites.iter().flat_map(|suite| &suite.results);
    wrong |= results.clone().any(|result| !result.passed());
    if let Some(filter) = &arguments.filter
        && !suites.is_empty()
        && results.count() == 0
    {
        terminal.say(&format!("no test has `{filter}` in its name or title\n"));
    }
    let shown = match arguments.format {
        TestFormat::Text if suites.is_empty() => "no test was run\n".to_owned(),
        TestFormat::Text => text::text(&suites, terminal.colour(Stream::Out)),
        TestFormat::Json => json::json(&suites)?,
        TestFormat::Junit => junit::junit(&suites),
    };
    terminal.print(&shown)?;
    if unread {
        Err(Failure::Said)
    } else {
        Ok(Status::wrong(wrong))
    }
}

fn suite(
    argument: &Path,
    arguments: &TestArguments,
    terminal: &mut Terminal,
) -> Result<Option<Suite>, Failure> {
    let Some(Loaded { rubric, source }) =
        load(argument, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(None);
    };
    let Some(mut source) = source else {
        let message = format!(
            "`{}` is a compiled rubric, which holds no tests",
            argument.display()
        );
        return Err(Failure::cannot_run(message).with_help("name the `.rubric` file it came from"));
    };
    if let Some(filter) = &arguments.filter {
        source
            .tests
            .retain(|test| test.name.contains(filter) || test.title.contains(filter));
    }
    let results = run_tests(&rubric, &source.tests);
    Ok(Some(Suite {
        rubric: rubric.model().name.clone(),
        files: source.files,
        results,
    }))
}
