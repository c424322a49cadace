//! One thing over and over, for a profiler to look at.

use std::hint::black_box;

use crate::by_hand::ByHand;
use crate::compiling;
use crate::engine::Engine;
use crate::grading::{audits, standard};
use crate::json_logic::JsonLogic;
use crate::peer::{Failed, Peer};
use crate::source::source;
use crate::zen::Zen;

const AUDITS: usize = 1_000;

/// Does one thing so many times.
pub fn run(what: &str, times: usize) -> Result<(), Failed> {
    let standard = standard();
    let mut engine = Engine::new(&source(&standard))?;
    let mut peer: Box<dyn Peer> = match what {
        "by-hand" => Box::new(ByHand),
        "json-logic" => Box::new(JsonLogic::exact(&standard)?),
        "zen" => Box::new(Zen::exact(&standard)?),
        "grade" | "explain" | "build" => Box::new(ByHand),
        _ => return Err(format!("`{what}` cannot be done").into()),
    };
    let mut outcome = Vec::new();
    for audit in audits(&standard, AUDITS).iter().cycle().take(times) {
        let audit = black_box(audit.as_bytes());
        match what {
            "grade" => drop(black_box(engine.grade(audit)?)),
            "explain" => engine.explain(audit, &mut outcome)?,
            "build" => compiling::build()?,
            _ => drop(black_box(peer.grade(audit)?)),
        }
    }
    Ok(())
}
