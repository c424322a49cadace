//! Measures the engine and the compiler beside others of their kind, and prints Markdown tables.

#[path = "../../engine/audits.rs"]
mod audits;
mod by_hand;
mod compiling;
mod engine;
mod grading;
mod json_logic;
mod memory;
mod one_thing;
mod parsing;
mod peer;
mod python;
mod rounds;
mod source;
#[path = "../../engine/standard.rs"]
mod standard;
mod threshold;
mod whole;
mod zen;

use std::env;

use peer::Failed;

const USE: &str = "\
comparison grades [AUDITS]   this engine and others over the same audits, 10,000 or so many
comparison memory            the most memory over a million audits
comparison compile           this compiler and others over the same standard
comparison standard          print the standard that the audits are made under
comparison loop WHAT TIMES   for a profiler, over and over: `grade`, `explain`, `by-hand`, `json-logic`,
                             `zen` or `build`";

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["grades"] => grading::run(10_000),
        ["grades", audits] => grading::run(audits.parse()?),
        ["memory"] => memory::run(),
        ["compile"] => compiling::run(),
        ["standard"] => {
            print!("{}", source::source(&grading::standard()));
            Ok(())
        }
        ["loop", what, times] => one_thing::run(what, times.parse()?),
        _ => Err(USE.into()),
    }
}
