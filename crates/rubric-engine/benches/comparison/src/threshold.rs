//! Audits whose overall score is exactly a threshold, and whose grade no limit holds down: the ones that
//! an engine with rounded numbers may grade wrongly.

use crate::audits::{Audit, Random};
use crate::standard::{EXCLUDED, GRADES, Standard};
use crate::whole::unit;

/// How many audits there are to each threshold.
const TO_EACH: usize = 100;

/// The audits, each with its grade as a place on the ladder.
pub fn audits(standard: &Standard, random: &mut Random) -> Vec<(Audit, usize)> {
    let mut all = Vec::new();
    for (grade, (_, _, percent)) in GRADES.iter().enumerate().filter(|one| one.1.2 > 0) {
        let until = all.len() + TO_EACH;
        while all.len() < until {
            let mut audit = drawn(standard, random, *percent);
            if settle(standard, random, *percent, &mut audit) {
                all.push((audit, grade));
            }
        }
    }
    all
}

/// An audit somewhere near a score, without a criterion that is not met.
fn drawn(standard: &Standard, random: &mut Random, percent: u64) -> Audit {
    let mut audit = Audit::draw(standard, random);
    for (level, criterion) in audit.levels.iter_mut().zip(standard.criteria()) {
        *level = level.map(|_| {
            if !criterion.essential && random.percent(8) {
                return EXCLUDED;
            }
            // The higher the score is to be, the more often the better of two levels.
            match percent {
                90 => usize::from(random.percent(30)),
                70 => [0, 1, 2][random.below(10) / 4],
                _ => 1 + usize::from(random.percent(65)),
            }
        });
    }
    audit
}

/// Changes answers, one at a time, until the score is exactly the threshold; false where that fails.
fn settle(standard: &Standard, random: &mut Random, percent: u64, audit: &mut Audit) -> bool {
    let open: Vec<usize> = (audit.levels.iter().enumerate())
        .filter(|(_, level)| level.is_some_and(|level| level != EXCLUDED))
        .map(|(place, _)| place)
        .collect();
    let mut distance = beyond(standard, audit, percent).abs();
    for _ in 0..2_000 {
        if distance == 0 {
            return !limited(standard, audit, percent);
        }
        // Two answers at once now and then, so that one can make good what the other oversteps.
        let mut changed = audit.clone();
        for _ in 0..=random.below(3) {
            let place = open[random.below(open.len())];
            changed.levels[place] = Some(random.below(3));
        }
        let next = beyond(standard, &changed, percent).abs();
        if next <= distance && !limited(standard, &changed, percent) {
            (*audit, distance) = (changed, next);
        }
    }
    false
}

/// By section: points, the weight they are of, and the section's own weight.
fn sums<'a>(
    standard: &'a Standard,
    audit: &'a Audit,
) -> impl Iterator<Item = (u64, u64, u64)> + 'a {
    let mut levels = audit.levels.iter();
    standard.sections.iter().map(move |section| {
        let answers = section.criteria.iter().zip(levels.by_ref());
        let counting = answers.filter_map(|(criterion, level)| {
            let level = (*level).filter(|level| *level != EXCLUDED)?;
            Some((criterion.weight * (3 - level as u64), criterion.weight))
        });
        let (points, of) = counting.fold((0, 0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
        (points, of, section.weight)
    })
}

/// How far the score lies above a threshold, in a unit of which all scores are whole numbers.
fn beyond(standard: &Standard, audit: &Audit, percent: u64) -> i64 {
    let unit = unit(standard);
    let (mut points, mut most) = (0, 0);
    for (here, of, weight) in sums(standard, audit).filter(|(_, of, _)| *of > 0) {
        points += weight * here * (unit / of);
        most += weight * 3 * unit;
    }
    (points * 100) as i64 - (most * percent) as i64
}

/// Whether a section's grade would hold the overall grade down.
fn limited(standard: &Standard, audit: &Audit, percent: u64) -> bool {
    let needed = match percent {
        90 => 70,
        70 => 45,
        _ => 0,
    };
    sums(standard, audit).any(|(points, of, _)| points * 100 < of * 3 * needed)
}
