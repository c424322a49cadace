//! The most memory that is used while audits stream through the engine.

use std::fs;
use std::hint::black_box;

use crate::audits::{Audit, Random};
use crate::engine::Engine;
use crate::grading::standard;
use crate::peer::Failed;
use crate::source::source;

const FEW: usize = 10_000;
const MANY: usize = 1_000_000;
/// One of so many is explained too.
const EXPLAINED: usize = 10;
/// By how much, in a hundredth, the most memory may grow and still be called flat.
const FLAT: u64 = 5;

/// Makes audits one by one, grades each and explains some, and prints the most memory after few and after many.
pub fn run() -> Result<(), Failed> {
    let standard = standard();
    let mut engine = Engine::new(&source(&standard))?;
    let mut random = Random(1);
    let (mut line, mut outcome) = (String::new(), Vec::new());
    let mut after_few = 0;
    for number in 0..MANY {
        if number == FEW {
            after_few = most_memory()?;
        }
        Audit::draw(&standard, &mut random).write(&standard, number, &mut random, &mut line);
        black_box(engine.grade(line.as_bytes())?);
        if number % EXPLAINED == 0 {
            engine.explain(line.as_bytes(), &mut outcome)?;
            black_box(&outcome);
        }
    }
    let after_many = most_memory()?;
    let flat = after_many * 100 <= after_few * (100 + FLAT);
    println!(
        "| audits graded, one in ten explained | most memory, KiB | target |\n| ---: | ---: | --- |"
    );
    println!("| {FEW} | {after_few} | |");
    println!(
        "| {MANY} | {after_many} | flat: {} |\n",
        if flat { "met" } else { "missed" }
    );
    Ok(())
}

/// The most memory this process has had at once, in KiB.
fn most_memory() -> Result<u64, Failed> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line
        .and_then(|line| line.trim().strip_suffix("kB"))
        .ok_or("no VmHWM")?;
    Ok(number.trim().parse()?)
}
