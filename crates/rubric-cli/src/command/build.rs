//! `rubric build`: the compiled rubric.

use std::path::Path;

use rubric_engine::{MOST_RUBRIC_BYTES, Rubric};
use rubric_lang::diagnostic::render::visible;
use rubric_model::canonical::to_canonical_json;
use rubric_verify::check_all;

use super::{Loaded, load};
use crate::arguments::BuildArguments;
use crate::failure::{Failure, Status};
use crate::input::reading;
use crate::output::write_whole;
use crate::terminal::Terminal;

/// Whether a file holds a compiled rubric of the same name and version that is another one.
fn holds_another(path: &Path, rubric: &Rubric) -> bool {
    // What is no file, such as a pipe, holds nothing.
    let bytes = path
        .is_file()
        .then(|| reading::up_to(path, MOST_RUBRIC_BYTES));
    let Some(Ok(bytes)) = bytes else {
        return false;
    };
    Rubric::from_json(&bytes).is_ok_and(|held| {
        let (held, new) = (held.model(), rubric.model());
        held.name == new.name && held.version == new.version && held.digest != new.digest
    })
}

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
        Some(path) => {
            if holds_another(path, &rubric) {
                let version = &rubric.model().version;
                terminal.say(&visible(&format!(
                    "`{}` held another rubric of the same version, {version}: if that one was published, raise `version`, and keep both\n",
                    path.display()
                )));
            }
            write_whole(path, text.as_bytes())?;
        }
        None => terminal.print(&text)?,
    }
    Ok(Status::Done)
}
