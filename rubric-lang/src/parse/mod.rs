//! From text to tree.
//!
//! 1. `outline`: one scan finds texts, comments, lines and braces.
//! 2. `repair`: where braces do not pair, decides which one is to blame.
//! 3. The grammar (`grammar.pest`) reads what is left; it accepts anything.
//! 4. `builder` and the files beside it make the tree, one file a construct.
//! 5. `word_processor`: what was done to the characters outside texts is reported once a kind.

mod answer_form;
mod builder;
mod citation;
mod condition;
mod declaration;
mod declared;
pub(crate) mod grammar;
mod group;
mod level_line;
mod list;
mod misspelt;
mod misworded;
mod outline;
mod overlay;
mod property;
mod quoted;
mod repair;
mod rule;
mod test;
mod test_line;
mod text;
mod unclosed_text;
mod unpaired;
mod unquoted;
mod value;
mod word_processor;

use pest::Parser as _;

use crate::ast::{Broken, Item, Tree};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, SourceFile, Span};
use builder::Builder;
pub use condition::MOST_NOTS;
use grammar::{Grammar, Rule};
pub use outline::DEEPEST;
use outline::Outline;
use repair::Repair;

pub(crate) use text::dedented;
pub use value::{better_name, is_name};

/// What reading a file gives.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree. Everything in the file has a place in it.
    pub tree: Tree,
    /// What could not be read, and what a word processor did, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// The end of a text, the end of a block, a closing brace to be passed over, and the beginning of a
/// block, in the text that the grammar sees.
const TEXT_END: char = '\u{E}';
const BLOCK_END: char = '\u{F}';
const PASSED_OVER: char = '\u{10}';
const BLOCK_START: char = '\u{11}';

/// Reads any text whatever.
///
/// Never fails: what cannot be read is a node of the tree and a diagnostic. Nesting deeper than 64
/// is reported, and such a file is not read further.
#[must_use]
pub fn parse(file: FileId, source: &SourceFile) -> Parse {
    let whole = Span {
        file,
        start: 0,
        end: offset(source.text().len()),
    };
    let readable = without_controls(source.text());
    let outline = outline::outline(&readable);
    let repair = repair::repair(&readable, &outline, DEEPEST);
    let unread = |diagnostic: Diagnostic| Parse {
        tree: Tree {
            span: whole,
            written_in: None,
            items: vec![Item::Broken(Broken {
                span: whole,
                block: None,
            })],
        },
        diagnostics: vec![diagnostic],
    };
    if let Some(at) = repair.too_deep.or(outline.too_many_parentheses) {
        return unread(too_deep(file, at));
    }
    let (working, inserted) = marked(&readable, &outline, &repair);
    let mut builder = Builder::new(file, &readable, inserted);
    builder.report_repairs(&outline, &repair);
    builder.report_controls(source.text());
    let Some(pairs) = Grammar::parse(Rule::file, &working)
        .ok()
        .and_then(|mut pairs| pairs.next())
    else {
        // The grammar accepts every text; were it ever not to, the file is still not lost silently.
        return unread(Diagnostic::new(
            Code::UnknownStatement,
            whole,
            "this file cannot be read",
        ));
    };
    let tree = builder.file(pairs, whole);
    let mut diagnostics = builder.finish(&outline);
    diagnostics
        .sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end, diagnostic.code));
    Parse { tree, diagnostics }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn too_deep(file: FileId, at: usize) -> Diagnostic {
    let span = Span {
        file,
        start: offset(at),
        end: offset(at).saturating_add(1),
    };
    Diagnostic::new(
        Code::NestedTooDeep,
        span,
        format!("blocks or parentheses are nested more than {DEEPEST} deep"),
    )
    .label("this one is too deep")
    .help("close the blocks before it, or split the section")
}

/// Characters that no text has are read as spaces, so that they cannot be taken for our marks.
fn without_controls(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains(is_control) {
        text.chars()
            .map(|character| {
                if is_control(character) {
                    ' '
                } else {
                    character
                }
            })
            .collect::<String>()
            .into()
    } else {
        text.into()
    }
}

fn is_control(character: char) -> bool {
    character.is_ascii_control() && !"\n\r\t\u{B}\u{C}".contains(character)
}

/// The text with marks where texts and blocks end, and where each mark was put in.
fn marked(text: &str, outline: &Outline, repair: &Repair) -> (String, Vec<usize>) {
    let mut marks: Vec<(usize, char)> = Vec::new();
    marks.extend(outline.text_ends.iter().map(|at| (*at, TEXT_END)));
    // What is missing at the end of the file is missing without a mark.
    let inside = repair
        .unclosed
        .iter()
        .filter(|unclosed| unclosed.before < text.len());
    marks.extend(inside.map(|unclosed| (unclosed.before, BLOCK_END)));
    for unclosed in &repair.unclosed_in_lines {
        let missing = unclosed.opened.saturating_sub(unclosed.closed);
        marks.extend(std::iter::repeat_n((unclosed.ends, BLOCK_END), missing));
    }
    marks.extend(
        repair
            .unopened
            .iter()
            .map(|unopened| (unopened.end, BLOCK_START)),
    );
    marks.extend(repair.stray.iter().map(|at| (*at, PASSED_OVER)));
    marks.sort_unstable();
    let mut working = String::with_capacity(text.len().saturating_add(marks.len()));
    let mut inserted = Vec::new();
    let mut copied = 0;
    for (at, mark) in marks {
        working.push_str(text.get(copied..at).unwrap_or_default());
        copied = at;
        if mark == PASSED_OVER {
            copied = at.saturating_add(1);
        } else {
            inserted.push(working.len());
        }
        working.push(mark);
    }
    working.push_str(text.get(copied..).unwrap_or_default());
    (working, inserted)
}

#[cfg(test)]
mod tests;
