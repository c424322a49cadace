//! Outcomes as they are printed, and what is said beside them.

use super::Counts;
use super::progress::Progress;
use super::rejects::Rejects;
use super::scorer::{Event, Scored};
use crate::card::{Line, summary};
use crate::failure::Failure;
use crate::page::Style;
use crate::terminal::Terminal;

/// What stands around outcomes.
#[derive(Default)]
pub struct Frame {
    /// Before the first.
    pub opening: String,
    /// Before every other.
    pub between: &'static str,
    /// After the last.
    pub closing: &'static str,
    /// In place of all this where there is none.
    pub of_none: String,
}

/// Prints what pieces of inputs came to, one after the other.
pub struct Results<'t> {
    /// What stands around outcomes.
    pub frame: Frame,
    /// How a table of all is drawn.
    pub style: Style,
    /// Where rejected lines are kept.
    pub rejects: Rejects,
    /// How far it has come.
    pub progress: Progress,
    /// How many audits came to what.
    pub counts: Counts,
    lines: Vec<Line>,
    terminal: &'t mut Terminal,
}

impl<'t> Results<'t> {
    /// None so far.
    #[must_use]
    pub fn new(
        frame: Frame,
        style: Style,
        rejects: Rejects,
        progress: Progress,
        terminal: &'t mut Terminal,
    ) -> Self {
        Self {
            frame,
            style,
            rejects,
            progress,
            counts: Counts::default(),
            lines: Vec::new(),
            terminal,
        }
    }

    /// Prints what a piece came to.
    ///
    /// # Errors
    /// When standard output, or where rejected lines are kept, cannot be written.
    pub fn add(&mut self, piece: Scored) -> Result<(), Failure> {
        let mut out = piece.out.as_slice();
        let mut printed = 0_usize;
        if self.counts.scored == 0 && piece.scored > 0 {
            self.terminal.print(&self.frame.opening)?;
            printed = self.frame.between.len();
            out = out.get(printed..).unwrap_or_default();
        }
        self.counts.scored = self.counts.scored.saturating_add(piece.scored);
        for (after, event) in piece.events {
            let (now, later) = out
                .split_at_checked(after.saturating_sub(printed))
                .unwrap_or((out, &[]));
            self.terminal.print_bytes(now)?;
            printed = printed.max(after);
            out = later;
            self.happens(event)?;
        }
        self.terminal.print_bytes(out)?;
        self.lines.extend(piece.lines);
        self.progress
            .advance(piece.bytes, &self.counts, self.terminal);
        Ok(())
    }

    fn happens(&mut self, event: Event) -> Result<(), Failure> {
        match event {
            Event::Rejected { message } => {
                self.counts.rejected = self.counts.rejected.saturating_add(1);
                self.terminal.say(&message);
            }
            Event::Kept(bytes) => self.rejects.keep(&bytes)?,
            Event::Refused { message } => {
                self.counts.refused = self.counts.refused.saturating_add(1);
                self.terminal.say(&message);
            }
            Event::Unreadable(failure) => {
                self.counts.unreadable = self.counts.unreadable.saturating_add(1);
                failure.report(self.terminal);
            }
        }
        Ok(())
    }

    /// Makes sure that all that was printed is written, for nothing more has come yet.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn pause(&mut self) -> Result<(), Failure> {
        self.terminal.finish()
    }

    /// Prints what comes after the last outcome, and gives the counts.
    ///
    /// # Errors
    /// When standard output, or where rejected lines are kept, cannot be written.
    pub fn finish(self) -> Result<Counts, Failure> {
        self.terminal.print(match self.counts.scored {
            0 => &self.frame.of_none,
            _ => self.frame.closing,
        })?;
        if self.lines.len() > 1 {
            let table = summary(&self.lines, self.style);
            self.terminal.print(&format!("\n{table}"))?;
        }
        // What was kept stands for outcomes that are written.
        self.terminal.finish()?;
        self.rejects.finish()?;
        Ok(self.counts)
    }
}
