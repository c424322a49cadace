//! What makes the counting of a standard one of whole numbers.

use crate::standard::{Section, Standard};

/// The least common multiple of all that the weights of a section can come to: a score of a section,
/// times three of it, is a whole number.
pub fn unit(standard: &Standard) -> u64 {
    let weights = |section: &Section| section.criteria.iter().map(|one| one.weight).sum();
    let most: u64 = standard.sections.iter().map(weights).max().unwrap_or(1);
    (1..=most).fold(1, |unit, next| unit / common(unit, next) * next)
}

fn common(left: u64, right: u64) -> u64 {
    match right {
        0 => left,
        _ => common(right, left % right),
    }
}
