//! The one layout of a rubric file.
//!
//! 1. What a word processor did to the characters is mended, as its warnings offer.
//! 2. `token`: the words, texts, braces and comments of the file, in order.
//! 3. `statement`: which of them make a statement, and what stands in its block.
//! 4. `layout`: each block as rows, each row as cells; `head` wraps long conditions.
//! 5. `align`: rows of one kind that stand together have their cells in columns.
//!
//! What the layout is, is described in the reference. It never changes what a file says: every
//! comment is kept, in order, and every text keeps its value.

mod align;
mod head;
mod layout;
mod statement;
mod token;

use pest::Parser as _;

use crate::diagnostic::{Code, Diagnostic};
use crate::fix::apply;
use crate::parse::grammar::{Grammar, Rule};
use crate::parse::parse;
use crate::source::{FileId, SourceFile};

/// Lines are kept to this many characters where the language allows a break.
const WIDTH: usize = 120;

/// How far what belongs to a statement is indented under it.
const INDENT: usize = 2;

/// A file in the one layout, with the line ends of its first line.
///
/// # Errors
///
/// What parsing says of a file that cannot be read without errors, or whose indentation says
/// something else than its braces: such a file is to be left as it is.
pub fn format(file: FileId, source: &SourceFile) -> Result<String, Vec<Diagnostic>> {
    let mended = mended(file, source)?;
    let text = mended.text();
    let Some(pairs) = Grammar::parse(Rule::file, text).ok() else {
        return Ok(source.text().to_owned());
    };
    let tokens = token::tokens(text, &pairs);
    let statements = statement::statements(&tokens, pairs);
    let lines = layout::lines(&tokens, &statements);
    let line_end = if ends_lines_with_crlf(source.text()) {
        "\r\n"
    } else {
        "\n"
    };
    Ok(lines
        .into_iter()
        .flat_map(|line| [line, line_end.to_owned()])
        .collect())
}

/// The file with the fixes of its warnings about characters.
fn mended(file: FileId, source: &SourceFile) -> Result<SourceFile, Vec<Diagnostic>> {
    let diagnostics = parse(file, source).diagnostics;
    let stands_in_the_way =
        |found: &Diagnostic| found.is_error() || found.code == Code::IndentedAway;
    if diagnostics.iter().any(stands_in_the_way) {
        return Err(diagnostics);
    }
    if diagnostics.is_empty() {
        return Ok(source.clone());
    }
    let fixed = apply(file, source.text(), &diagnostics).text;
    let mended = SourceFile::new(source.name(), fixed);
    let left = parse(file, &mended).diagnostics;
    if left.iter().any(stands_in_the_way) {
        return Err(left);
    }
    Ok(mended)
}

fn ends_lines_with_crlf(text: &str) -> bool {
    text.find(['\n', '\r'])
        .and_then(|at| text.get(at..))
        .is_some_and(|end| end.starts_with("\r\n"))
}

#[cfg(test)]
mod tests;
