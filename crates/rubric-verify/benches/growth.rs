//! How the cost of proofs grows with what a standard holds.
//!
//! `cargo bench -p rubric-verify --bench growth` verifies standards that grow in one way at a time,
//! twice as large from line to line, and prints how long each takes relative to the one before;
//! then the EHC plan standard and a large one. `-- NAME` runs one alone. Times are of this machine
//! and this run: compare within it.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "a bench"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use rubric_compiler::compile;
use rubric_compiler::source::{MemorySource, Source};
use rubric_engine::Rubric;
use rubric_model::assurance::Verdict;
use rubric_verify::{Budget, verify};

/// What a standard holds.
#[derive(Clone, Copy, Debug)]
struct Size {
    sections: usize,
    /// In each section.
    criteria: usize,
    /// Limits on the whole that each look at one criterion.
    flags: usize,
    /// Facts that each decide whether one section applies, and one criterion of another.
    facts: usize,
}

const BASE: Size = Size {
    sections: 4,
    criteria: 5,
    flags: 2,
    facts: 2,
};

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|one| !one.starts_with("--"))
        .collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    type Grow = (&'static str, fn(usize) -> Size, &'static [usize]);
    let grow: [Grow; 4] = [
        (
            "criteria",
            |criteria| Size { criteria, ..BASE },
            &[5, 10, 20, 40],
        ),
        (
            "sections",
            |sections| Size { sections, ..BASE },
            &[4, 8, 16, 32],
        ),
        (
            "flags",
            |flags| Size {
                flags,
                sections: 8,
                ..BASE
            },
            &[2, 4, 8, 16],
        ),
        (
            "facts",
            |facts| Size {
                facts,
                sections: 16,
                ..BASE
            },
            &[2, 4, 8, 16],
        ),
    ];
    for (name, size, steps) in grow {
        if is_wanted(name) {
            println!("{name}");
            let mut before: Option<Duration> = None;
            for step in steps {
                let took = report(&format!("{step:>5}"), &standard(size(*step)), before);
                before = Some(took);
            }
        }
    }
    if is_wanted("ehc-plan") {
        println!("the EHC plan standard");
        report("     ", &ehc_plan(), None);
    }
    if is_wanted("large") {
        println!("200 criteria in 20 sections");
        let size = Size {
            sections: 20,
            criteria: 10,
            flags: 6,
            facts: 6,
        };
        report("     ", &standard(size), None);
    }
    println!("the most memory in use: {}", most_memory());
}

/// Verifies a standard within 30 seconds, and prints what came of it.
fn report(name: &str, rubric: &Rubric, before: Option<Duration>) -> Duration {
    let start = Instant::now();
    let is_over = || start.elapsed() > Duration::from_secs(30);
    let findings = verify(rubric, Budget::until(&is_over)).findings;
    let took = start.elapsed();
    let count = |verdict| findings.iter().filter(|one| one.verdict == verdict).count();
    let ratio = before.map_or(String::new(), |before| {
        let hundredths = took.as_micros() * 100 / before.as_micros().max(1);
        format!("  × {}.{:02}", hundredths / 100, hundredths % 100)
    });
    println!(
        "  {name}  {:>9} ms  {:>4} proved {:>3} refuted {:>3} not decided{ratio}",
        took.as_millis(),
        count(Verdict::Proved),
        count(Verdict::Refuted),
        count(Verdict::NotDecided),
    );
    took
}

fn standard(size: Size) -> Rubric {
    let mut text = String::from(
        r#"rubric large "Large" {
  version 1.0.0
  scale evidence "Evidence" { met "Met" 3  mostly "Mostly" 2  partly "Partly" 1  not-met "Not met" 0  not-applicable "Not applicable" excluded }
  grades judgement "Judgement" { outstanding "O" from 90%  good "G" from 70%  fair "F" from 45%  weak "W" otherwise }
"#,
    );
    for fact in 0..size.facts {
        writeln!(text, "  fact f{fact} \"Fact {fact}\" {{ yes-no }}").expect("text");
    }
    for section in 0..size.sections {
        writeln!(
            text,
            "  section s{section} \"Section {section}\" {{ weight {}",
            1 + section % 5
        )
        .expect("text");
        if section < size.facts {
            writeln!(text, "    applies when f{section} is yes").expect("text");
        }
        for criterion in 0..size.criteria {
            let name = format!("c{section}-{criterion}");
            let weight = 1 + (section + criterion) % 4;
            write!(
                text,
                "    criterion {name} \"Question\" {{ weight {weight} "
            )
            .expect("text");
            match criterion % 4 {
                0 => text.push_str(" essential scale evidence without not-applicable }\n"),
                1 => text.push_str(" scale evidence }\n"),
                2 => text.push_str(" yes-no }\n"),
                _ => text.push_str(" proportion \"things\" { none counts 0% } }\n"),
            }
        }
        text.push_str("  }\n");
    }
    text.push_str(
        r#"  limit essential "An essential criterion is not met" { every section at most weak when any essential criterion in it is not-met }
  limit weak "A section is weak" { overall at most fair when any section is weak }
"#,
    );
    for flag in 0..size.flags {
        let section = flag % size.sections;
        writeln!(
            text,
            "  limit l{flag} \"Limit {flag}\" {{ overall at most {} when c{section}-1 is {} }}",
            if flag % 2 == 0 { "good" } else { "fair" },
            if flag % 3 == 0 {
                "not-met"
            } else {
                "below mostly"
            }
        )
        .expect("text");
    }
    text.push_str(
        r#"  guarantee nothing-missed "Nothing essential is missed" { whenever overall is outstanding then no essential criterion is not-met }
}
"#,
    );
    built(
        &MemorySource::new().with("large.rubric", text),
        "large.rubric",
    )
}

fn ehc_plan() -> Rubric {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../stdlib-rubrics/ehc-plan/ehc-plan.rubric"
    );
    let text = std::fs::read_to_string(folder).expect("the standard is there");
    built(
        &MemorySource::new().with("ehc-plan.rubric", text),
        "ehc-plan.rubric",
    )
}

fn built(source: &dyn Source, path: &str) -> Rubric {
    let compilation = compile(source, path);
    match compilation.rubric {
        Some(rubric) => Rubric::from_model(rubric).expect("what compiles, scores"),
        None => panic!("{:?}", compilation.diagnostics),
    }
}

/// As the system has counted it, where it does.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("not known".to_owned(), |line| line.trim().to_owned())
}
