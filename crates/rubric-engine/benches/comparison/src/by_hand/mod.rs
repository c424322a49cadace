//! A program for this one standard, as one would write it by hand: it knows the standard's names, weights
//! and thresholds, reads an audit straight into a table of levels, and counts in whole numbers.

mod read;
mod tables;

use crate::peer::{Failed, Peer};
use read::{Audit, Level};
use tables::{Applies, IN_SECTION, QUESTIONS, SECTIONS, UNIT};

pub struct ByHand;

impl Peer for ByHand {
    fn name(&self) -> String {
        "hand-written program for this standard: grade".into()
    }

    fn grade(&mut self, audit: &[u8]) -> Result<Option<usize>, Failed> {
        // Looked over for UTF-8 once, and not text by text.
        let audit = serde_json::from_str(std::str::from_utf8(audit)?)?;
        grade(&audit).map(Some)
    }
}

const INADEQUATE: usize = 3;
const REQUIRES_IMPROVEMENT: usize = 2;
const GOOD: usize = 1;
const OUTSTANDING: usize = 0;
const MOST_NOT_MET: u32 = 12;

/// The grade of a score of so many points out of so many, each of them 3 times.
fn earned(points: u32, of: u32) -> usize {
    let (points, of) = (u64::from(points) * 100, u64::from(of) * 3);
    if points >= of * 90 {
        OUTSTANDING
    } else if points >= of * 70 {
        GOOD
    } else if points >= of * 45 {
        REQUIRES_IMPROVEMENT
    } else {
        INADEQUATE
    }
}

fn grade(audit: &Audit<'_>) -> Result<usize, Failed> {
    let (mut points, mut of, mut not_met) = (0, 0, 0);
    let (mut essential_not_met, mut worst) = (false, OUTSTANDING);
    let questions = QUESTIONS.chunks_exact(IN_SECTION);
    let levels = audit.answers.0.chunks_exact(IN_SECTION);
    for (((weight, applies), questions), levels) in SECTIONS.iter().zip(questions).zip(levels) {
        let applies = match applies {
            Applies::Always => true,
            Applies::HealthNeeds => audit.facts.has_health_needs,
            Applies::SocialCareNeeds => audit.facts.has_social_care_needs,
        };
        if !applies {
            continue;
        }
        let (mut here, mut of_here) = (0, 0);
        for ((name, weight), level) in questions.iter().zip(levels) {
            match level {
                Some(Level::NotApplicable) => continue,
                Some(Level::Met) => here += 3 * weight,
                Some(Level::Mostly) => here += 2 * weight,
                Some(Level::Partly) => here += weight,
                Some(Level::NotMet) => not_met += 1,
                None => return Err(format!("`{name}` has no answer").into()),
            }
            of_here += weight;
        }
        if of_here == 0 {
            continue;
        }
        let mut grade = earned(here, of_here);
        if levels[0] == Some(Level::NotMet) {
            essential_not_met = true;
            grade = grade.max(REQUIRES_IMPROVEMENT);
        }
        worst = worst.max(grade);
        points += weight * here * (UNIT / of_here);
        of += weight * UNIT;
    }
    if of == 0 {
        return Err("nothing counts".into());
    }
    let mut grade = earned(points, of);
    match worst {
        INADEQUATE => grade = grade.max(REQUIRES_IMPROVEMENT),
        REQUIRES_IMPROVEMENT => grade = grade.max(GOOD),
        _ => {}
    }
    if essential_not_met {
        grade = grade.max(REQUIRES_IMPROVEMENT);
    }
    if not_met >= MOST_NOT_MET {
        grade = INADEQUATE;
    }
    Ok(grade)
}
