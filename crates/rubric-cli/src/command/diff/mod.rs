//! `rubric diff`: what changed between two versions of a standard.

mod audits;
mod markdown;
mod paper;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::time::{Duration, Instant};

use rubric_compiler::compile;
use rubric_model::diff::{Difference, Standing};
use rubric_verify::Budget;
use rubric_versions::diff::diff;

use super::{Loaded, load};
use crate::arguments::{DiffArguments, DiffFormat};
use crate::failure::{Failure, Status};
use crate::output::write_whole;
use crate::page::Style;
use crate::terminal::{Stream, Terminal};

/// Compares two rubrics and prints what changed.
pub fn run(arguments: &DiffArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let Some(Loaded { rubric: old, .. }) =
        load(&arguments.old, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(Status::InputHasErrors);
    };
    let Some(Loaded { rubric: new, .. }) =
        load(&arguments.new, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(Status::InputHasErrors);
    };

    let within = Duration::from_secs(arguments.within);
    let start = Instant::now();
    let is_over = || start.elapsed() >= within;
    let comparison = diff(&old, &new, Budget::until(&is_over));
    let rescored = match &arguments.audits {
        Some(path) => Some(audits::rescored(path, &comparison, terminal)?),
        None => None,
    };
    let difference = comparison.with_audits(rescored);

    let paper = || paper::paper([old.model(), new.model()], &difference);
    let text = match arguments.format {
        DiffFormat::Json => {
            let text = serde_json::to_string_pretty(&difference);
            text.map_err(|error| Failure::cannot_run(error.to_string()))? + "\n"
        }
        DiffFormat::Text => text::text(
            &paper(),
            Style {
                width: terminal.width(),
                colour: arguments.output.is_none() && terminal.colour(Stream::Out),
            },
        ),
        DiffFormat::Markdown => markdown::markdown(&paper()),
    };
    match &arguments.output {
        Some(output) => write_whole(output, text.as_bytes())?,
        None => terminal.print(&text)?,
    }
    Ok(status(arguments.check, &difference, terminal))
}

/// With `--check`, a version that is too low is wrong; a rejected audit always is.
fn status(check: bool, difference: &Difference, terminal: &mut Terminal) -> Status {
    let standing = difference.version.standing;
    if check && matches!(standing, Standing::TooLow | Standing::NotDecided) {
        terminal.error(&words::version(difference), None);
    }
    let audits = difference.audits.as_ref();
    let rejects = audits.is_some_and(|audits| audits.rejected > 0);
    match standing {
        Standing::TooLow if check => Status::InputHasErrors,
        Standing::NotDecided if check && !rejects => Status::NotDecided,
        _ => Status::wrong(rejects),
    }
}
