//! `rubric resolve`: a rubric and all that it is built on as one source.

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
    let resolved = rubric_compiler::resolve(&disk, &path);
    let compiled = told(resolved.compilation, &arguments.diagnostics, terminal)?;
    let rubric = compiled.and_then(|compilation| compilation.rubric);
    let (Some(rubric), Some(text)) = (rubric, resolved.text) else {
        return Ok(Status::InputHasErrors);
    };
    let lowered = resolved.bases.iter().map(|base| lowered(base, &rubric));
    let text = lowered.collect::<String>() + &text;
    match &arguments.output {
        Some(output) => write_whole(output, text.as_bytes())?,
        None => terminal.print(&text)?,
    }
    Ok(Status::Done)
}

/// Where a local standard asks less than one that it is built on, as comments.
fn lowered(base: &Rubric, rubric: &Rubric) -> String {
    let lowered = changes(base, rubric).into_iter().filter(|one| one.lowered);
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
