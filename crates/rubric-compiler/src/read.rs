//! The texts of files.

use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::{FileId, SourceFile, Span};

use crate::bounds::LARGEST_FILE;
use crate::source::Source;

/// The text of a file. Of one that is not a text, or cannot be read, as much as can be shown, and what
/// is wrong with it.
#[must_use]
pub fn read_text(source: &dyn Source, path: &str) -> (SourceFile, Vec<Diagnostic>) {
    match source.read(path) {
        Ok(bytes) => read_bytes(path, bytes, FileId(0)),
        Err(error) => {
            let message = format!("`{path}` cannot be read: {error}");
            let diagnostic = Diagnostic::new(Code::FileUnreadable, Span::default(), message);
            (SourceFile::new(path, ""), vec![diagnostic])
        }
    }
}

/// The text that bytes are, as [`read_text`], of a file that spans refer to by a number.
pub fn read_bytes(path: &str, bytes: Vec<u8>, file: FileId) -> (SourceFile, Vec<Diagnostic>) {
    match text(path, bytes, file) {
        Ok(text) => (SourceFile::new(path, text), Vec::new()),
        Err(Failure { shown, diagnostic }) => (SourceFile::new(path, shown), vec![*diagnostic]),
    }
}

/// A file that is not a text: as much of it as can be shown, and what is wrong.
struct Failure {
    shown: String,
    diagnostic: Box<Diagnostic>,
}

fn text(path: &str, bytes: Vec<u8>, file: FileId) -> Result<String, Failure> {
    let whole = Span {
        file,
        ..Span::default()
    };
    if bytes.len() > LARGEST_FILE {
        let message = format!(
            "`{path}` is larger than {} MiB",
            LARGEST_FILE / (1024 * 1024)
        );
        return Err(failure("", Diagnostic::new(Code::FileTooLarge, whole, message)
            .help("a rubric is a text of a few hundred kilobytes at most: check that this is the right file")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let shown = error
            .as_bytes()
            .get(..end)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default();
        failure(shown, not_text(path, file, end, "not UTF-8 from here"))
    })?;
    match text.find('\0') {
        Some(at) => Err(failure(
            text.get(..at).unwrap_or_default(),
            not_text(path, file, at, "a byte that no text has"),
        )),
        None => Ok(text),
    }
}

fn failure(shown: &str, diagnostic: Diagnostic) -> Failure {
    Failure {
        shown: shown.to_owned(),
        diagnostic: Box::new(diagnostic),
    }
}

fn not_text(path: &str, file: FileId, at: usize, label: &str) -> Diagnostic {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Diagnostic::new(
        Code::NotText,
        Span {
            file,
            start: at,
            end: at,
        },
        format!("`{path}` is not a text file"),
    )
    .label(label)
    .help("save it as plain text in UTF-8, not as a Word document or a spreadsheet")
}
