//! `rubric resolve`: a rubric and all that it is built on as one source.

use super::told;
use crate::arguments::ResolveArguments;
use crate::failure::{Failure, Status};
use crate::input::rubric;
use crate::output::write_whole;
use crate::terminal::Terminal;

/// Writes the flat source of a rubric without errors.
pub fn run(arguments: &ResolveArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let (disk, path) = rubric::source(&arguments.rubric, &arguments.diagnostics.library)?;
    let (compilation, text) = rubric_compiler::resolve(&disk, &path);
    let compiled = told(compilation, &arguments.diagnostics, terminal)?;
    let (Some(_), Some(text)) = (compiled, text) else {
        return Ok(Status::InputHasErrors);
    };
    match &arguments.output {
        Some(output) => write_whole(output, text.as_bytes())?,
        None => terminal.print(&text)?,
    }
    Ok(Status::Done)
}
