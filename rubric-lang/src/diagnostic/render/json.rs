//! Diagnostics as JSON, for programs.

use serde::Serialize;

use super::places::Places;
use crate::diagnostic::{Diagnostic, Edit, Fix, Label};
use crate::source::{Files, Position, Span};

/// The diagnostics as one JSON array, pretty printed, with a final line feed.
///
/// Each has `code`, `severity`, `message`, `label`, `help`, `file`, `start`, `end`, `related` and
/// `fix`. Lines and columns are from 1, columns in characters; offsets are in bytes.
#[must_use]
pub fn json(files: &Files, diagnostics: &[Diagnostic]) -> String {
    let context = Context {
        files,
        places: Places::of(files, diagnostics),
    };
    let items: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| context.diagnostic(diagnostic))
        .collect();
    let text = serde_json::to_string_pretty(&items).unwrap_or_else(|_| "[]".to_owned());
    text + "\n"
}

#[derive(Serialize)]
struct DiagnosticJson<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    related: Vec<RelatedJson<'a>>,
    fix: Option<FixJson<'a>>,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    file: &'a str,
    start: PointJson,
    end: PointJson,
}

#[derive(Serialize)]
struct PointJson {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
}

#[derive(Serialize)]
struct FixJson<'a> {
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    text: &'a str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
}

struct Context<'a> {
    files: &'a Files,
    places: Places,
}

impl<'a> Context<'a> {
    fn diagnostic(&self, diagnostic: &'a Diagnostic) -> DiagnosticJson<'a> {
        DiagnosticJson {
            code: diagnostic.code.as_str(),
            severity: diagnostic.severity().as_str(),
            message: &diagnostic.message,
            label: Some(diagnostic.label.as_str()).filter(|label| !label.is_empty()),
            help: diagnostic.help.as_deref(),
            place: self.place(diagnostic.span),
            related: diagnostic
                .related
                .iter()
                .map(|label| self.related(label))
                .collect(),
            fix: diagnostic.fix.as_ref().map(|fix| self.fix(fix)),
        }
    }

    fn related(&self, label: &'a Label) -> RelatedJson<'a> {
        RelatedJson {
            text: &label.text,
            place: self.place(label.span),
        }
    }

    fn fix(&self, fix: &'a Fix) -> FixJson<'a> {
        FixJson {
            edits: fix.edits.iter().map(|edit| self.edit(edit)).collect(),
        }
    }

    fn edit(&self, edit: &'a Edit) -> EditJson<'a> {
        EditJson {
            text: &edit.text,
            place: self.place(edit.span),
        }
    }

    fn place(&self, span: Span) -> PlaceJson<'a> {
        let point = |position: Position, offset| PointJson {
            line: position.line,
            column: position.column,
            offset,
        };
        PlaceJson {
            file: self
                .files
                .get(span.file)
                .map(|file| file.name())
                .unwrap_or_default(),
            start: point(self.places.start(span), span.start),
            end: point(self.places.end(span), span.end),
        }
    }
}
