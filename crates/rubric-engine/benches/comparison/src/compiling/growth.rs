//! Whether compiling takes time in proportion to the size of the source.

use std::time::Duration;

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;

use super::{json, milliseconds};
use crate::peer::Failed;
use crate::rounds::{ROUNDS, shown, time};
use crate::source::with_guidance;
use crate::standard::Standard;

const MAIN: &str = "standard.rubric";
/// Criteria of the standards.
const SIZES: [usize; 3] = [48, 480, 4_800];

/// Compiles a small standard, one of ten times the size and one of a hundred times.
pub fn run() -> Result<(), Failed> {
    println!(
        "| bytes of source | files | criteria | ms | MB/s |\n| ---: | ---: | ---: | ---: | ---: |"
    );
    for criteria in SIZES {
        let files = with_guidance(&Standard::of(criteria), MAIN);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let source = files
            .iter()
            .fold(MemorySource::new(), |source, (path, text)| {
                source.with(path.as_str(), text.as_str())
            });
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..ROUNDS {
            times.push(time(|| json(compile(&source, MAIN)).map(drop))?);
        }
        times.sort();
        let time = milliseconds(times[ROUNDS / 2]);
        println!(
            "| {bytes} | {} | {criteria} | {} | {} |",
            files.len(),
            shown(time),
            shown(bytes as f64 / 1e3 / time)
        );
    }
    println!();
    Ok(())
}
