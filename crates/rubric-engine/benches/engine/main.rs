//! What the engine's work costs for each answer, with few criteria and with many.
//!
//! `cargo bench -p rubric-engine` prints answers per second, which stay the same where the cost of an
//! answer does. `-- read/70` measures one alone. How the engine compares with others is measured beside
//! this, in `comparison`.

#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench"
)]

mod audits;
mod model;
mod standard;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rubric_engine::{Audit, Rubric};

use audits::{Audit as Made, Random};
use standard::Standard;

/// Criteria of the standards.
const SIZES: [usize; 3] = [10, 70, 1_000];
/// How many audits each is measured over.
const AUDITS: usize = 1_000;

struct Work {
    model: String,
    rubric: Rubric,
    lines: Vec<String>,
    audits: Vec<Audit>,
    /// The answers of all audits together.
    answers: u64,
}

impl Work {
    fn new(criteria: usize) -> Self {
        let standard = Standard::of(criteria);
        let model = model::model(&standard);
        let rubric = Rubric::from_json(model.as_bytes()).expect("the rubric fits together");
        let mut random = Random(1);
        let mut answers = 0;
        let lines: Vec<String> = (0..AUDITS)
            .map(|number| {
                let audit = Made::draw(&standard, &mut random);
                answers += audit.levels.iter().flatten().count() as u64;
                let mut line = String::new();
                audit.write(&standard, number, &mut random, &mut line);
                line
            })
            .collect();
        let read = |line: &String| rubric.read_audit(line).expect("the audit fits the rubric");
        let audits = lines.iter().map(read).collect();
        Self {
            model,
            rubric,
            lines,
            audits,
            answers,
        }
    }
}

fn engine(criterion: &mut Criterion) {
    for size in SIZES {
        let work = Work::new(size);
        let Work { rubric, .. } = &work;

        let mut group = criterion.benchmark_group("load");
        group.throughput(Throughput::Elements(size as u64));
        group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
            bencher.iter(|| Rubric::from_json(black_box(work.model.as_bytes())));
        });
        group.finish();

        let mut all = |name: &str, pass: &dyn Fn()| {
            let mut group = criterion.benchmark_group(name);
            group
                .throughput(Throughput::Elements(work.answers))
                .sample_size(10);
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(pass)
            });
            group.finish();
        };
        all("read", &|| {
            for line in &work.lines {
                let _ = black_box(rubric.read_audit(line));
            }
        });
        all("score", &|| {
            let mut scorer = rubric.scorer();
            for audit in &work.audits {
                black_box(scorer.grades(audit));
            }
        });
        all("explain", &|| {
            let (mut scorer, mut outcome) = (rubric.scorer(), Vec::new());
            for audit in &work.audits {
                outcome.clear();
                scorer.write_outcome(audit, &mut outcome);
                black_box(&outcome);
            }
        });
        all("batch", &|| {
            let (mut scorer, mut outcomes) = (rubric.scorer(), Vec::new());
            for line in &work.lines {
                if let Ok(audit) = rubric.read_audit(line) {
                    scorer.write_outcome(&audit, &mut outcomes);
                }
            }
            black_box(outcomes);
        });
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
