//! Outcomes as they are printed.

use rubric_engine::{Audit, Outcome, Rubric};
use rubric_model::explanation::Explanation;
use serde::Serialize;

use crate::arguments::ScoreFormat;
use crate::card::{Line, card, summary};
use crate::failure::Failure;
use crate::names::Names;
use crate::page::Style;
use crate::terminal::{Stream, Terminal};

/// Prints outcomes one after the other.
pub struct Results<'r> {
    /// By place, the standards that audits are scored by, and their names.
    standards: Vec<(&'r Rubric, Names<'r>)>,
    format: ScoreFormat,
    /// Whether explanations are printed in place of outcomes.
    explain: bool,
    /// Whether there may be more than one.
    several: bool,
    printed: usize,
    style: Style,
    lines: Vec<Line>,
}

impl<'r> Results<'r> {
    /// None so far.
    #[must_use]
    pub fn new(
        standards: impl Iterator<Item = &'r Rubric>,
        format: ScoreFormat,
        explain: bool,
        several: bool,
        terminal: &Terminal,
    ) -> Self {
        let style = Style {
            width: terminal.width(),
            colour: terminal.colour(Stream::Out),
        };
        let standards = standards.map(|rubric| (rubric, Names::new(rubric.model())));
        Self {
            standards: standards.collect(),
            format,
            explain,
            several,
            printed: 0,
            style,
            lines: Vec::new(),
        }
    }

    /// Scores an audit by the standard at a place, which read it, and prints what it comes to.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn add(
        &mut self,
        standard: usize,
        audit: &Audit,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        let Some((rubric, names)) = self.standards.get(standard) else {
            return Ok(());
        };
        let outcome = &rubric.score(audit);
        let explanation = self.explain.then(|| outcome.explain());
        let first = self.printed == 0;
        self.printed = self.printed.saturating_add(1);
        let printed = match &explanation {
            Some(explanation) => Printed::Explanation(explanation),
            None => Printed::Outcome(outcome),
        };
        match self.format {
            ScoreFormat::Text => {
                self.lines.push(Line::new(names, outcome));
                let gap = if first { "" } else { "\n" };
                let text = match &explanation {
                    Some(explanation) => explanation.to_string(),
                    None => card(names, &rubric.write_audit(audit), outcome, self.style),
                };
                terminal.print(&format!("{gap}{text}"))
            }
            ScoreFormat::Json if self.several => {
                let text = json(serde_json::to_string_pretty(&printed))?.replace('\n', "\n  ");
                let before = if first { "[\n  " } else { ",\n  " };
                terminal.print(&format!("{before}{text}"))
            }
            ScoreFormat::Json => {
                terminal.print(&(json(serde_json::to_string_pretty(&printed))? + "\n"))
            }
            ScoreFormat::Ndjson => terminal.print(&(json(serde_json::to_string(&printed))? + "\n")),
        }
    }

    /// Prints what comes after the last outcome.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(&mut self, terminal: &mut Terminal) -> Result<(), Failure> {
        match (self.format, self.several, self.printed) {
            (ScoreFormat::Json, true, 0) => terminal.print("[]\n"),
            (ScoreFormat::Json, true, _) => terminal.print("\n]\n"),
            (ScoreFormat::Text, _, 2..) => {
                terminal.print(&format!("\n{}", summary(&self.lines, self.style)))
            }
            _ => Ok(()),
        }
    }
}

/// What is printed of an audit as JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Printed<'o> {
    Outcome(&'o Outcome<'o>),
    Explanation(&'o Explanation),
}

fn json(text: serde_json::Result<String>) -> Result<String, Failure> {
    text.map_err(|error| Failure::cannot_run(format!("an outcome has no JSON form: {error}")))
}
