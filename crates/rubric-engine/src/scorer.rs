//! Audits scored one after the other: grades alone, or whole outcomes as JSON.

use rubric_model::outcome::Status;

use crate::audit::Audit;
use crate::condition::Which;
use crate::findings::Findings;
use crate::json;
use crate::number::Number;
use crate::rubric::Rubric;
use crate::verdict::{Found, Verdict};

/// The result of an audit without its explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grades {
    /// The overall result.
    pub overall: Graded,
    /// The sections' results, in reading order; see [`Rubric::sections`].
    pub sections: Vec<Graded>,
}

/// What a section or the whole comes to; the ends are equal unless it is incomplete.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Graded {
    /// Whether there is one result.
    pub status: Status,
    /// The lowest score it may have, 0 to 1; nothing where it surely is not scored.
    pub lowest: Option<Number>,
    /// The highest score it may have.
    pub highest: Option<Number>,
    /// The worst grade it may have after limits, as a place on its ladder: 0 is the best.
    pub worst: Option<usize>,
    /// The best grade it may have after limits.
    pub best: Option<usize>,
    /// Whether it may come to count nothing at all.
    pub may_be_not_scored: bool,
}

impl Default for Graded {
    /// Not scored.
    fn default() -> Self {
        Self {
            status: Status::NotScored,
            lowest: None,
            highest: None,
            worst: None,
            best: None,
            may_be_not_scored: true,
        }
    }
}

/// Scores one audit after the other in the same memory: once that has grown to the size of its rubric,
/// nothing is allocated for a further audit while its numbers are of everyday size.
#[derive(Debug)]
pub struct Scorer<'r> {
    rubric: &'r Rubric,
    found: Found,
    grades: Grades,
}

impl<'r> Scorer<'r> {
    pub(crate) fn new(rubric: &'r Rubric) -> Self {
        Self {
            rubric,
            found: Found::default(),
            grades: Grades::default(),
        }
    }

    /// Scores an audit that the same rubric has read, without explaining it. The result is that of
    /// [`Rubric::score`].
    pub fn grades(&mut self, audit: &Audit) -> &Grades {
        let index = self.rubric.index();
        let verdict = Verdict::within(index, audit, std::mem::take(&mut self.found));
        let graded = |which: Which| {
            let Some(judged) = verdict.judged(which) else {
                return Graded::default();
            };
            Graded {
                status: verdict.status(which),
                worst: judged.after.worst(),
                best: judged.after.best(),
                lowest: judged.low.clone(),
                highest: judged.high.clone(),
                may_be_not_scored: judged.may_be_none,
            }
        };
        self.grades.overall = graded(Which::Overall);
        self.grades.sections.clear();
        let sections = 0..index.sections.len();
        (self.grades.sections).extend(sections.map(|place| graded(Which::Section(place))));
        self.found = verdict.into_found();
        &self.grades
    }
}

impl Scorer<'_> {
    /// Scores an audit that the same rubric has read, and appends its outcome to a buffer as one line of
    /// JSON, without what ends a line: the bytes that serialising [`Rubric::score`] gives, without making
    /// the outcome first.
    pub fn write_outcome(&mut self, audit: &Audit, out: &mut Vec<u8>) {
        let findings = Findings::within(self.rubric, audit, std::mem::take(&mut self.found));
        json::write(&findings, out);
        self.found = findings.verdict.into_found();
    }
}

impl Rubric {
    /// What scores many audits one after the other, quickly.
    #[must_use]
    pub fn scorer(&self) -> Scorer<'_> {
        Scorer::new(self)
    }

    /// Scores one audit without explaining it. The result is that of [`Rubric::score`]; for many audits,
    /// [`Rubric::scorer`] is quicker.
    #[must_use]
    pub fn grades(&self, audit: &Audit) -> Grades {
        let mut scorer = self.scorer();
        scorer.grades(audit);
        scorer.grades
    }
}
