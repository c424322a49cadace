//! From what a search chose to audits that anyone can score.

use std::collections::BTreeMap;

use rubric_engine::{Audit, Rubric, Truth};
use rubric_model::Name;
use rubric_model::audit::{Answer, Audit as Document, DetailedAnswer, FactAnswer};

use crate::plan::Plan;
use crate::rule::{Grades, Rule, Scored, View};
use crate::standard::{PlacedCriterion, Standard};
use crate::variables::middle;
use crate::witness::Witness;

/// An audit by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub facts: BTreeMap<Name, FactAnswer>,
    pub answers: BTreeMap<Name, Answer>,
}

/// Facts that are all known.
struct Known<'x, 'p, 'a> {
    plan: &'x Plan<'p, 'a>,
    witness: &'x Witness,
}

impl View for Known<'_, '_, '_> {
    fn count(&self, _: usize) -> (u32, u32) {
        (0, u32::MAX)
    }

    fn fact(&self, fact: usize) -> Option<usize> {
        let known = self.plan.fact_value(fact, &self.witness.setting);
        known.or_else(|| {
            // Nothing that was followed depends on it.
            let values = self.plan.problem.facts.get(fact)?.values.len();
            middle(&(0..values).collect::<Vec<usize>>())
        })
    }

    fn score(&self, _: usize) -> Option<Scored> {
        None
    }

    fn overall(&self, _: usize) -> Grades {
        Grades::NONE
    }

    fn scores_differ(&self) -> Truth {
        Truth::Undecided
    }
}

/// The audit of each world. What the search did not choose is answered at its best.
pub(crate) fn drafts(plan: &Plan<'_, '_>, witness: &Witness) -> Option<Vec<Draft>> {
    let known = Known { plan, witness };
    let problem = plan.problem;
    let mut facts = BTreeMap::new();
    for (place, fact) in problem.facts.iter().enumerate() {
        let value = fact.values.get(known.fact(place)?)?;
        facts.insert(fact.name.clone(), value.clone());
    }
    let applies = |rules: &[Rule; 2], world: usize| {
        rules
            .get(world)
            .is_some_and(|rule| known.truth(rule) == Truth::Yes)
    };
    let section_applies = |section: usize, world: usize| {
        let mut next = Some(section);
        while let Some(place) = next {
            let own = plan.sections.get(place);
            if !own.is_some_and(|own| applies(&own.applies, world)) {
                return false;
            }
            next = problem.sections.get(place).and_then(|one| one.parent);
        }
        true
    };
    let mut drafts = Vec::new();
    for world in 0..plan.worlds() {
        let mut answers = BTreeMap::new();
        for (place, criterion) in problem.criteria.iter().enumerate() {
            // An answer that only the other rubric asks for stands in both.
            let asked = (0..plan.worlds()).any(|world| {
                plan.criteria
                    .get(place)
                    .is_some_and(|own| applies(&own.applies, world))
                    && section_applies(criterion.section, world)
            });
            if !asked {
                continue;
            }
            let (choice, shares) = witness.answers.get(&place).cloned().unwrap_or_default();
            let share = shares.get(world).and_then(Option::as_ref);
            let chosen = problem.chosen(place, choice, world)?;
            answers.insert(criterion.name.clone(), chosen.answer(share)?);
        }
        drafts.push(Draft {
            facts: facts.clone(),
            answers,
        });
    }
    Some(drafts)
}

impl Draft {
    /// The audit as a rubric reads it.
    pub(crate) fn audit(&self, rubric: &Rubric) -> Option<Audit> {
        let mut builder = rubric.audit_builder();
        for (name, value) in &self.facts {
            builder.fact(name, value).ok()?;
        }
        for (name, answer) in &self.answers {
            builder.answer(name, answer).ok()?;
        }
        Some(builder.build())
    }

    /// The audit as it is written down, with the comments and causes that the rubric asks for.
    pub(crate) fn document(&self, standard: &Standard<'_>, reference: &str) -> Option<Document> {
        let rubric = standard.rubric;
        let model = rubric.model();
        let mut document = rubric.write_audit(&self.audit(rubric)?);
        document.reference = reference.to_owned();
        if let Some(effective) = &model.effective {
            document.date.clone_from(&effective.from);
        }
        document.rubric.digest = Some(model.digest.clone());
        for (name, answer) in &mut document.answers {
            let criterion = standard.criterion(name);
            let criterion = criterion.and_then(|place| standard.criteria.get(place))?;
            *answer = with_remarks(standard, criterion, answer)?;
        }
        Some(document)
    }
}

const COMMENT: &str = "Answered so to show what the standard makes of it.";

fn with_remarks(
    standard: &Standard<'_>,
    criterion: &PlacedCriterion<'_>,
    answer: &Answer,
) -> Option<Answer> {
    let standing = standard
        .rubric
        .standing(&criterion.model.name, answer)
        .ok()?;
    let Some(level) = standing.level.and_then(|level| criterion.level(&level)) else {
        return Some(answer.clone());
    };
    let declared = criterion.declared_level(level);
    let below = criterion.model.comment_required_below.as_ref();
    let below = below.and_then(|level| criterion.level(level));
    let needs_comment = declared.is_some_and(|level| level.comment.is_some())
        || (standing.value.is_some() && below.is_some_and(|below| level > below));
    let needs_cause = declared.is_some_and(|level| level.cause.is_some());
    if !needs_comment && !needs_cause {
        return Some(answer.clone());
    }
    let mut detailed = DetailedAnswer::from(answer.clone());
    detailed.comment = needs_comment.then(|| COMMENT.to_owned());
    if needs_cause {
        let causes = &standard.rubric.model().causes;
        detailed.cause = causes.first().map(|cause| cause.name.clone());
    }
    Some(Answer::Detailed(detailed))
}
