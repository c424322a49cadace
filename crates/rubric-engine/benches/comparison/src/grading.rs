//! This engine and others of its kind over the same audits.

use std::hint::black_box;
use std::thread;
use std::time::Duration;

use crate::audits::{Audit, Random};
use crate::by_hand::ByHand;
use crate::engine::Engine;
use crate::json_logic::JsonLogic;
use crate::parsing::{IntoNothing, IntoValues};
use crate::peer::{Failed, Peer};
use crate::python::Python;
use crate::rounds::{ROUNDS, Target, Task, shown, time, timed};
use crate::source::source;
use crate::standard::{GRADES, Standard};
use crate::threshold;
use crate::zen::Zen;

const PORTIONS: usize = 10;
const SEED: u64 = 20_260_914;

/// The standard that all are compared on.
pub fn standard() -> Standard {
    Standard::of(72)
}

/// So many audits of it.
pub fn audits(standard: &Standard, count: usize) -> Vec<String> {
    let mut random = Random(SEED);
    let mut line = String::new();
    let audits = (0..count).map(|number| {
        let audit = Audit::draw(standard, &mut random);
        audit.write(standard, number, &mut random, &mut line);
        line.clone()
    });
    audits.collect()
}

/// Compares all peers over so many audits, and prints the tables.
pub fn run(count: usize) -> Result<(), Failed> {
    let standard = standard();
    let source = source(&standard);
    let audits = audits(&standard, count);
    let bytes: usize = audits.iter().map(String::len).sum();
    let mut engine = Engine::new(&source)?;
    println!(
        "{count} audits of {} criteria in {} sections, {} bytes each; {ROUNDS} rounds.\n",
        standard.criteria().count(),
        standard.sections.len(),
        bytes / count
    );

    let grades = graded(&audits, |audit| engine.grade(audit))?;
    for (place, (name, ..)) in GRADES.iter().enumerate() {
        let count = grades.iter().filter(|grade| **grade == place).count();
        println!("- {name}: {count}");
    }
    println!();

    let mut peers: Vec<(Box<dyn Peer>, Option<Target>)> = vec![
        (Box::new(ByHand), Some(Target::AtLeast(1.0))),
        (Box::new(IntoNothing), None),
        (Box::new(IntoValues), None),
        (
            Box::new(JsonLogic::exact(&standard)?),
            Some(Target::AtLeast(20.0)),
        ),
        (
            Box::new(Zen::exact(&standard)?),
            Some(Target::AtLeast(20.0)),
        ),
    ];
    for (peer, _) in &mut peers {
        agree(peer.as_mut(), &audits, &grades)?;
    }
    let mut python = match python(&standard, &audits, &grades) {
        Ok(python) => Some(python),
        Err(error) => {
            println!("Python is left out: {error}\n");
            None
        }
    };

    compare(&mut engine, peers, python.as_mut(), &audits)?;
    two_threads(&engine, &audits)?;
    on_thresholds(&mut engine, &standard)?;
    Ok(())
}

/// The grades of audits by something that can grade.
fn graded(
    audits: &[String],
    mut grade: impl FnMut(&[u8]) -> Result<usize, Failed>,
) -> Result<Vec<usize>, Failed> {
    audits.iter().map(|audit| grade(audit.as_bytes())).collect()
}

fn agree(peer: &mut dyn Peer, audits: &[String], grades: &[usize]) -> Result<(), Failed> {
    for (audit, grade) in audits.iter().zip(grades) {
        if let Some(other) = peer.grade(audit.as_bytes())?
            && other != *grade
        {
            let name = peer.name();
            return Err(format!("{name} gives {other} and not {grade} to\n{audit}").into());
        }
    }
    Ok(())
}

fn python(standard: &Standard, audits: &[String], grades: &[usize]) -> Result<Python, Failed> {
    let mut python = Python::start(standard, audits)?;
    let (_, given) = python.grades(0..audits.len())?;
    match given == grades {
        true => Ok(python),
        false => Err("it gives other grades".into()),
    }
}

