//! The whole tree of an explanation.

use rubric_model::Name;
use rubric_model::audit::Audit as AuditDocument;
use rubric_model::explanation::{
    CriterionExplanation, Explanation, FORMAT, Grading, LadderExplanation, LimitExplanation,
    RungExplanation, RungState, SectionExplanation,
};
use rubric_model::outcome::{
    CriterionOutcome, CriterionState, Judgement, Outcome, SectionOutcome, Status,
};
use rubric_model::rubric::{Criterion, Limit, LimitScope, Rubric as Model, Section};

use super::seen::Seen;
use crate::shown;

/// Everything that is looked up to explain an outcome.
pub(super) struct Explainer<'a> {
    pub(super) model: &'a Model,
    pub(super) audit: &'a AuditDocument,
    pub(super) outcome: &'a Outcome,
    pub(super) seen: &'a Seen<'a>,
    /// In reading order.
    pub(super) sections: Vec<Member<'a, SectionOutcome>>,
    /// In reading order.
    pub(super) criteria: Vec<Member<'a, CriterionOutcome>>,
}

/// A section or criterion with what became of it.
pub(super) struct Member<'a, T> {
    pub(super) name: &'a Name,
    pub(super) outcome: &'a T,
}

impl Member<'_, CriterionOutcome> {
    /// Whether it surely is no member of a group.
    pub(super) fn is_outside(&self) -> bool {
        let state = self.outcome.state;
        matches!(
            state,
            CriterionState::NotApplicable | CriterionState::Excluded
        )
    }
}

impl Member<'_, SectionOutcome> {
    /// Whether it surely is no member of a group.
    pub(super) fn is_outside(&self) -> bool {
        match &self.outcome.judgement {
            Judgement::Settled(settled) => settled.score.is_none(),
            Judgement::Open(open) => open.highest.score.is_none(),
        }
    }
}

impl<'a> Explainer<'a> {
    pub(super) fn new(
        model: &'a Model,
        audit: &'a AuditDocument,
        outcome: &'a Outcome,
        seen: &'a Seen<'a>,
    ) -> Self {
        let mut explainer = Self {
            model,
            audit,
            outcome,
            seen,
            sections: Vec::new(),
            criteria: Vec::new(),
        };
        explainer.gather(&outcome.sections);
        explainer
    }

    fn gather(&mut self, sections: &'a [SectionOutcome]) {
        for section in sections {
            self.sections.push(Member {
                name: &section.name,
                outcome: section,
            });
            self.criteria
                .extend(section.criteria.iter().map(|one| Member {
                    name: &one.name,
                    outcome: one,
                }));
            self.gather(&section.sections);
        }
    }

    pub(super) fn tree(&self) -> Explanation {
        let outcome = self.outcome;
        Explanation {
            format: FORMAT.to_owned(),
            rubric: outcome.rubric.clone(),
            title: self.model.title.clone(),
            reference: outcome.reference.clone(),
            overall: self.grading(
                None,
                outcome.status,
                &outcome.overall,
                &self.model.overall.ladder,
            ),
            excluded_share: outcome.excluded_share.clone(),
            sections: self.within(&self.model.sections, &outcome.sections),
            notices: outcome.notices.clone(),
            next: outcome.next.clone(),
        }
    }

    fn within(&self, sections: &[Section], outcomes: &[SectionOutcome]) -> Vec<SectionExplanation> {
        let pairs = sections.iter().zip(outcomes);
        pairs
            .map(|(section, outcome)| self.section(section, outcome))
            .collect()
    }

    fn section(&self, section: &Section, outcome: &SectionOutcome) -> SectionExplanation {
        let place = self.seen.place(&section.name);
        let (status, judgement) = (outcome.status, &outcome.judgement);
        let criteria = section.criteria.iter().zip(&outcome.criteria);
        SectionExplanation {
            name: section.name.clone(),
            title: section.title.clone(),
            owner: section.owner.clone(),
            share: outcome.share.clone(),
            applies: (section.applies.as_ref()).map(|one| self.condition(None, one)),
            grading: self.grading(place, status, judgement, &section.ladder),
            criteria: criteria
                .map(|(criterion, outcome)| self.criterion(criterion, outcome))
                .collect(),
            sections: self.within(&section.sections, &outcome.sections),
        }
    }

