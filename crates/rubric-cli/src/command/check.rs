//! `rubric check`: every problem, nothing written.

use std::path::PathBuf;

use rubric_verify::check_all;

use super::in_command;
use crate::arguments::CheckArguments;
use crate::failure::{Failure, Status};
use crate::input::rubric::{self, Input};
use crate::report::{Report, number};
use crate::terminal::{Stream, Terminal};

/// Checks rubrics. The problems are the result.
pub fn run(arguments: &CheckArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let form = &arguments.diagnostics;
    let mut report = Report::default();
    let (mut refused, mut unread, mut tests) = (0_usize, 0_usize, 0_usize);
    for argument in &arguments.rubrics {
        match rubric::read(argument, check_all, &form.library) {
            Ok(Input::Source(compilation)) => {
                tests = tests.saturating_add(compilation.tests.len());
                report.add(&compilation.files, compilation.diagnostics);
            }
            Ok(Input::Compiled(_)) => {}
            Err(failure @ Failure::BadInput { .. }) => {
                refused += 1;
                failure.report(terminal);
            }
            Err(failure) => {
                unread += 1;
                failure.report(terminal);
            }
        }
    }
    report.show(form.diagnostics, Stream::Out, terminal)?;
    let checked = arguments.rubrics.len().saturating_sub(unread);
    if !form.diagnostics.is_for_machines() && checked > refused {
        let mut summary = format!(
            "{} checked: {}",
            number(checked, "rubric"),
            report.summary()
        );
        // Tests of what has errors cannot be run yet.
        if tests > 0 && !report.is_wrong(false) {
            summary.push_str(&not_run(tests, &arguments.rubrics));
        }
        terminal.say(&format!("{summary}\n"));
    }
    if unread > 0 {
        return Err(Failure::Said);
    }
    Ok(Status::wrong(
        refused > 0 || report.is_wrong(form.deny_warnings),
    ))
}

/// That tests were not run, and what runs them.
fn not_run(tests: usize, rubrics: &[PathBuf]) -> String {
    let whose = if rubrics.len() == 1 { "its" } else { "their" };
    let was = if tests == 1 { "was" } else { "were" };
    let how = match rubrics {
        [one] => in_command(one, "FILE"),
        _ => "FILE".to_owned(),
    };
    let tests = number(tests, "test");
    format!("; {whose} {tests} {was} not run (`rubric test {how}`)")
}
