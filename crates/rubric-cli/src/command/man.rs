//! `rubric man`: the manual page.

use clap::CommandFactory;

use crate::arguments::Arguments;
use crate::failure::{Failure, Status};
use crate::terminal::Terminal;

/// Prints the page.
pub fn run(terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(Arguments::command()).render(&mut page);
    written.map_err(|error| Failure::of_output(&error))?;
    terminal.print(&String::from_utf8_lossy(&page))?;
    Ok(Status::Done)
}
