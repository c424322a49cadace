//! `rubric completions`: a script for a shell.

use clap::CommandFactory;

use crate::arguments::{Arguments, CompletionsArguments};
use crate::failure::{Failure, Status};
use crate::terminal::Terminal;

/// Prints the script.
pub fn run(arguments: &CompletionsArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "rubric",
        &mut script,
    );
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Done)
}
