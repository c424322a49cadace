//! What word processors do to text: reported once a kind, with every place in the fix.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::{FileId, Span};

/// What was found, by kind.
#[derive(Default)]
pub(super) struct Found {
    /// Texts in curly quotes: the opening quotes and the closing ones, and what to write for each.
    pub(super) quotes: Vec<[(Span, &'static str); 2]>,
    /// Commas at the ends of statements.
    pub(super) punctuation: Vec<Span>,
    /// Bullets before statements.
    pub(super) bullets: Vec<Span>,
    /// `©` where `(c)` was typed.
    pub(super) copyright: Vec<Span>,
    /// Spaces and hyphens that cannot be seen, and what to write for each.
    pub(super) spaces: Vec<(Span, &'static str)>,
    dashes: Vec<Span>,
    digits: Vec<(Span, String)>,
}

impl Found {
    /// Looks at everything outside what is `said` already: texts, comments, broken lines, in order.
    pub(super) fn scan(&mut self, file: FileId, source: &str, said: &[Span]) {
        let mut said = said.iter().peekable();
        let mut covered = 0_u32;
        for (at, character) in source.char_indices() {
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            while let Some(span) = said.next_if(|span| span.start <= start) {
                covered = covered.max(span.end);
            }
            if start < covered || character.is_ascii() && !":;=_".contains(character) {
                continue;
            }
            let end = start.saturating_add(u32::try_from(character.len_utf8()).unwrap_or(1));
            self.add(source, character, Span { file, start, end });
        }
    }

    fn add(&mut self, source: &str, character: char, span: Span) {
        match character {
            ':' | ';' | '=' => self.punctuation.push(span),
            // A dash that stands before a statement is a bullet, and told as one.
            '_' | '\u{2010}'..='\u{2014}' | '\u{2212}' if !self.is_bullet(span) => {
                self.dashes.push(span);
            }
            '\u{FF10}'..='\u{FF19}' | '\u{FF05}' => {
                self.digits
                    .push((span, super::value::plain_characters(&character.to_string())));
            }
            // These stand within words; all else that cannot be seen stands between them.
            '\u{AD}' | '\u{200B}' => self.spaces.push((span, "")),
            '\u{200C}'..='\u{200F}' | '\u{2060}' => self.spaces.push((span, between(source, span))),
            // A byte-order mark at the very start is simply understood.
            '\u{FEFF}' if span.start > 0 => self.spaces.push((span, between(source, span))),
            _ if character.is_whitespace() => self.spaces.push((span, " ")),
            _ => {}
        }
    }

    fn is_bullet(&self, span: Span) -> bool {
        self.bullets
            .binary_search_by_key(&span.start, |bullet| bullet.start)
            .is_ok()
    }

    /// One diagnostic for each kind that was found.
    pub(super) fn report(&mut self, source: &str) -> Vec<Diagnostic> {
        let quotes = self
            .quotes
            .iter()
            .flatten()
            .map(|(span, straight)| edit(*span, straight));
        let removed = |spans: &[Span]| {
            let edits = spans.iter().map(|span| edit(*span, between(source, *span)));
            edits.collect::<Vec<_>>()
        };
        self.punctuation.sort_unstable();
        [
            about(
                Code::CurlyQuotes,
                quotes.collect(),
                self.quotes.len(),
                (
                    "a text stands in curly quotes",
                    "texts stand in curly quotes",
                ),
            )
            .map(|found| {
                found
                    .label("curly quotes")
                    .help("write straight quotes: `\"`")
            }),
            about(
                Code::OddSpaces,
                self.spaces
                    .iter()
                    .map(|(span, plain)| edit(*span, plain))
                    .collect(),
                self.spaces.len(),
                (
                    "a space or hyphen here cannot be seen",
                    "spaces or hyphens cannot be seen",
                ),
            )
            .map(|found| {
                found
                    .label("here")
                    .help("write an ordinary space, or nothing")
            }),
            about(
                Code::OddDashes,
                self.dashes.iter().map(|span| edit(*span, "-")).collect(),
                self.dashes.len(),
                (
                    "a dash or underscore stands where a hyphen belongs",
                    "dashes or underscores stand where hyphens belong",
                ),
            )
            .map(|found| found.label("not a hyphen").help("write a hyphen: `-`")),
            about(
                Code::Bullets,
                removed(&self.bullets),
                self.bullets.len(),
                (
                    "a bullet stands before a statement",
                    "bullets stand before statements",
                ),
            )
            .map(|found| {
                found
                    .label("a bullet")
                    .help("begin the line with its first word")
            }),
            about(
                Code::FullWidthDigits,
                self.digits
                    .iter()
                    .map(|(span, plain)| edit(*span, plain))
                    .collect(),
                self.digits.len(),
                (
                    "a digit is written full width",
                    "digits are written full width",
                ),
            )
            .map(|found| {
                found
                    .label("a full-width digit")
                    .help("write ordinary digits: `0` to `9`")
            }),
            about(
                Code::StrayPunctuation,
                removed(&self.punctuation),
                self.punctuation.len(),
                (
                    "punctuation stands where none is needed",
                    "punctuation marks stand where none are needed",
                ),
            )
            .map(|found| {
                found
                    .label("not needed")
                    .help("remove it: a statement is its words, one statement a line")
            }),
            about(
                Code::CopyrightSign,
                self.copyright
                    .iter()
                    .map(|span| edit(*span, "(c)"))
                    .collect(),
                self.copyright.len(),
                (
                    "`©` stands where `(c)` was typed",
                    "`©` signs stand where `(c)` was typed",
                ),
            )
            .map(|found| found.label("`(c)` became `©`").help("write `(c)`")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What must stay where something between two words is removed.
fn between(source: &str, span: Span) -> &'static str {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = source
        .get(..start)
        .and_then(|text| text.chars().next_back());
    let behind = source.get(end..).and_then(|text| text.chars().next());
    let is_word = |character: Option<char>| {
        character
            .is_some_and(|character| !character.is_whitespace() && !"{}(),".contains(character))
    };
    if is_word(before) && is_word(behind) {
        " "
    } else {
        ""
    }
}

fn edit(span: Span, text: &str) -> Edit {
    Edit {
        span,
        text: text.to_owned(),
    }
}

fn about(
    code: Code,
    mut edits: Vec<Edit>,
    count: usize,
    (one, many): (&str, &str),
) -> Option<Diagnostic> {
    edits.sort_by_key(|edit| edit.span);
    let first = edits.first()?.span;
    let message = if count == 1 {
        one.to_owned()
    } else {
        format!("{count} {many}; this is the first")
    };
    let mut diagnostic = Diagnostic::new(code, first, message);
    diagnostic.fix = Some(Fix { edits });
    Some(diagnostic)
}
