//! `rubric build`: the compiled rubric.

use rubric_model::canonical::to_canonical_json;
use rubric_verify::check_all;

use super::{Loaded, load};
use crate::arguments::BuildArguments;
use crate::failure::{Failure, Status};
use crate::output::write_whole;
use crate::terminal::Terminal;

/// Compiles a rubric, and writes it where it has no errors.
pub fn run(arguments: &BuildArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    if let Some(output) = &arguments.output
        && let (Ok(output), Ok(input)) = (output.canonicalize(), arguments.rubric.canonicalize())
        && output == input
    {
        let message = format!("`{}` would be written over itself", output.display());
        return Err(Failure::cannot_run(message).with_help("name another file after `-o`"));
    }
    let Some(Loaded { rubric, .. }) = load(
        &arguments.rubric,
        check_all,
        &arguments.diagnostics,
        terminal,
    )?
    else {
        return Ok(Status::InputHasErrors);
    };
    let text = to_canonical_json(rubric.model())
        .map_err(|error| Failure::cannot_run(format!("the rubric has no JSON form: {error}")))?;
    let text = text + "\n";
    match &arguments.output {
        Some(path) => write_whole(path, text.as_bytes())?,
        None => terminal.print(&text)?,
    }
    Ok(Status::Done)
}
