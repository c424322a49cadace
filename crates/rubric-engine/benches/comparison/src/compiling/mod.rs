//! This compiler beside a bare parse with its grammar, and beside Jsonnet making the same JSON.

mod growth;
mod jsonnet;

use std::hint::black_box;
use std::time::Duration;

use rubric_compiler::source::MemorySource;
use rubric_compiler::{Compilation, compile};
use rubric_model::canonical::to_canonical_json;
use rubric_verify::check_all;
use serde_json::Value;

use crate::peer::Failed;
use crate::rounds::{Target, Task, shown, time, timed};

const FILE: &str = "ehc-plan.rubric";
const EHC_PLAN: &str = include_str!("../../../../../../stdlib-rubrics/ehc-plan/ehc-plan.rubric");
/// How often everything is done in a round.
const TIMES: usize = 20;

/// Compares the ways to the JSON of a standard, and prints the tables.
pub fn run() -> Result<(), Failed> {
    let files = MemorySource::new().with(FILE, EHC_PLAN);
    let built = json(compile(&files, FILE))?;
    let wanted: Value = serde_json::from_str(&built)?;
    let (literal, idiomatic) = (jsonnet::literal(&wanted), jsonnet::idiomatic(&wanted));
    for program in [&literal, &idiomatic] {
        if serde_json::from_str::<Value>(&jsonnet::run(program)?)? != wanted {
            return Err("Jsonnet makes other JSON".into());
        }
    }
    println!(
        "`std/ehc-plan`: {} bytes of source to {} bytes of JSON; in Jsonnet {} bytes, and {} with functions.\n",
        EHC_PLAN.len(),
        built.len(),
        literal.len(),
        idiomatic.len()
    );
    let mut rows: Vec<Row<'_>> = vec![
        row(
            "`rubric build` without what is asked of every audit",
            None,
            || json(compile(&files, FILE)).map(drop),
        ),
        row("`rubric build`", None, || {
            json(check_all(&files, FILE)).map(drop)
        }),
        // Ours may take twice as long as the parse: this one at least half as long as ours.
        row(
            "`pest` parse with the same grammar, no tree",
            Some(Target::AtLeast(0.5)),
            || grammar::bytes_read(black_box(EHC_PLAN)).map(drop),
        ),
        row(
            "Jsonnet with functions (jrsonnet)",
            Some(Target::AtLeast(1.0)),
            || jsonnet::run(&idiomatic).map(drop),
        ),
        row(
            "the JSON itself as Jsonnet (jrsonnet)",
            Some(Target::AtLeast(1.0)),
            || jsonnet::run(&literal).map(drop),
        ),
        row("the JSON itself into `serde_json::Value`", None, || {
            black_box(serde_json::from_str::<Value>(&built)?);
            Ok(())
        }),
    ];
    let mut tasks: Vec<Task<'_>> = Vec::new();
    for row in &mut rows {
        tasks.push(Box::new(|_| time(&mut row.work)));
    }
    let times = timed(TIMES, &mut tasks)?;
    drop(tasks);
    println!(
        "| what is done | time, `rubric build` without that = 1.00 | rounds from … to | ms | target |"
    );
    println!("| --- | ---: | ---: | ---: | --- |");
    for (row, timed) in rows.iter().zip(times) {
        println!(
            "| {} | {} | {} … {} | {} | {} |",
            row.name,
            shown(timed.ratio),
            shown(timed.range.0),
            shown(timed.range.1),
            shown(milliseconds(timed.time) / TIMES as f64),
            row.target
                .map(|target| target.shown(timed.ratio))
                .unwrap_or_default()
        );
    }
    println!();
    growth::run()
}

/// Builds the standard once, without what is asked of every audit.
pub fn build() -> Result<(), Failed> {
    let files = MemorySource::new().with(FILE, EHC_PLAN);
    json(compile(&files, FILE)).map(drop)
}

/// One way, and what is aimed at for how long it takes.
struct Row<'a> {
    name: &'a str,
    target: Option<Target>,
    work: Box<dyn FnMut() -> Result<(), Failed> + 'a>,
}

fn row<'a>(
    name: &'a str,
    target: Option<Target>,
    work: impl FnMut() -> Result<(), Failed> + 'a,
) -> Row<'a> {
    let work = Box::new(work);
    Row { name, target, work }
}

/// The JSON of what was compiled, as `rubric build` writes it.
fn json(compilation: Compilation) -> Result<String, Failed> {
    let Some(rubric) = compilation.rubric else {
        let told = compilation.diagnostics.iter().take(3);
        return Err(told
            .map(|one| format!("{one:?}\n"))
            .collect::<String>()
            .into());
    };
    Ok(black_box(to_canonical_json(&rubric)?))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
