//! Made-up audits of a [`Standard`], the same ones on every machine.

use std::fmt::Write;

use crate::standard::{EXCLUDED, FACTS, FIRST_WITH_COMMENT, LEVELS, Standard};

/// SplitMix64.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}

/// What was found in one plan: for each criterion the place of its level, or nothing where its
/// section does not apply.
#[derive(Clone)]
pub struct Audit {
    pub facts: [bool; FACTS.len()],
    pub levels: Vec<Option<usize>>,
}

/// How often in a hundred a plan is met, mostly and partly, from the best plans to the worst.
const QUALITIES: [[usize; 3]; 6] = [
    [97, 3, 0],
    [88, 9, 2],
    [72, 21, 6],
    [55, 30, 12],
    [35, 30, 22],
    [20, 22, 28],
];

impl Audit {
    /// About one criterion in twelve that is not essential is left out.
    pub fn draw(standard: &Standard, random: &mut Random) -> Self {
        let facts = [random.percent(70), random.percent(60)];
        let quality = QUALITIES[random.below(QUALITIES.len())];
        let mut levels = Vec::new();
        for section in &standard.sections {
            let applies = section.fact.is_none_or(|fact| facts[fact]);
            for criterion in &section.criteria {
                levels.push(applies.then(|| {
                    if !criterion.essential && random.percent(9) {
                        return EXCLUDED;
                    }
                    let drawn = random.below(100);
                    let bounds = quality.iter().scan(0, |sum, share| {
                        *sum += share;
                        Some(*sum)
                    });
                    bounds.take_while(|bound| drawn >= *bound).count()
                }));
            }
        }
        Self { facts, levels }
    }

    /// Writes the audit as one line. Low answers have comments; in one audit of ten the answers stand in
    /// another order than the questions.
    pub fn write(
        &self,
        standard: &Standard,
        number: usize,
        random: &mut Random,
        line: &mut String,
    ) {
        line.clear();
        let (quarter, day) = (number % 4 + 1, number % 28 + 1);
        // The writing of text to a text cannot fail.
        let _ = write!(
            line,
            r#"{{"format":"rubric-audit/1","rubric":{{"name":"{NAME}","version":"{VERSION}"}},"reference":"2026-Q{quarter}-{number:07}","date":"2026-09-{day:02}","cycle":"2026-Q{quarter}","stage":"audit","auditor":"aud-{:02}","facts":{{"#,
            number % 40
        );
        for (place, ((name, _), value)) in FACTS.iter().zip(self.facts).enumerate() {
            let comma = if place == 0 { "" } else { "," };
            let _ = write!(line, r#"{comma}"{name}":{value}"#);
        }
        line.push_str(r#"},"answers":{"#);
        let mut answers: Vec<_> = (standard.criteria().zip(&self.levels))
            .filter_map(|(criterion, level)| Some((criterion.name.as_str(), (*level)?)))
            .collect();
        if random.percent(10) {
            for place in (1..answers.len()).rev() {
                answers.swap(place, random.below(place + 1));
            }
        }
        for (place, (name, level)) in answers.into_iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            let label = LEVELS[level];
            let spoken_of = level >= FIRST_WITH_COMMENT || random.percent(5);
            let _ = if spoken_of {
                let comment = COMMENTS[random.below(COMMENTS.len())];
                write!(
                    line,
                    r#"{comma}"{name}":{{"level":"{label}","comment":"{comment}"}}"#
                )
            } else {
                write!(line, r#"{comma}"{name}":"{label}""#)
            };
        }
        line.push_str("}}");
    }
}

/// The name of the standard that the audits are made under.
pub const NAME: &str = "plan-quality";
/// Its version.
pub const VERSION: &str = "1.0.0";

const COMMENTS: [&str; 8] = [
    "Asthma is in the advice and not in Section C.",
    "The plan says \\\"regular\\\" where the therapist wrote once a week for forty minutes.",
    "Two of the three outcomes have no date.",
    "The advice is from before the change of school; nobody asked again.",
    "Nothing is said of this anywhere in the plan.",
    "Says what and who, and leaves open how often and for how long.",
    "Copied from the report as a whole page – a parent could not find the need in it.",
    "Does not arise: the young person lives in the county all year.",
];
