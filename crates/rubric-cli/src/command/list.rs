//! `rubric list`: the standard library.

use std::path::Path;

use rubric_compiler::compile;
use serde::Serialize;
use textwrap::Options;

use crate::arguments::{ListArguments, ListFormat};
use crate::failure::{Failure, Status};
use crate::input::rubric::{self, Input};
use crate::terminal::Terminal;

/// A standard of the library.
#[derive(Serialize)]
struct Listed {
    name: String,
    title: String,
    version: String,
}

/// Prints name, version and title of every standard.
pub fn run(arguments: &ListArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut standards = Vec::new();
    for standard in stdlib_rubrics::list() {
        let name = format!("std/{}", standard.name);
        let Input::Source(compilation) = rubric::read(Path::new(&name), compile, &[])? else {
            continue;
        };
        let Some(model) = compilation.rubric else {
            return Err(Failure::cannot_run(format!("`{name}` does not compile")));
        };
        standards.push(Listed {
            name,
            title: model.title,
            version: model.version,
        });
    }
    let text = match arguments.format {
        ListFormat::Json => {
            let text = serde_json::to_string_pretty(&standards);
            text.map_err(|error| Failure::cannot_run(error.to_string()))? + "\n"
        }
        ListFormat::Text => in_words(&standards, terminal.width()),
    };
    terminal.print(&text)?;
    Ok(Status::Done)
}

fn in_words(standards: &[Listed], width: usize) -> String {
    let widest = |text: fn(&Listed) -> &str| standards.iter().map(|one| text(one).len()).max();
    let names = widest(|standard| &standard.name).unwrap_or_default();
    let versions = widest(|standard| &standard.version).unwrap_or_default();
    let mut text = String::new();
    for Listed {
        name,
        title,
        version,
    } in standards
    {
        let first = format!("{name:names$}  {version:versions$}  ");
        let rest = " ".repeat(first.len());
        let options = Options::new(width)
            .initial_indent(&first)
            .subsequent_indent(&rest);
        text.push_str(&textwrap::fill(title, options));
        text.push('\n');
    }
    text
}
