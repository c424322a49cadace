//! How far scoring has come.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Counts;
use crate::report::number;
use crate::terminal::Terminal;

/// How long nothing is shown: what is done by then needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often what is shown moves.
const TICK: Duration = Duration::from_millis(100);

/// A bar, on a terminal and past the first second.
pub struct Progress {
    /// Nothing where none is to be shown.
    bar: Option<ProgressBar>,
    begun: Instant,
    is_shown: bool,
}

impl Progress {
    /// Of reading these.
    #[must_use]
    pub fn of(inputs: &[PathBuf], terminal: &Terminal) -> Self {
        let bar = || {
            let length: Option<u64> = inputs.iter().map(|path| length(path)).sum();
            let (bar, template) = match length {
                Some(length) => (
                    ProgressBar::new(length),
                    "{bar:30} {percent}%  {msg}, {eta} left",
                ),
                None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
            };
            bar.set_draw_target(ProgressDrawTarget::hidden());
            bar.set_style(
                ProgressStyle::with_template(template)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            );
            bar
        };
        Self {
            bar: terminal.shows_progress().then(bar),
            begun: Instant::now(),
            is_shown: false,
        }
    }

    /// Moves on by so many bytes.
    pub fn advance(&mut self, bytes: usize, counts: &Counts, terminal: &mut Terminal) {
        let Some(bar) = &self.bar else {
            return;
        };
        bar.inc(u64::try_from(bytes).unwrap_or(u64::MAX));
        let read = number(counts.read(), "audit");
        bar.set_message(format!("{read} read, {} rejected", counts.rejected));
        if !self.is_shown && self.begun.elapsed() > PATIENCE {
            self.is_shown = true;
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
            terminal.draw(bar.clone());
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How many bytes a file has; nothing of what is no file.
fn length(path: &Path) -> Option<u64> {
    let found = path.metadata().ok()?;
    found.is_file().then_some(found.len())
}
