//! `rubric score`: each audit's outcome.

mod batch;
mod cells;
mod chunks;
mod column_names;
mod columns;
mod interrupt;
mod progress;
mod rejects;
mod results;
mod scorer;
mod sheet;
mod standards;

use std::sync::Arc;
use std::thread;

use self::interrupt::Interrupt;
use self::progress::Progress;
use self::rejects::Rejects;
use self::results::{Frame, Results};
use self::scorer::Scorer;
use self::sheet::Sheet;
use self::standards::Standards;
use super::audits::{holds_rows, is_stream};
use crate::arguments::{MOST_THREADS, ScoreArguments, ScoreFormat};
use crate::failure::{Failure, Status};
use crate::names::Names;
use crate::page::Style;
use crate::report::number;
use crate::terminal::{Stream, Terminal};

/// Scores audits. One that does not fit is reported, and the others go on.
pub fn run(arguments: &ScoreArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let loaded = Standards::load(&arguments.rubric, &arguments.diagnostics, terminal)?;
    let Some(standards) = loaded.map(Arc::new) else {
        return Ok(Status::InputHasErrors);
    };
    let overlaps = standards.overlaps();
    if let Some(message) = &overlaps {
        let help = "let each version end, with `effective from … to …`, before the next one begins";
        terminal.error(message, Some(help));
    }
    let interrupt = Interrupt::listen()?;
    let counts = score(arguments, &standards, &interrupt, terminal)?;
    if interrupt.is_asked() {
        terminal.say("interrupted: what comes after is not read\n");
    }
    terminal.say(&counts.in_words());
    if interrupt.is_asked() {
        return Ok(Status::Interrupted);
    }
    if counts.unreadable > 0 {
        return Err(Failure::Said);
    }
    Ok(Status::wrong(
        counts.rejected > 0 || counts.refused > 0 || overlaps.is_some(),
    ))
}

fn score(
    arguments: &ScoreArguments,
    standards: &Arc<Standards>,
    interrupt: &Interrupt,
    terminal: &mut Terminal,
) -> Result<Counts, Failure> {
    let inputs = &arguments.audits;
    let are_many = inputs
        .iter()
        .any(|path| is_stream(path) || holds_rows(path));
    let format = arguments.format.unwrap_or(
        if !arguments.explain && inputs.iter().all(|path| holds_rows(path)) {
            ScoreFormat::Csv
        } else if are_many {
            ScoreFormat::Ndjson
        } else {
            ScoreFormat::Text
        },
    );
    if arguments.explain && format == ScoreFormat::Csv {
        let failure = Failure::cannot_run("an explanation is no row of a table");
        return Err(
            failure.with_help("write `--format text`, `json` or `ndjson` beside `--explain`")
        );
    }
    let style = Style {
        width: terminal.width(),
        colour: terminal.colour(Stream::Out),
    };
    let sheet = Sheet::new(standards);
    let rejects = Rejects::begin(arguments)?;
    let keeps = rejects.are_kept();
    let progress = Progress::of(inputs, terminal);
    let frame = match format {
        ScoreFormat::Text => Frame {
            between: "\n",
            ..Frame::default()
        },
        ScoreFormat::Json if are_many || inputs.len() > 1 => Frame {
            opening: "[\n  ".to_owned(),
            between: ",\n  ",
            closing: "\n]\n",
            of_none: "[]\n".to_owned(),
        },
        ScoreFormat::Json => Frame {
            closing: "\n",
            ..Frame::default()
        },
        ScoreFormat::Ndjson => Frame::default(),
        ScoreFormat::Csv => Frame {
            opening: sheet.heading()?,
            of_none: sheet.heading()?,
            ..Frame::default()
        },
    };
    let mut results = Results::new(frame, style, rejects, progress, terminal);
    let names: Vec<Names<'_>> = (standards.rubrics())
        .map(|rubric| Names::new(rubric.model()))
        .collect();
    let scorer = Scorer {
        standards,
        names: &names,
        format,
        explain: arguments.explain,
        style,
        sheet,
        between: results.frame.between,
        keeps,
    };
    let threads = arguments.threads.unwrap_or_else(cores);
    let done = batch::run(inputs, standards, &scorer, threads, interrupt, &mut results);
    results.progress.end();
    done?;
    results.finish()
}

fn cores() -> u16 {
    let cores = thread::available_parallelism().ok();
    let cores = cores.and_then(|cores| u16::try_from(cores.get()).ok());
    cores.map_or(1, |cores| cores.min(MOST_THREADS))
}

/// How many audits came to what.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    scored: usize,
    rejected: usize,
    /// CSV files whose first row is wrong.
    refused: usize,
    /// Inputs that could not be read.
    unreadable: usize,
}

impl Counts {
    /// How many audits were read.
    fn read(&self) -> usize {
        self.scored.saturating_add(self.rejected)
    }

    fn in_words(self) -> String {
        let mut text = format!(
            "{} read: {} scored, {} rejected",
            number(self.read(), "audit"),
            self.scored,
            self.rejected
        );
        let files = [
            (self.refused, "refused"),
            (self.unreadable, "could not be read"),
        ];
        for (count, what) in files.into_iter().filter(|(count, _)| *count > 0) {
            let was = match (what, count) {
                ("refused", 1) => "was ",
                ("refused", _) => "were ",
                _ => "",
            };
            text.push_str(&format!("; {} {was}{what}", number(count, "file")));
        }
        text + "\n"
    }
}
