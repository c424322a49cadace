//! Diagnostics drawn for a person at a terminal, by miette.

use std::error::Error;
use std::fmt::{self, Display};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    Severity as MietteSeverity, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::excerpt::{Excerpt, Line};
use super::places::Places;
use super::suggestion::suggestion;
use super::visible::visible;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Files;

/// What the terminal can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HumanOptions {
    /// Whether to use colour.
    pub colour: bool,
    /// How wide messages and help may be, in columns.
    pub width: usize,
    /// Whether to draw with more than ASCII.
    pub unicode: bool,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self {
            colour: false,
            width: 80,
            unicode: true,
        }
    }
}

/// The diagnostics with their lines of the sources, an empty line after each.
///
/// A place that runs over several lines is shown on its first; of many places the first few are
/// shown and the rest counted.
#[must_use]
pub fn human(files: &Files, diagnostics: &[Diagnostic], options: &HumanOptions) -> String {
    let places = Places::of(files, diagnostics);
    let handler = handler(options);
    let mut text = String::new();
    for diagnostic in diagnostics {
        let report = Report::new(files, &places, diagnostic);
        // Writing to a string cannot fail; a failure of the drawing leaves the message.
        if handler.render_report(&mut text, &report).is_err() {
            text.push_str(&report.message);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

fn handler(options: &HumanOptions) -> GraphicalReportHandler {
    let characters = if options.unicode {
        ThemeCharacters::unicode()
    } else {
        ThemeCharacters::ascii()
    };
    let styles = if options.colour {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(options.width.max(40))
        .with_context_lines(1)
        .without_syntax_highlighting()
        .with_links(false)
}

/// A diagnostic as miette wants it.
struct Report {
    code: &'static str,
    severity: Severity,
    message: String,
    help: Option<String>,
    excerpt: Excerpt,
}

impl Report {
    fn new(files: &Files, places: &Places, diagnostic: &Diagnostic) -> Self {
        let excerpt = Excerpt::of(files, places, diagnostic);
        let mut help = suggestion(files, diagnostic).map(|help| visible(&help).into_owned());
        if excerpt.left_out > 0 {
            let more = format!("{} more places are not shown", excerpt.left_out);
            help = Some(help.map_or_else(|| more.clone(), |help| format!("{help}\n{more}")));
        }
        Self {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity(),
            message: visible(&diagnostic.message).into_owned(),
            help,
            excerpt,
        }
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl Error for Report {}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<MietteSeverity> {
        Some(match self.severity {
            Severity::Error => MietteSeverity::Error,
            Severity::Warning => MietteSeverity::Warning,
            Severity::Note => MietteSeverity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = self
            .excerpt
            .labels
            .iter()
            .enumerate()
            .map(|(index, label)| {
                let text = Some(label.text.clone()).filter(|text| !text.is_empty());
                let span = (label.range.start, label.range.len());
                match index {
                    0 => LabeledSpan::new_primary_with_span(text, span),
                    _ => LabeledSpan::new_with_span(text, span),
                }
            });
        Some(Box::new(labels))
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let line_at = |offset: usize| {
            self.lines
                .partition_point(|line| line.range.start <= offset)
                .saturating_sub(1)
        };
        let next = |first: &Line, second: &Line| {
            first.file == second.file && first.index.saturating_add(1) == second.index
        };
        let neighbours = |first: usize| match self.lines.get(first..=first.saturating_add(1)) {
            Some([first, second]) => next(first, second),
            _ => false,
        };
        let mut first = line_at(span.offset());
        let mut last = line_at(
            span.offset()
                .saturating_add(span.len())
                .min(self.text.len()),
        );
        if !(first..last).all(neighbours) {
            return Err(MietteError::OutOfBounds);
        }
        let mark = self.lines.get(first).ok_or(MietteError::OutOfBounds)?;
        let column = if before == 0 {
            let passed = self
                .text
                .get(mark.range.start..span.offset())
                .unwrap_or_default();
            mark.first_column.saturating_add(passed.chars().count())
        } else {
            0
        };
        for _ in 0..before {
            first = if first > 0 && neighbours(first - 1) {
                first - 1
            } else {
                first
            };
        }
        for _ in 0..after {
            last = if neighbours(last) { last + 1 } else { last };
        }
        let lines = self.lines.get(first..=last).unwrap_or_default();
        let [start, ..] = lines else {
            return Err(MietteError::OutOfBounds);
        };
        let end = lines.last().map_or(start.range.end, |line| line.range.end);
        let text = self.text.get(start.range.start..end).unwrap_or_default();
        Ok(Box::new(MietteSpanContents::new_named(
            self.names.get(start.file).cloned().unwrap_or_default(),
            text.as_bytes(),
            (start.range.start, text.len()).into(),
            start.index,
            column,
            lines.len(),
        )))
    }
}
