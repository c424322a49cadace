//! Scoring that is stopped before its end.

use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::{Failure, Status};

/// Whether scoring is to stop, and whether somebody asked for it.
#[derive(Clone, Default)]
pub struct Interrupt {
    stopped: Arc<AtomicBool>,
    asked: Arc<AtomicBool>,
}

impl Interrupt {
    /// Listens for Ctrl-C from now on. The first stops scoring, and what has been scored is written to
    /// its end; the second ends the program at once. Where the program was started so as not to hear
    /// of Ctrl-C, it does not.
    ///
    /// # Errors
    /// When the system does not allow it.
    pub fn listen() -> Result<Self, Failure> {
        let interrupt = Self::default();
        let heard = interrupt.clone();
        let handler = move || {
            heard.stop();
            if heard.asked.swap(true, Ordering::Relaxed) {
                process::exit(Status::INTERRUPTED);
            }
        };
        match ctrlc::try_set_handler(handler) {
            Ok(()) | Err(ctrlc::Error::MultipleHandlers) => Ok(interrupt),
            Err(error) => {
                let message = format!("the keys Ctrl-C cannot be listened for: {error}");
                Err(Failure::cannot_run(message))
            }
        }
    }

    /// Stops scoring.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether scoring is to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Whether somebody pressed Ctrl-C.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }
}
