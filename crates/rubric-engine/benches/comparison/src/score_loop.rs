//! One thing over and over, for a profiler to look at.

use std::hint::black_box;

use crate::by_hand::ByHand;
use crate::engine::Engine;
use crate::grading::{audits, standard};
use crate::peer::{Failed, Peer};
use crate::source::source;

const AUDITS: usize = 1_000;

pub fn run(what: &str, times: usize) -> Result<(), Failed> {
    let standard = standard();
    let audits = audits(&standard, AUDITS);
    let mut engine = Engine::new(&source(&standard))?;
    let mut outcome = Vec::new();
    for audit in audits.iter().cycle().take(times) {
        let audit = black_box(audit.as_bytes());
        match what {
            "grade" => drop(black_box(engine.grade(audit)?)),
            "explain" => engine.explain(audit, &mut outcome)?,
            "by-hand" => drop(black_box(ByHand.grade(audit)?)),
            _ => return Err("`grade`, `explain` or `by-hand`".into()),
        }
    }
    Ok(())
}
