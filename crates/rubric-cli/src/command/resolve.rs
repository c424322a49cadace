//! `rubric resolve`: a rubric and all that it is built on as one source.

use rubric_compiler::compile;
use rubric_compiler::source::{Location, Source};
use rubric_model::rubric::Rubric;
use rubric_versions::diff::changes;

use super::told;
use crate::arguments::ResolveArguments;
use crate::failure::{Failure, Status};
use crate::input::rubric;
use crate::output::write_whole;
use crate::page::sentence;
use crate::terminal::Terminal;

/// Writes the flat source of a rubric without errors.
pub fn run(arguments: &ResolveArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let (disk, path) = rubric::source(&arguments.rubric, &arguments.diagnostics.library)?;
    let (compilation, text) = rubric_compiler::resolve(&disk, &path);
    let compiled = told(compilation, &arguments.diagnostics, terminal)?;
    let (Some(compilation), Some(text)) = (compiled, text) else {
        return Ok(Status::InputHasErrors);
    };
    let lowered = compilation
        .rubric
        .map(|rubric| lowered(&disk, &path, &rubric));
    let text = lowered.unwrap_or_default() + &text;
    match &arguments.output {
        Some(output) => write_whole(output, text.as_bytes())?,
        None => terminal.print(&text)?,
    }
    Ok(Status::Done)
}

/// Where a local standard asks less than its base, as comments.
fn lowered(source: &dyn Source, path: &str, rubric: &Rubric) -> String {
    let Some(first) = rubric.provenance.built_on.first() else {
        return String::new();
    };
    let folder = Location::of(path).folder;
    let base = source
        .library(&first.path)
        .unwrap_or_else(|| Location::new(folder, first.path.as_str()));
    // What a rubric is built on first is its base, where it has one.
    let Some(base) = compile(source, &base.path()).rubric else {
        return String::new();
    };
    let lowered = changes(&base, rubric).into_iter().filter(|one| one.lowered);
    lowered
        .map(|one| {
            let because = one
                .because
                .as_ref()
                .map(|because| format!(" {}", sentence(because)));
            let text = format!(
                "Asks less than {} {}: {}: {}{}",
                base.name,
                base.version,
                one.element,
                sentence(&one.message),
                because.unwrap_or_default()
            );
            let words: Vec<&str> = text.split_whitespace().collect();
            format!("# {}\n", words.join(" "))
        })
        .collect()
}
