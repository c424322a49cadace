//! What codespan-reporting draws: the plain form and the one-line form.

use std::ops::Range;

use codespan_reporting::diagnostic as shown;
use codespan_reporting::files::{Error, Files as CodespanFiles};
use codespan_reporting::term::{self, DisplayStyle};

use super::excerpt::{Excerpt, Line};
use super::places::Places;
use super::suggestion::suggestion;
use super::visible::{one_line, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Files;

/// The diagnostics in a style of codespan-reporting's, without colour.
pub(super) fn draw(files: &Files, diagnostics: &[Diagnostic], style: DisplayStyle) -> String {
    let places = Places::of(files, diagnostics);
    let config = term::Config {
        chars: term::Chars::ascii(),
        display_style: style,
        ..term::Config::default()
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        let excerpt = Excerpt::of(files, &places, diagnostic);
        let labels = excerpt.labels.iter().enumerate().map(|(index, label)| {
            let kind = if index == 0 {
                shown::Label::primary
            } else {
                shown::Label::secondary
            };
            kind(label.file, label.range.clone()).with_message(&label.text)
        });
        let mut notes: Vec<String> = Vec::new();
        if let Some(help) = suggestion(files, diagnostic) {
            notes.push(format!("help: {}", visible(&help)));
        }
        if excerpt.left_out > 0 {
            notes.push(format!("{} more places are not shown", excerpt.left_out));
        }
        let drawn = shown::Diagnostic::new(severity(diagnostic.severity()))
            .with_code(diagnostic.code)
            .with_message(one_line(&diagnostic.message))
            .with_labels(labels.collect())
            .with_notes(notes);
        let rendered = term::emit_into_string(&config, &excerpt, &drawn);
        text.push_str(&rendered.unwrap_or_else(|_| format!("{}\n\n", drawn.message)));
    }
    text
}

fn severity(severity: Severity) -> shown::Severity {
    match severity {
        Severity::Error => shown::Severity::Error,
        Severity::Warning => shown::Severity::Warning,
        Severity::Note => shown::Severity::Note,
    }
}

impl Excerpt {
    fn line(&self, file: usize, index: usize) -> Result<&Line, Error> {
        let found = self
            .lines
            .iter()
            .find(|line| line.file == file && line.index == index);
        found.ok_or(Error::LineTooLarge {
            given: index,
            max: self.lines.len(),
        })
    }
}

impl<'a> CodespanFiles<'a> for Excerpt {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, file: usize) -> Result<&'a str, Error> {
        self.names
            .get(file)
            .map(String::as_str)
            .ok_or(Error::FileMissing)
    }

    fn source(&'a self, _: usize) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, _: usize, offset: usize) -> Result<usize, Error> {
        let count = self
            .lines
            .partition_point(|line| line.range.start <= offset);
        let line = self
            .lines
            .get(count.saturating_sub(1))
            .ok_or(Error::FileMissing)?;
        Ok(line.index)
    }

    fn column_number(&'a self, file: usize, index: usize, offset: usize) -> Result<usize, Error> {
        let line = self.line(file, index)?;
        let passed = self.text.get(line.range.start..offset).unwrap_or_default();
        Ok(line
            .first_column
            .saturating_add(passed.chars().count())
            .saturating_add(1))
    }

    fn line_range(&'a self, file: usize, index: usize) -> Result<Range<usize>, Error> {
        self.line(file, index).map(|line| line.range.clone())
    }
}
