//! How problems are shown.

use clap::ValueEnum;
use rubric_lang::diagnostic::render::{self, HumanOptions};
use rubric_lang::diagnostic::{Diagnostic, Severity};
use rubric_lang::source::{FileId, Files, Span};

use crate::failure::Failure;
use crate::terminal::{Stream, Terminal};

/// How problems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiagnosticsFormat {
    /// Drawn, with the lines they are about
    #[default]
    Human,
    /// With the lines they are about, in plain ASCII
    Plain,
    /// One line each
    Short,
    /// One JSON array
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
}

impl DiagnosticsFormat {
    /// Whether programs read it, so that nothing else may stand on its stream.
    #[must_use]
    pub fn is_for_machines(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

/// The problems of one or more rubrics.
#[derive(Default)]
pub struct Report {
    files: Files,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds what a compilation said.
    pub fn add(&mut self, files: &Files, diagnostics: Vec<Diagnostic>) {
        let mut first = None;
        for (_, file) in files.iter() {
            let id = self.files.add(file.clone());
            first.get_or_insert(id);
        }
        let by = first.unwrap_or_default().0;
        self.diagnostics.extend(
            diagnostics
                .into_iter()
                .map(|diagnostic| moved(diagnostic, by)),
        );
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether anything keeps a rubric from compiling; with `deny_warnings`, whether a warning was
    /// given.
    #[must_use]
    pub fn is_wrong(&self, deny_warnings: bool) -> bool {
        let least = if deny_warnings {
            Severity::Warning
        } else {
            Severity::Error
        };
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity() >= least)
    }

    /// Shows everything on a stream. The machine forms always print, the others only where there is
    /// something to say.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn show(
        &self,
        format: DiagnosticsFormat,
        stream: Stream,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        let (files, diagnostics) = (&self.files, self.diagnostics.as_slice());
        let text = match format {
            DiagnosticsFormat::Human => {
                let colour = terminal.colour(stream);
                let options = HumanOptions {
                    colour,
                    width: terminal.width(),
                    unicode: true,
                };
                render::human(files, diagnostics, &options)
            }
            DiagnosticsFormat::Plain => render::plain(files, diagnostics),
            DiagnosticsFormat::Short => render::short(files, diagnostics),
            DiagnosticsFormat::Json => render::json(files, diagnostics),
            DiagnosticsFormat::Sarif => render::sarif(files, diagnostics),
        };
        terminal.write(stream, &text)
    }

    /// The number of errors, warnings and notes in words, and where to read more.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |severity| {
            self.diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity() == severity)
                .count()
        };
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        let counted = severities.map(|severity| (count(severity), severity.as_str()));
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = counted.map(|(count, what)| number(count, what)).collect();
        if parts.is_empty() {
            return "no problems found".to_owned();
        }
        let worst = self
            .diagnostics
            .iter()
            .max_by_key(|diagnostic| (diagnostic.severity(), std::cmp::Reverse(diagnostic.code)));
        let code = worst
            .map(|diagnostic| diagnostic.code.as_str())
            .unwrap_or_default();
        format!("{}; `rubric explain {code}` says more", parts.join(", "))
    }
}

/// A number of things: `1 error`, `2 errors`.
#[must_use]
pub fn number(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The diagnostic with its files moved on by so many.
fn moved(mut diagnostic: Diagnostic, by: u32) -> Diagnostic {
    let moved = |span: &mut Span| span.file = FileId(span.file.0.saturating_add(by));
    moved(&mut diagnostic.span);
    diagnostic
        .related
        .iter_mut()
        .for_each(|label| moved(&mut label.span));
    diagnostic
        .fix
        .iter_mut()
        .flat_map(|fix| &mut fix.edits)
        .for_each(|edit| moved(&mut edit.span));
    diagnostic
}
