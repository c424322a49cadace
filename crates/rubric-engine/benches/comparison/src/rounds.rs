//! Times several things side by side on a machine that is now faster and now slower.
//!
//! In a round, everything is done to some of the work, one after another, then to the next of it, until
//! all is done: what slows the machine down slows all of them. Each is compared with the first in the
//! same round, and the middle one of the rounds' ratios is the result.

use std::time::{Duration, Instant};

use crate::peer::Failed;

/// How many rounds are counted; one more comes before them.
pub const ROUNDS: usize = 7;

/// Does one portion of the work, and says how long it took.
pub type Task<'a> = Box<dyn FnMut(usize) -> Result<Duration, Failed> + 'a>;

/// What timing something gave.
pub struct Timed {
    /// How many times as long as the first it took.
    pub ratio: f64,
    /// The lowest and highest of the rounds' ratios.
    pub range: (f64, f64),
    /// How long all portions took, in the middle one of the rounds.
    pub time: Duration,
}

/// Times tasks that each do so many portions of work.
pub fn timed(portions: usize, tasks: &mut [Task<'_>]) -> Result<Vec<Timed>, Failed> {
    let mut rounds = Vec::new();
    for round in 0..=ROUNDS {
        let mut times = vec![Duration::ZERO; tasks.len()];
        for portion in 0..portions {
            for (task, time) in tasks.iter_mut().zip(&mut times) {
                *time += task(portion)?;
            }
        }
        if round > 0 {
            rounds.push(times);
        }
    }
    let all = (0..tasks.len()).map(|task| {
        let ratio = |times: &Vec<Duration>| times[task].as_secs_f64() / times[0].as_secs_f64();
        let mut ratios: Vec<f64> = rounds.iter().map(ratio).collect();
        ratios.sort_by(f64::total_cmp);
        let mut times: Vec<_> = rounds.iter().map(|times| times[task]).collect();
        times.sort();
        Timed {
            ratio: ratios[ROUNDS / 2],
            range: (ratios[0], ratios[ROUNDS - 1]),
            time: times[ROUNDS / 2],
        }
    });
    Ok(all.collect())
}

/// How long something takes.
pub fn time(work: impl FnOnce() -> Result<(), Failed>) -> Result<Duration, Failed> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

/// A number with as many digits as say something.
pub fn shown(number: f64) -> String {
    match number {
        ..10.0 => format!("{number:.2}"),
        ..100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

/// What is aimed at.
#[derive(Clone, Copy)]
pub enum Target {
    AtLeast(f64),
    AtMost(f64),
}

impl Target {
    pub fn shown(self, ratio: f64) -> String {
        let (words, met) = match self {
            Self::AtLeast(least) => (format!("at least {}", shown(least)), ratio >= least),
            Self::AtMost(most) => (format!("at most {}", shown(most)), ratio <= most),
        };
        let met = if met { "met" } else { "missed" };
        format!("{words}: {met}")
    }
}
