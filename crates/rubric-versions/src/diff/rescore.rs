//! Audits that were made under the old rubric, scored under both.

use std::collections::BTreeMap;

use rubric_engine::{AuditError, Graded, Rubric};
use rubric_model::Name;
use rubric_model::audit::{Answer, Audit as Document, DetailedAnswer};
use rubric_model::diff::{ByChange, Counted, Move, Moved, Rejection, Rescored};
use rubric_model::outcome::{NoticeKind, Status};

use super::Comparison;
use super::merge::same;

/// Scores audits under both rubrics, one after the other.
pub struct Rescoring<'c> {
    comparison: &'c Comparison<'c>,
    sum: Rescored,
    /// By the grade before, the best after, and of open audits the worst after.
    moves: BTreeMap<[usize; 3], u64>,
    by_change: Vec<u64>,
    missing: BTreeMap<Name, u64>,
    left_out: BTreeMap<Name, u64>,
}

impl<'c> Rescoring<'c> {
    pub(super) fn new(comparison: &'c Comparison<'c>) -> Self {
        Self {
            comparison,
            sum: Rescored::default(),
            moves: BTreeMap::new(),
            by_change: vec![0; comparison.alone.len()],
            missing: BTreeMap::new(),
            left_out: BTreeMap::new(),
        }
    }

    /// Notes that what stands in a place is no audit that can be read.
    pub fn reject(&mut self, place: &str, problems: Vec<String>) {
        add(&mut self.sum.read);
        add(&mut self.sum.rejected);
        self.sum.rejections.push(Rejection {
            place: place.to_owned(),
            problems,
        });
    }

    /// Reads an audit strictly, as one under the old rubric, and scores it under both.
    pub fn add(&mut self, place: &str, json: &[u8]) {
        let old = self.comparison.old;
        let audit = match old.read_audit(json) {
            Ok(audit) => audit,
            Err(AuditError { problems, .. }) => {
                let problems = problems.iter().map(ToString::to_string).collect();
                return self.reject(place, problems);
            }
        };
        add(&mut self.sum.read);
        let document = old.write_audit(&audit);
        let new = self.comparison.new;
        let carried = carried(&document, new, &self.comparison.renamed, &mut self.left_out);
        let before = old.grades(&audit).overall;
        if before.status == Status::Incomplete {
            add(&mut self.sum.incomplete);
            return;
        }
        add(&mut self.sum.compared);
        let after = new.grades(&carried).overall;
        let open = after.status == Status::Incomplete;
        if open {
            add(&mut self.sum.open);
            self.lacks(&carried);
        } else if before.lowest != after.lowest {
            add(&mut self.sum.other_score);
        }
        let ends = [before.best, after.best, after.worst.filter(|_| open)];
        add(self.moves.entry(ends.map(in_order_of_grades)).or_default());
        let from = name(old, before.best);
        let possible = possible(new, &after);
        let stays = possible.contains(&from);
        if stays && possible.len() == 1 {
            return;
        }
        add(if stays {
            &mut self.sum.may_change
        } else {
            &mut self.sum.other_grade
        });
        let by_one = self.by_change(&document, from.as_deref());
        if !stays && !by_one {
            add(&mut self.sum.together);
        }
        self.sum.moved.push(Moved {
            reference: document.reference,
            from,
            to: name(new, after.best),
            at_worst: name(new, after.worst.filter(|_| open)),
        });
    }

    /// Counts what an audit lacks that the new rubric asks.
    fn lacks(&mut self, carried: &rubric_engine::Audit) {
        let outcome = self.comparison.new.score(carried).into_document();
        for notice in outcome.notices {
            let lacks = [NoticeKind::FactMissing, NoticeKind::AnswerMissing];
            if let Some(name) = notice.name.filter(|_| lacks.contains(&notice.kind)) {
                add(self.missing.entry(name).or_default());
            }
        }
    }

