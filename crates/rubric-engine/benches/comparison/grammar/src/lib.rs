//! The grammar of the language, with nothing built from what it finds. In a crate of its own: it takes
//! minutes to compile.

use pest::Parser as _;

#[derive(pest_derive::Parser)]
#[grammar = "../../../../../../rubric-lang/src/grammar.pest"]
struct Grammar;

/// Parses a text in which every brace and quote is closed, as the compiler has it parsed, and gives how
/// many bytes were read.
///
/// # Errors
/// Never: the grammar accepts every text.
pub fn bytes_read(text: &str) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    Ok(Grammar::parse(Rule::file, text)?.as_str().len())
}
