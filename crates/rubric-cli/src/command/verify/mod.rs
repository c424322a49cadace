//! `rubric verify`: what is true of every audit that a rubric allows.

mod audits;
mod findings;
mod letter;
mod profile;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use rubric_compiler::compile;
use rubric_lang::diagnostic::render::visible;
use rubric_model::assurance::{Assurance, Verdict};
use rubric_verify::Budget;

use self::letter::Letter;
use super::{Loaded, load};
use crate::arguments::{VerifyArguments, VerifyFormat};
use crate::failure::{Failure, Status};
use crate::names::Names;
use crate::page::Style;
use crate::report::number;
use crate::terminal::{Stream, Terminal};

/// Asks everything of a rubric, or how it differs from another, and prints what was found.
pub fn run(arguments: &VerifyArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let Some(Loaded { rubric, .. }) =
        load(&arguments.rubric, compile, &arguments.diagnostics, terminal)?
    else {
        return Ok(Status::InputHasErrors);
    };
    let against = match &arguments.against {
        Some(path) => match load(path, compile, &arguments.diagnostics, terminal)? {
            Some(Loaded { rubric, .. }) => Some(rubric),
            None => return Ok(Status::InputHasErrors),
        },
        None => None,
    };
    if let Some(folder) = &arguments.audits {
        audits::make_folder(folder)?;
    }

    let within = Duration::from_secs(arguments.within);
    let start = Instant::now();
    let is_over = || start.elapsed() >= within;
    let budget = Budget::until(&is_over);
    let mut assurance = match &against {
        Some(against) => rubric_verify::compare(&rubric, against, budget),
        None => rubric_verify::verify(&rubric, budget),
    };
    assurance.profile = (arguments.profile).then(|| rubric_verify::profile(&rubric, budget));

    // What was found is shown, whether its audits can be written or not.
    let written = (arguments.audits.as_ref())
        .map(|folder| audits::write(folder, &assurance.findings))
        .transpose();
    let text = match arguments.format {
        VerifyFormat::Json => {
            let text = serde_json::to_string_pretty(&assurance);
            text.map_err(|error| Failure::cannot_run(error.to_string()))? + "\n"
        }
        VerifyFormat::Text => {
            let style = Style {
                width: terminal.width(),
                colour: terminal.colour(Stream::Out),
            };
            let letter = Letter {
                names: Names::new(rubric.model()),
                against: against.as_ref().map(|against| against.model()),
                assurance: &assurance,
                arguments,
                audits_are_written: matches!(written, Ok(Some(_))),
            };
            letter.text(style)
        }
    };
    terminal.print(&text)?;
    if let (Some(count), Some(folder)) = (written?, &arguments.audits) {
        let text = format!("{} in `{}`\n", number(count, "audit"), folder.display());
        terminal.say(&visible(&text));
    }
    Ok(status(&assurance))
}

/// A refutation outranks what was not decided.
fn status(assurance: &Assurance) -> Status {
    let any = |verdict| (assurance.findings.iter()).any(|finding| finding.verdict == verdict);
    if any(Verdict::Refuted) {
        Status::InputHasErrors
    } else if any(Verdict::NotDecided) {
        Status::NotDecided
    } else {
        Status::Done
    }
}
