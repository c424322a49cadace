//! Pieces of inputs, scored.

use rubric_engine::{Audit, MOST_AUDIT_BYTES, Rubric};

use super::cells::Cells;
use super::chunks::{Chunk, Content};
use super::columns::Columns;
use super::sheet::Sheet;
use super::standards::Standards;
use crate::arguments::ScoreFormat;
use crate::card::{Line, card};
use crate::command::audits::{Place, problems, told};
use crate::failure::Failure;
use crate::input::rows::Row;
use crate::names::Names;
use crate::page::Style;

/// Scores pieces of inputs; several may be scored at once.
pub struct Scorer<'s> {
    /// The versions of the standard.
    pub standards: &'s Standards,
    /// Their names, in the same order.
    pub names: &'s [Names<'s>],
    /// How outcomes are written.
    pub format: ScoreFormat,
    /// Whether explanations are written in place of outcomes.
    pub explain: bool,
    /// How cards are drawn.
    pub style: Style,
    /// What outcomes are as rows.
    pub sheet: Sheet,
    /// What stands before every outcome but the first.
    pub between: &'static str,
    /// Whether lines that are rejected are kept.
    pub keeps: bool,
}

/// What a piece came to.
#[derive(Default)]
pub struct Scored {
    /// How many bytes of its input it was.
    pub bytes: usize,
    /// The outcomes, as they are printed.
    pub out: Vec<u8>,
    /// How many there are.
    pub scored: usize,
    /// The outcomes as lines of a table, where one is shown.
    pub lines: Vec<Line>,
    /// What else is to be done, each once so many bytes of `out` are printed.
    pub events: Vec<(usize, Event)>,
}

/// What comes of a piece beside outcomes.
pub enum Event {
    /// An audit is rejected.
    Rejected {
        /// Where, and why.
        message: String,
    },
    /// Part of what is rejected, to be kept as it was given.
    Kept(Vec<u8>),
    /// A CSV file is refused, and why.
    Refused {
        /// Why.
        message: String,
    },
    /// An input, or the rest of it, could not be read.
    Unreadable(Failure),
}