    /// Counts the changes that alone give an audit another grade; whether there is one.
    fn by_change(&mut self, document: &Document, from: Option<&str>) -> bool {
        let mut any = false;
        let hybrids = self.comparison.alone.iter().zip(&mut self.by_change);
        for (with, count) in hybrids {
            let Some(with) = with else { continue };
            let renamed = &self.comparison.renamed;
            let audit = carried(document, with, renamed, &mut BTreeMap::new());
            let after = with.grades(&audit).overall;
            if after.status != Status::Incomplete && name(with, after.best).as_deref() != from {
                add(count);
                any = true;
            }
        }
        any
    }

    /// What all of them come to.
    #[must_use]
    pub fn finish(mut self) -> Rescored {
        let comparison = self.comparison;
        let moves = self
            .moves
            .iter()
            .map(|([from, to, at_worst], audits)| Move {
                from: name(comparison.old, Some(*from)),
                to: name(comparison.new, Some(*to)),
                at_worst: name(comparison.new, Some(*at_worst)),
                audits: *audits,
            });
        self.sum.moves = moves.collect();
        let changes = comparison.difference.changes.iter();
        let looked = changes.zip(&comparison.alone).zip(&self.by_change);
        let by_change = looked.filter_map(|((change, with), audits)| {
            with.as_ref().map(|_| ByChange {
                rule: change.rule.clone(),
                element: change.element.clone(),
                audits: *audits,
            })
        });
        self.sum.by_change = by_change.collect();
        self.sum.missing = in_order(comparison.new, &self.missing);
        self.sum.left_out = in_order(comparison.old, &self.left_out);
        self.sum
    }
}

fn add(count: &mut u64) {
    *count = count.saturating_add(1);
}

/// The place of a grade on its ladder; the last of all where there is none.
fn in_order_of_grades(place: Option<usize>) -> usize {
    place.unwrap_or(usize::MAX)
}

/// The name of the grade at a place.
fn name(rubric: &Rubric, place: Option<usize>) -> Option<Name> {
    let grades = &rubric.overall_ladder()?.grades;
    Some(grades.get(place?)?.name.clone())
}

/// The grades that something may have; nothing among them where it may not be scored.
fn possible(rubric: &Rubric, graded: &Graded) -> Vec<Option<Name>> {
    let mut possible = Vec::new();
    if let (Some(best), Some(worst)) = (graded.best, graded.worst) {
        possible.extend((best..=worst).map(|place| name(rubric, Some(place))));
    }
    if graded.may_be_not_scored || possible.is_empty() {
        possible.push(None);
    }
    possible
}

/// Facts, then criteria, each with its count.
fn in_order(rubric: &Rubric, counts: &BTreeMap<Name, u64>) -> Vec<Counted> {
    let facts = rubric.model().facts.iter().map(|fact| &fact.name);
    let counted = facts.chain(rubric.criteria()).filter_map(|name| {
        counts.get(name).map(|audits| Counted {
            element: name.clone(),
            audits: *audits,
        })
    });
    counted.collect()
}

/// An audit carried to another rubric by name, and by the names that criteria have now. What has no
/// place there, or does not fit, is left out and counted.
fn carried(
    document: &Document,
    to: &Rubric,
    renamed: &[(String, String)],
    left_out: &mut BTreeMap<Name, u64>,
) -> rubric_engine::Audit {
    let mut builder = to.audit_builder();
    for (name, value) in &document.facts {
        let mut facts = to.model().facts.iter();
        let place = facts.find(|fact| same(&fact.name, name));
        if place.is_none_or(|fact| builder.fact(&fact.name, value).is_err()) {
            add(left_out.entry(name.clone()).or_default());
        }
    }
    for (name, answer) in &document.answers {
        let now = renamed.iter().find(|(_, old)| old == name);
        let now = now.map_or(name, |(now, _)| now);
        if builder.answer(now, &bare(answer)).is_err() {
            add(left_out.entry(name.clone()).or_default());
        }
    }
    builder.build()
}

/// An answer without what stands beside it, which no score depends on.
fn bare(answer: &Answer) -> Answer {
    match answer {
        Answer::Detailed(detailed) => Answer::Detailed(DetailedAnswer {
            comment: None,
            cause: None,
            auditor: None,
            ..detailed.clone()
        }),
        bare => bare.clone(),
    }
}
