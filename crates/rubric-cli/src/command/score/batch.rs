//! Audits scored on all cores, their outcomes in the order of the audits.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::thread;
use std::time::Duration;

use super::chunks::{Chunk, Cutter, Enough};
use super::interrupt::Interrupt;
use super::results::Results;
use super::scorer::{Scored, Scorer};
use super::standards::Standards;
use crate::failure::Failure;

/// How many pieces may wait for a thread, and how many of what they came to may wait to be printed: all
/// that is ever kept.
const WAITING: usize = 2;
/// How often a thread that waits looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(50);

/// What a piece came to, or why it could not be scored.
type Done = Result<Scored, Failure>;

/// Scores all inputs on so many threads. The pieces go to the threads in turn, and what they come to is
/// taken from the threads in the same turn.
///
/// # Errors
/// When results cannot be written, or threads not be had.
pub fn run(
    inputs: &[PathBuf],
    standards: &Arc<Standards>,
    scorer: &Scorer<'_>,
    threads: u16,
    interrupt: &Interrupt,
    results: &mut Results<'_>,
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let (mut give, mut take) = (Vec::new(), Vec::new());
        for _ in 0..threads {
            let (give_chunk, chunks) = sync_channel(WAITING);
            let (give_done, done) = sync_channel(WAITING);
            let work = || work(scorer, chunks, give_done, interrupt);
            thread::Builder::new()
                .spawn_scoped(scope, work)
                .map_err(no_thread)?;
            give.push(give_chunk);
            take.push(done);
        }
        let (inputs, standards, heard) = (inputs.to_vec(), standards.clone(), interrupt.clone());
        // It is not waited for: it may wait for an input that never comes.
        let cut = move || cut(&inputs, &standards, &give, &heard);
        let printed = thread::Builder::new().spawn(cut).map_err(no_thread);
        let printed = printed.and_then(|_| print(&take, results));
        interrupt.stop();
        printed
    })
}

/// Cuts the inputs, and gives the pieces to threads in turn.
fn cut(
    inputs: &[PathBuf],
    standards: &Standards,
    threads: &[SyncSender<Chunk>],
    interrupt: &Interrupt,
) {
    let mut turn = threads.iter().cycle();
    let give = |chunk| {
        let thread = turn
            .next()
            .filter(|_| !interrupt.is_stopped())
            .ok_or(Enough)?;
        thread.send(chunk).map_err(|_| Enough)
    };
    // Nothing is left to do, whether all was wanted or not.
    let _ = Cutter::new(standards, give).all(inputs);
}

/// Scores the pieces that a thread is given.
fn work(
    scorer: &Scorer<'_>,
    chunks: Receiver<Chunk>,
    done: SyncSender<Done>,
    interrupt: &Interrupt,
) {
    loop {
        match chunks.recv_timeout(LOOK) {
            Ok(chunk) => {
                if done.send(scorer.score(chunk)).is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Timeout) if !interrupt.is_stopped() => {}
            Err(_) => return,
        }
    }
}

/// Prints what threads give, in turn, until one has no more to give.
fn print(threads: &[Receiver<Done>], results: &mut Results<'_>) -> Result<(), Failure> {
    for thread in threads.iter().cycle() {
        let done = match thread.try_recv() {
            Err(TryRecvError::Empty) => {
                results.pause()?;
                thread.recv().ok()
            }
            done => done.ok(),
        };
        match done {
            Some(done) => results.add(done?)?,
            None => break,
        }
    }
    Ok(())
}

fn no_thread(error: std::io::Error) -> Failure {
    Failure::cannot_run(format!("a thread cannot be had: {error}"))
        .with_help("give fewer, with `--threads 1`")
}
