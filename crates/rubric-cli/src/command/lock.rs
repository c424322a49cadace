//! `rubric lock`: the versions and digests of what a rubric is built on.

use std::io;
use std::path::Path;

use rubric_compiler::LOCK;
use rubric_compiler::bounds::MOST_LOCK_BYTES;
use rubric_compiler::source::Location;

use super::told;
use crate::arguments::LockArguments;
use crate::failure::{Failure, Status};
use crate::input::disk::LIBRARY;
use crate::input::{reading, rubric};
use crate::output::write_whole;
use crate::report::number;
use crate::terminal::Terminal;

/// Writes the lock of a rubric beside it.
pub fn run(arguments: &LockArguments, terminal: &mut Terminal) -> Result<Status, Failure> {
    if arguments.rubric.starts_with(LIBRARY) {
        let message = "a standard of the library is not locked: it is part of this program";
        return Err(Failure::cannot_run(message).with_help("name a rubric of your own"));
    }
    let (disk, path) = rubric::source(&arguments.rubric, &arguments.diagnostics.library)?;
    let file = Location::new(Location::of(&path).folder, LOCK).path();
    let before = match reading::up_to(Path::new(&file), MOST_LOCK_BYTES) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::cannot_read(&file, &error)),
    };
    let (compilation, lock) = rubric_compiler::lock(&disk, &path, before.as_deref());
    let compiled = told(compilation, &arguments.diagnostics, terminal)?;
    let (Some(_), Some(lock)) = (compiled, lock) else {
        return Ok(Status::InputHasErrors);
    };
    let lock = lock.map_err(|message| {
        Failure::cannot_run(message).with_help(format!("take `{file}` away, and lock again"))
    })?;
    write_whole(Path::new(&file), lock.text.as_bytes())?;
    for one in &lock.locked {
        terminal.print(&format!("{} {}\n", one.path, one.version))?;
    }
    terminal.say(&format!(
        "{} locked in `{file}`\n",
        number(lock.locked.len(), "standard")
    ));
    Ok(Status::Done)
}
