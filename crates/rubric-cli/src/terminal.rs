//! Standard output and standard error.

use std::env;
use std::io::{self, BufWriter, IsTerminal, Stderr, Write};

use indicatif::ProgressBar;
use rubric_lang::diagnostic::render::visible;

use crate::failure::Failure;
use crate::whole_lines::WholeLines;

/// How wide text is where nobody looks at it on a terminal, in columns.
const WIDTH: usize = 80;
/// How many bytes of the result are written at once.
const BUFFER: usize = 1 << 16;

/// Where results and everything else go.
pub struct Terminal {
    out: BufWriter<WholeLines<Box<dyn Write>>>,
    err: Stderr,
    /// What is drawn on the last line of standard error; hidden where there is nothing to draw.
    bar: ProgressBar,
    out_colour: bool,
    err_colour: bool,
    width: usize,
}

/// One of the two streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Standard output: results.
    Out,
    /// Standard error: everything else.
    Err,
}

impl Terminal {
    /// The streams of this process. Colour only on a terminal, and never under `NO_COLOR`.
    #[must_use]
    pub fn new() -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let refused = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self {
            out_colour: out.is_terminal() && !refused,
            err_colour: err.is_terminal() && !refused,
            width: if out.is_terminal() {
                textwrap::termwidth()
            } else {
                WIDTH
            },
            out: BufWriter::with_capacity(BUFFER, WholeLines::standard_output()),
            err,
            bar: ProgressBar::hidden(),
        }
    }

    /// How wide text may be, in columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether a stream may be coloured.
    #[must_use]
    pub fn colour(&self, stream: Stream) -> bool {
        match stream {
            Stream::Out => self.out_colour,
            Stream::Err => self.err_colour,
        }
    }

    /// Writes text to a stream.
    ///
    /// # Errors
    /// When standard output cannot be written. A failing standard error is nobody's business.
    pub fn write(&mut self, stream: Stream, text: &str) -> Result<(), Failure> {
        match stream {
            Stream::Out => self.print(text),
            Stream::Err => {
                self.say(text);
                Ok(())
            }
        }
    }

    /// Writes part of the result.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.print_bytes(text.as_bytes())
    }

    /// Writes part of the result, which is UTF-8.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.out
            .write_all(bytes)
            .map_err(|error| Failure::of_output(&error))
    }

    /// Writes what is not part of the result. What has been printed so far comes first.
    pub fn say(&mut self, text: &str) {
        // A result that cannot be written is noticed when the next part of it is.
        let _ = self.out.flush();
        let err = &mut self.err;
        let _ = self.bar.suspend(|| err.write_all(text.as_bytes()));
    }

    /// Whether progress may be shown: somebody looks at standard error, and results do not go to the
    /// same screen.
    #[must_use]
    pub fn shows_progress(&self) -> bool {
        self.err.is_terminal() && !io::stdout().is_terminal()
    }

    /// Draws a bar below whatever is said from now on.
    pub fn draw(&mut self, bar: ProgressBar) {
        self.bar = bar;
    }

    /// Says that something went wrong, and what to do about it.
    pub fn error(&mut self, message: &str, help: Option<&str>) {
        let (on, off) = if self.err_colour {
            ("\u{1b}[31;1m", "\u{1b}[0m")
        } else {
            ("", "")
        };
        let mut text = format!("{on}error{off}: {}\n", visible(message));
        if let Some(help) = help {
            text.push_str(&format!("  help: {}\n", visible(help)));
        }
        self.say(&text);
    }

    /// Makes sure that the whole result is written.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(|error| Failure::of_output(&error))
    }
}