    fn criterion(&self, criterion: &Criterion, outcome: &CriterionOutcome) -> CriterionExplanation {
        let CriterionOutcome {
            name,
            state,
            owner,
            answer,
            level,
            value,
            share,
            contributed,
            lost,
            comment,
            cause,
        } = outcome.clone();
        CriterionExplanation {
            name,
            question: criterion.question.clone(),
            state,
            owner,
            answer,
            level,
            value,
            share,
            contributed,
            lost,
            comment,
            cause,
            applies: (criterion.applies.as_ref()).map(|one| self.condition(None, one)),
        }
    }

    /// How the section at a place, or the whole, was graded.
    fn grading(
        &self,
        judged: Option<usize>,
        status: Status,
        judgement: &Judgement,
        ladder: &Name,
    ) -> Grading {
        let limits = self.limits(judged, judgement);
        let grading = Grading {
            status,
            score: None,
            grade: None,
            before_limits: None,
            lowest: None,
            highest: None,
            may_be_not_scored: None,
            ladder: self.ladder(judged, judgement, ladder),
            limits,
        };
        match judgement {
            Judgement::Settled(settled) => Grading {
                score: settled.score.clone(),
                grade: settled.grade.clone(),
                before_limits: settled.before_limits.clone(),
                ..grading
            },
            Judgement::Open(open) => Grading {
                lowest: Some(open.lowest.clone()),
                highest: Some(open.highest.clone()),
                may_be_not_scored: Some(open.may_be_not_scored),
                ..grading
            },
        }
    }

    fn ladder(
        &self,
        judged: Option<usize>,
        judgement: &Judgement,
        name: &Name,
    ) -> LadderExplanation {
        let ladder = self.model.ladders.iter().find(|one| one.name == *name);
        let grades = ladder.map_or(&[][..], |ladder| &ladder.grades);
        let rungs = grades.iter().enumerate().map(|(place, grade)| {
            let is = |other: &Option<Name>| other.as_ref() == Some(&grade.name);
            let state = match judgement {
                Judgement::Settled(settled) if is(&settled.before_limits) => RungState::Reached,
                Judgement::Settled(settled) if is(&settled.grade) => RungState::HeldDownTo,
                Judgement::Settled(_) => RungState::PassedOver,
                Judgement::Open(_) => match self.seen.may_be(judged, place) {
                    (_, true) => RungState::Possible,
                    (true, false) => RungState::PossibleBeforeLimits,
                    (false, false) => RungState::PassedOver,
                },
            };
            RungExplanation {
                name: grade.name.clone(),
                title: grade.title.clone(),
                from: grade.from.as_ref().map(|from| shown::share(&from.into())),
                when: (grade.when.as_ref()).map(|when| self.condition(judged, when)),
                otherwise: grade.otherwise,
                state,
            }
        });
        LadderExplanation {
            name: name.clone(),
            title: ladder.map_or_else(|| name.clone(), |ladder| ladder.title.clone()),
            rungs: rungs.collect(),
        }
    }

    fn limits(&self, judged: Option<usize>, judgement: &Judgement) -> Vec<LimitExplanation> {
        let name = judged.and_then(|place| Some(self.sections.get(place)?.name));
        let is_on = |limit: &&Limit| match (&limit.on, name) {
            (LimitScope::Overall, name) => name.is_none(),
            (LimitScope::EverySection, name) => name.is_some(),
            (LimitScope::Section(section), name) => name == Some(section),
        };
        let lowering = match judgement {
            Judgement::Settled(settled) => settled.limits.as_slice(),
            Judgement::Open(_) => &[],
        };
        let limits = self.model.limits.iter().filter(is_on);
        limits
            .map(|limit| LimitExplanation {
                name: limit.name.clone(),
                because: limit.because.clone(),
                at_most: limit.at_most.clone(),
                lowered: lowering.iter().any(|one| one.name == limit.name),
                when: self.condition(judged, &limit.when),
            })
            .collect()
    }
}
