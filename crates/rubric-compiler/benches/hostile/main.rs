//! How the time grows that hostile files take: about 4 for a file of four times the size is linear.
//!
//! ```text
//! cargo bench -p rubric-compiler --bench hostile -- [SHAPE] [KIBIBYTES]
//! ```
//!
//! Prints a line for each shape and stage that takes 20 ms or more of the larger file, and marks
//! what grows faster, or takes longer than 5 seconds.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::float_arithmetic,
    reason = "a measurement for people, of which nothing depends"
)]

mod shapes;

use std::time::{Duration, Instant};

use rubric_compiler::source::MemorySource;
use rubric_compiler::{Compilation, compile, run_tests};
use rubric_lang::diagnostic::render::{HumanOptions, human, json, plain, sarif, short};
use rubric_lang::format::format;
use rubric_lang::source::{FileId, SourceFile};

/// What is measured, in the order in which it is done.
const STAGES: [&str; 9] = [
    "compile", "format", "load", "score", "human", "plain", "short", "json", "sarif",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"));
    let (numbers, wanted): (Vec<_>, Vec<_>) =
        arguments.partition(|argument| argument.parse::<usize>().is_ok());
    let kibibytes = numbers
        .first()
        .map_or(256, |number| number.parse().unwrap());
    println!(
        "{:<24} {:<8} {:>9} {:>9} {:>6}  first message",
        "shape", "stage", "n", "4n", "ratio"
    );
    for (name, shape) in shapes::ALL {
        if wanted.iter().all(|wanted| name.contains(wanted.as_str())) {
            measure(name, *shape, kibibytes * 1024);
        }
    }
}

fn measure(name: &str, shape: shapes::Shape, size: usize) {
    let (once, _) = times(&shape(size));
    let (four, message) = times(&shape(4 * size));
    for ((stage, once), four) in STAGES.iter().zip(once).zip(four) {
        if four < Duration::from_millis(20) {
            continue;
        }
        let ratio = four.as_secs_f64() / once.as_secs_f64().max(1e-6);
        let mark = if ratio > 6.0 || four.as_secs() >= 5 {
            "!"
        } else {
            ""
        };
        println!(
            "{name:<24} {stage:<8} {:>6} ms {:>6} ms {ratio:>5.1}{mark:1}  {message}",
            once.as_millis(),
            four.as_millis()
        );
    }
}

const PLAN: &str =
    include_str!("../../../../rubric-lang/suite/several-files/parts/county/plan.rubric");
const SCALES: &str =
    include_str!("../../../../rubric-lang/suite/several-files/parts/scales.rubric");
const AGENCIES: &str =
    include_str!("../../../../rubric-lang/suite/several-files/parts/county/agencies.rubric");

/// How long each stage takes, and the first thing that is said.
fn times(text: &str) -> ([Duration; STAGES.len()], String) {
    let source = MemorySource::new()
        .with("county/plan.rubric", PLAN)
        .with("county/scales.rubric", SCALES)
        .with("county/agencies.rubric", AGENCIES)
        .with("part.rubric", "owner o \"O\"\n")
        .with("hostile.rubric", text);
    let compilation = compile(&source, "hostile.rubric");
    let file = SourceFile::new("hostile.rubric", text);
    let Compilation {
        files, diagnostics, ..
    } = &compilation;
    let first = diagnostics.first().map_or_else(
        || "it compiles".to_owned(),
        |first| format!("{} {}", first.code, first.message),
    );
    let message = format!(
        "{} of {}",
        first.chars().take(60).collect::<String>(),
        diagnostics.len()
    );
    let options = HumanOptions::default();
    let loaded = || {
        let rubric = compilation.rubric.clone()?;
        rubric_engine::Rubric::from_model(rubric).ok()
    };
    let rubric = loaded();
    let took = [
        time(|| compile(&source, "hostile.rubric").diagnostics.len()),
        time(|| format(FileId::default(), &file).map_or(0, |text| text.len())),
        time(|| usize::from(loaded().is_some())),
        time(|| {
            rubric.as_ref().map_or(0, |rubric| {
                let blank = rubric.audit_builder().build();
                rubric.score(&blank).next.len() + run_tests(rubric, &compilation.tests).len()
            })
        }),
        time(|| human(files, diagnostics, &options).len()),
        time(|| plain(files, diagnostics).len()),
        time(|| short(files, diagnostics).len()),
        time(|| json(files, diagnostics).len()),
        time(|| sarif(files, diagnostics).len()),
    ];
    (took, message)
}

/// The time of a piece of work: the better of two where it is short.
fn time(work: impl Fn() -> usize) -> Duration {
    let started = Instant::now();
    let once = || {
        let start = clock(started);
        std::hint::black_box(work());
        clock(started).saturating_sub(start)
    };
    let first = once();
    if first > Duration::from_secs(1) {
        first
    } else {
        first.min(once())
    }
}

/// The time that this thread has run, where the system tells it: other programs do not count.
fn clock(started: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    told.and_then(|told| told.split(' ').next()?.parse().ok())
        .map_or_else(|| started.elapsed(), Duration::from_nanos)
}