impl Scorer<'_> {
    /// What a piece comes to.
    ///
    /// # Errors
    /// When an outcome cannot be written down, which is a mistake of ours.
    pub fn score(&self, chunk: Chunk) -> Result<Scored, Failure> {
        let input = &*chunk.input;
        let mut done = Scored {
            bytes: chunk.bytes,
            ..Scored::default()
        };
        match chunk.content {
            Content::Alone(bytes) => self.audit(&bytes, Place::alone(input), &mut done)?,
            Content::Lines { text, first } => {
                for (line, number) in text.split_inclusive(|byte| *byte == b'\n').zip(first..) {
                    let line = line.strip_suffix(b"\n").unwrap_or(line);
                    let line = line.strip_suffix(b"\r").unwrap_or(line);
                    if !line.trim_ascii().is_empty() {
                        self.audit(line, Place::on_line(input, number), &mut done)?;
                    }
                }
            }
            Content::Rows { columns, rows } => {
                for row in &rows {
                    self.row(row, &columns, Place::on_line(input, row.line), &mut done)?;
                }
            }
            Content::TooLong {
                line,
                bytes,
                begins,
                is_row,
            } => {
                if begins {
                    let why = if is_row {
                        format!(
                            "  the row is longer than {MOST_AUDIT_BYTES} bytes\n    \
                             help: if a quote `\"` in it is never closed, close it"
                        )
                    } else {
                        too_long()
                    };
                    done.reject(Place::on_line(input, line), &[why]);
                }
                self.keep(bytes, &mut done);
            }
            Content::Heading(mut row) => {
                row.push(b'\n');
                self.keep(row, &mut done);
            }
            Content::Refused(problems) => {
                let message = told(Place::on_line(input, 1), "refused", &problems);
                done.happens(Event::Refused { message });
            }
            Content::Unreadable(error) => {
                done.happens(Event::Unreadable(Failure::cannot_read(input, &error)));
            }
        }
        Ok(done)
    }

    /// An audit as JSON.
    fn audit(&self, json: &[u8], place: Place<'_>, done: &mut Scored) -> Result<(), Failure> {
        let read = self.read(json, place);
        match read {
            Ok((which, rubric, audit)) => self.add(which, rubric, &audit, done),
            Err(problems) => {
                done.reject(place, &problems);
                self.keep_line(json, done);
                Ok(())
            }
        }
    }

    fn read(&self, json: &[u8], place: Place<'_>) -> Result<(usize, &Rubric, Audit), Vec<String>> {
        if json.len() > MOST_AUDIT_BYTES && place.is_on_line() {
            return Err(vec![too_long()]);
        }
        let (which, rubric) = self.standards.of(json).map_err(|problem| vec![problem])?;
        let audit = rubric.read_audit(json);
        let audit = audit.map_err(|error| problems(&error, place))?;
        Ok((which, rubric, audit))
    }

    fn row(
        &self,
        row: &Row,
        columns: &Columns,
        place: Place<'_>,
        done: &mut Scored,
    ) -> Result<(), Failure> {
        if row.is_blank() {
            return Ok(());
        }
        match self.read_row(row, columns) {
            Ok((which, rubric, audit)) => self.add(which, rubric, &audit, done),
            Err(problems) => {
                done.reject(place, &problems);
                self.keep_line(&row.raw, done);
                Ok(())
            }
        }
    }

    fn read_row(
        &self,
        row: &Row,
        columns: &Columns,
    ) -> Result<(usize, &Rubric, Audit), Vec<String>> {
        let mut cells = Cells::read(row, columns)?;
        let found = self.standards.on(cells.date());
        let (which, rubric) = found.map_err(|problem| vec![problem])?;
        let read = rubric.read_audit(cells.audit(which, rubric));
        let problems = cells.problems(read.as_ref().err());
        match read {
            Ok(audit) if problems.is_empty() => Ok((which, rubric, audit)),
            _ => Err(problems),
        }
    }

    /// Scores an audit and writes down what it comes to.
    fn add(
        &self,
        which: usize,
        rubric: &Rubric,
        audit: &Audit,
        done: &mut Scored,
    ) -> Result<(), Failure> {
        done.out.extend_from_slice(self.between.as_bytes());
        done.scored = done.scored.saturating_add(1);
        let out = &mut done.out;
        match self.format {
            ScoreFormat::Ndjson if self.explain => {
                let explanation = rubric.score(audit).explain();
                serde_json::to_writer(&mut *out, &explanation).map_err(no_json)?;
                out.push(b'\n');
            }
            ScoreFormat::Ndjson => {
                rubric.scorer().write_outcome(audit, out);
                out.push(b'\n');
            }
            ScoreFormat::Csv => self.sheet.write(rubric, audit, &rubric.score(audit), out)?,
            ScoreFormat::Json => {
                let outcome = rubric.score(audit);
                let text = if self.explain {
                    serde_json::to_string_pretty(&outcome.explain())
                } else {
                    serde_json::to_string_pretty(&outcome)
                };
                // Where there are several, `between` ends in the indent of the first line.
                let indent = if self.between.is_empty() {
                    "\n"
                } else {
                    "\n  "
                };
                let text = text.map_err(no_json)?.replace('\n', indent);
                out.extend_from_slice(text.as_bytes());
            }
            ScoreFormat::Text => {
                let Some(names) = self.names.get(which) else {
                    return Ok(());
                };
                let outcome = rubric.score(audit);
                let text = if self.explain {
                    outcome.explain().to_string()
                } else {
                    card(names, &rubric.write_audit(audit), &outcome, self.style)
                };
                out.extend_from_slice(text.as_bytes());
                done.lines.push(Line::new(names, &outcome));
            }
        }
        Ok(())
    }

    fn keep_line(&self, line: &[u8], done: &mut Scored) {
        if self.keeps {
            let mut line = line.to_vec();
            line.push(b'\n');
            done.happens(Event::Kept(line));
        }
    }

    fn keep(&self, bytes: Vec<u8>, done: &mut Scored) {
        if self.keeps {
            done.happens(Event::Kept(bytes));
        }
    }
}

impl Scored {
    fn happens(&mut self, event: Event) {
        self.events.push((self.out.len(), event));
    }

    fn reject(&mut self, place: Place<'_>, problems: &[String]) {
        let message = told(place, "rejected", problems);
        self.happens(Event::Rejected { message });
    }
}

fn no_json(error: serde_json::Error) -> Failure {
    Failure::cannot_run(format!("an outcome has no JSON form: {error}"))
}

fn too_long() -> String {
    format!("  the line is longer than {MOST_AUDIT_BYTES} bytes")
}
