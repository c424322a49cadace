//! The `rubric` command: arguments, files, terminals; no rules of its own.

#![forbid(unsafe_code)]

mod arguments;
mod card;
mod command;
mod failure;
mod input;
mod markdown;
mod names;
mod output;
mod page;
mod report;
mod terminal;
mod whole_lines;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use terminal::Terminal;

fn main() -> ExitCode {
    // Where the arguments are wrong, clap says so and exits with 2.
    let arguments = Arguments::parse();
    let mut terminal = Terminal::new();
    let result = command::run(arguments.command, &mut terminal);
    match result.and_then(|status| terminal.finish().map(|()| status)) {
        Ok(status) => status.into(),
        Err(failure) => failure.report(&mut terminal),
    }
}
