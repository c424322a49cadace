//! `rubric explain`: the page of a code.

use rubric_lang::diagnostic::Code;

use crate::arguments::ExplainArguments;
use crate::failure::{Failure, Status};
use crate::markdown;
use crate::terminal::{Stream, Terminal};

/// The pages, by code.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// Prints the page of a code, given in any letter case.
pub fn run(arguments: &ExplainArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let code: Code = arguments
        .code
        .trim()
        .parse()
        .map_err(|()| unknown(&arguments.code))?;
    let page = PAGES.iter().find(|(name, _)| *name == code.as_str());
    let page = match page {
        Some((_, page)) => (*page).to_owned(),
        None => format!("# {code}: {}\n", code.title()),
    };
    let text = markdown::text(&page, terminal.width(), terminal.colour(Stream::Out));
    terminal.print(&text)?;
    Ok(Status::Done)
}

fn unknown(text: &str) -> Failure {
    let wanted = text.trim().to_uppercase();
    let distance = |code: &Code| strsim::damerau_levenshtein(code.as_str(), &wanted);
    let nearest = Code::ALL.iter().copied().min_by_key(distance);
    let failure = Failure::cannot_run(format!("there is no code `{text}`"));
    match nearest.filter(|code| distance(code) <= 2) {
        Some(code) => failure.with_help(format!("did you mean `{code}` ({})?", code.title())),
        None => failure.with_help("a code is an R and four digits, as in `R0102`"),
    }
}
