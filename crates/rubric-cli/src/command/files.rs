//! What commands that write `.rubric` files share.

use std::path::{Path, PathBuf};

use super::in_command;
use crate::failure::Failure;
use crate::input::sources;
use crate::terminal::Terminal;

/// Does something with every file that the arguments stand for. What cannot be read or written is
/// reported, and does not keep the others from it; says whether there was such.
///
/// # Errors
/// When nobody reads the output any more.
pub fn each(
    arguments: &[PathBuf],
    terminal: &mut Terminal,
    mut act: impl FnMut(&Path, &mut Terminal) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mut failed = false;
    for argument in arguments {
        let files = match sources::below(argument) {
            Ok(files) => files,
            Err(failure) => {
                failed = true;
                failure.report(terminal);
                continue;
            }
        };
        for path in files {
            match act(&path, terminal) {
                Ok(()) => {}
                Err(Failure::ClosedPipe) => return Err(Failure::ClosedPipe),
                Err(failure) => {
                    failed = true;
                    failure.report(terminal);
                }
            }
        }
    }
    Ok(failed)
}

/// How a file among the arguments may be named in a command, for a message.
pub fn in_words(arguments: &[PathBuf]) -> String {
    match arguments {
        [one] if !one.is_dir() => in_command(one, "FILE"),
        _ => "FILE".to_owned(),
    }
}
