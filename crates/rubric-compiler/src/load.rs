//! From a path to a tree.

use rubric_lang::ast::Tree;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, Files, SourceFile, Span};

use crate::bounds::LARGEST_FILE;
use crate::source::Source;

/// What was read.
pub struct Loaded {
    /// The file; empty where it could not be read.
    pub files: Files,
    /// Its tree, if it is text.
    pub tree: Option<Tree>,
}

/// Reads one file.
pub fn load(source: &dyn Source, path: &str) -> (Loaded, Vec<Diagnostic>) {
    let (source_file, mut diagnostics) = read_text(source, path);
    let mut files = Files::new();
    let tree = diagnostics.is_empty().then(|| {
        let parsed = parse(FileId(0), &source_file);
        diagnostics = parsed.diagnostics;
        parsed.tree
    });
    files.add(source_file);
    (Loaded { files, tree }, diagnostics)
}

/// The text of a file. Of one that is not a text, or cannot be read, as much as can be shown, and what
/// is wrong with it.
#[must_use]
pub fn read_text(source: &dyn Source, path: &str) -> (SourceFile, Vec<Diagnostic>) {
    match read(source, path) {
        Ok(text) => (SourceFile::new(path, text), Vec::new()),
        Err(Failure { shown, diagnostic }) => (SourceFile::new(path, shown), vec![*diagnostic]),
    }
}

/// A file that is not a text: as much of it as can be shown, and what is wrong.
struct Failure {
    shown: String,
    diagnostic: Box<Diagnostic>,
}

fn read(source: &dyn Source, path: &str) -> Result<String, Failure> {
    let bytes = source.read(path).map_err(|error| {
        let message = format!("`{path}` cannot be read: {error}");
        failure(
            "",
            Diagnostic::new(Code::FileUnreadable, Span::default(), message),
        )
    })?;
    if bytes.len() > LARGEST_FILE {
        let message = format!(
            "`{path}` is larger than {} MiB",
            LARGEST_FILE / (1024 * 1024)
        );
        return Err(failure("", Diagnostic::new(Code::FileTooLarge, Span::default(), message)
            .help("a rubric is a text of a few hundred kilobytes at most: check that this is the right file")));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let end = error.utf8_error().valid_up_to();
        let shown = error
            .as_bytes()
            .get(..end)
            .and_then(|bytes| std::str::from_utf8(bytes).ok())
            .unwrap_or_default();
        failure(shown, not_text(path, end, "not UTF-8 from here"))
    })?;
    match text.find('\0') {
        Some(at) => Err(failure(
            text.get(..at).unwrap_or_default(),
            not_text(path, at, "a byte that no text has"),
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

fn not_text(path: &str, at: usize, label: &str) -> Diagnostic {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    Diagnostic::new(
        Code::NotText,
        Span {
            file: FileId(0),
            start: at,
            end: at,
        },
        format!("`{path}` is not a text file"),
    )
    .label(label)
    .help("save it as plain text in UTF-8, not as a Word document or a spreadsheet")
}
