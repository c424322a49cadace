//! `rubric score`: each audit's outcome.

mod results;
mod standards;

use self::results::Results;
use self::standards::Standards;
use super::audits::{self, Audits, Place, is_stream};
use crate::arguments::{ScoreArguments, ScoreFormat};
use crate::failure::{Failure, Status};
use crate::report::number;
use crate::terminal::Terminal;

/// Scores audits. One that does not fit is reported, and the others go on.
pub fn run(arguments: &ScoreArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let loaded = Standards::load(&arguments.rubric, &arguments.diagnostics, terminal)?;
    let Some(standards) = loaded else {
        return Ok(Status::InputHasErrors);
    };
    let overlaps = standards.overlaps();
    if let Some(message) = &overlaps {
        let help = "let each version end, with `effective from … to …`, before the next one begins";
        terminal.error(message, Some(help));
    }
    let streams = arguments.audits.iter().any(|path| is_stream(path));
    let usual = if streams {
        ScoreFormat::Ndjson
    } else {
        ScoreFormat::Text
    };
    let format = arguments.format.unwrap_or(usual);
    let several = streams || arguments.audits.len() > 1;
    let mut run = Run {
        standards: &standards,
        results: Results::new(
            standards.rubrics(),
            format,
            arguments.explain,
            several,
            terminal,
        ),
        counts: Counts::default(),
    };
    for path in &arguments.audits {
        if let Err(error) = audits::read(path, &mut run, terminal)? {
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
    Ok(Status::wrong(counts.rejected > 0 || overlaps.is_some()))
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
    standards: &'r Standards,
    results: Results<'r>,
    counts: Counts,
}

impl Audits for Run<'_> {
    fn take(
        &mut self,
        json: &[u8],
        place: Place<'_>,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        let (which, rubric) = match self.standards.of(json) {
            Ok(found) => found,
            Err(problem) => {
                self.reject(place, &[problem], terminal);
                return Ok(());
            }
        };
        match rubric.read_audit(json) {
            Ok(audit) => {
                self.counts.scored += 1;
                self.results.add(which, &audit, terminal)
            }
            Err(error) => {
                self.reject(place, &audits::problems(&error, place), terminal);
                Ok(())
            }
        }
    }

    fn rejected(&mut self) {
        self.counts.rejected += 1;
    }
}