fn compare(
    engine: &mut Engine,
    peers: Vec<(Box<dyn Peer>, Option<Target>)>,
    python: Option<&mut Python>,
    audits: &[String],
) -> Result<(), Failed> {
    let portion = audits.len() / PORTIONS;
    let of =
        |portion_number: usize| &audits[portion_number * portion..(portion_number + 1) * portion];
    let mut names = vec![
        "this engine: grade".to_owned(),
        "this engine: explanation as JSON".into(),
    ];
    let mut targets = vec![None, Some(Target::AtMost(1.0 / 0.3))];
    let mut explaining = engine.another();
    let mut tasks: Vec<Task<'_>> = vec![
        Box::new(|number| {
            time(|| {
                for audit in of(number) {
                    black_box(engine.grade(black_box(audit.as_bytes()))?);
                }
                Ok(())
            })
        }),
        Box::new(move |number| {
            let mut outcome = Vec::new();
            time(|| {
                for audit in of(number) {
                    explaining.explain(black_box(audit.as_bytes()), &mut outcome)?;
                    black_box(&outcome);
                }
                Ok(())
            })
        }),
    ];
    for (mut peer, target) in peers {
        names.push(peer.name());
        targets.push(target);
        tasks.push(Box::new(move |number| {
            time(|| {
                for audit in of(number) {
                    black_box(peer.grade(black_box(audit.as_bytes()))?);
                }
                Ok(())
            })
        }));
    }
    if let Some(python) = python {
        names.push(python.name());
        targets.push(Some(Target::AtLeast(12.0)));
        tasks.push(Box::new(move |number| {
            let (taken, _) = python.grades(number * portion..(number + 1) * portion)?;
            Ok(taken)
        }));
    }
    println!(
        "| what is done with each audit | time, this engine's grade = 1.00 | rounds from … to | µs | target |"
    );
    println!("| --- | ---: | ---: | ---: | --- |");
    for ((name, target), timed) in names.iter().zip(&targets).zip(timed(PORTIONS, &mut tasks)?) {
        println!(
            "| {name} | {} | {} … {} | {} | {} |",
            shown(timed.ratio),
            shown(timed.range.0),
            shown(timed.range.1),
            shown(timed.time.as_secs_f64() * 1e6 / audits.len() as f64),
            target
                .map(|target| target.shown(timed.ratio))
                .unwrap_or_default(),
        );
    }
    println!();
    Ok(())
}

fn two_threads(engine: &Engine, audits: &[String]) -> Result<(), Failed> {
    let all = |mut engine: Engine, audits: &[String]| -> Result<(), Failed> {
        for audit in audits {
            black_box(engine.grade(black_box(audit.as_bytes()))?);
        }
        Ok(())
    };
    let (left, right) = audits.split_at(audits.len() / 2);
    let mut tasks: Vec<Task<'_>> = vec![
        Box::new(|_| -> Result<Duration, Failed> {
            time(|| {
                thread::scope(|scope| scope.spawn(|| all(engine.another(), right)).join())
                    .map_err(|_| "the other thread failed")??;
                all(engine.another(), left)
            })
        }),
        Box::new(|_| -> Result<Duration, Failed> {
            time(|| {
                thread::scope(|scope| {
                    let other = scope.spawn(|| all(engine.another(), right));
                    all(engine.another(), left)?;
                    other.join().map_err(|_| "the other thread failed")?
                })
            })
        }),
    ];
    let times = timed(1, &mut tasks)?;
    let faster = 1.0 / times[1].ratio;
    println!(
        "| threads | audits in the same time, one thread = 1.00 | rounds from … to | target |"
    );
    println!("| --- | ---: | ---: | --- |");
    println!(
        "| two | {} | {} … {} | {} |\n",
        shown(faster),
        shown(1.0 / times[1].range.1),
        shown(1.0 / times[1].range.0),
        Target::AtLeast(1.7).shown(faster)
    );
    Ok(())
}

/// How many audits that sit exactly on a threshold are graded wrongly.
fn on_thresholds(engine: &mut Engine, standard: &Standard) -> Result<(), Failed> {
    let mut random = Random(SEED);
    let (mut lines, mut grades) = (Vec::new(), Vec::new());
    for (number, (audit, grade)) in threshold::audits(standard, &mut random).iter().enumerate() {
        let mut line = String::new();
        audit.write(standard, number, &mut random, &mut line);
        lines.push(line);
        grades.push(*grade);
    }
    let row = |name: &str, given: &[usize]| {
        let wrong = given
            .iter()
            .zip(&grades)
            .filter(|(given, grade)| given != grade)
            .count();
        println!("| {name} | {wrong} of {} |", grades.len());
    };
    println!("| graded by | graded wrongly, of audits exactly on a threshold |\n| --- | ---: |");
    row("this engine", &graded(&lines, |audit| engine.grade(audit))?);
    let mut peers: Vec<Box<dyn Peer>> = vec![
        Box::new(ByHand),
        Box::new(JsonLogic::exact(standard)?),
        Box::new(JsonLogic::floating(standard)?),
        Box::new(Zen::exact(standard)?),
        Box::new(Zen::decimal(standard)?),
    ];
    for peer in &mut peers {
        let name = peer.name();
        let grade = |audit: &[u8]| peer.grade(audit)?.ok_or_else(|| "no grade".into());
        row(&name, &graded(&lines, grade)?);
    }
    if let Ok(mut python) = Python::start(standard, &lines) {
        let (_, given) = python.grades(0..lines.len())?;
        row(&python.name(), &given);
        row(
            "plain Python, in fractions of 1",
            &python.floating_grades()?,
        );
    }
    println!();
    Ok(())
}
