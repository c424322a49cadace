//! What is said of a source file: one type, made where a problem is found, rendered in
//! [`render`].

mod code;
pub mod render;

pub use code::Code;

use crate::source::Span;

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something worth knowing.
    Note,
    /// Probably not what was meant; it compiles all the same.
    Warning,
    /// It does not compile.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is said of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing; it decides the severity.
    pub code: Code,
    /// What is wrong, in the words of the domain: lower-case start, no final stop, the author's
    /// own words in backticks.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What is to be seen there, in a few words; may be empty.
    pub label: String,
    /// Other places that matter, each with a few words.
    pub related: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// Edits that mend it, where only one is possible that leaves what was written as it was meant.
    /// Where a line may be read in two ways, they write out the way in which it is read. Anything
    /// that a person should choose or think about is in `help` alone.
    pub fix: Option<Fix>,
}

/// A place with a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub text: String,
}

/// Edits that belong together, in the order of the file, none overlapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The edits.
    pub edits: Vec<Edit>,
}

/// Text to be put in place of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is only put in.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic with a message and a place.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Says what is to be seen at the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// Offers an edit that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit {
            span,
            text: text.into(),
        };
        self.fix
            .get_or_insert(Fix { edits: Vec::new() })
            .edits
            .push(edit);
        self
    }

    /// How serious it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether it keeps the rubric from compiling.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }
}

/// What was written, as a message shows it: of its first line, at most forty characters.
#[must_use]
pub fn shortened(written: &str) -> String {
    let line = written.lines().next().unwrap_or_default().trim_end();
    if line.chars().count() <= 40 && line.len() == written.trim_end().len() {
        return line.to_owned();
    }
    let start: String = line.chars().take(39).collect();
    format!("{}…", start.trim_end())
}
