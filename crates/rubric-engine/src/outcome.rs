//! The outcome: every result with its explanation, as data.

use rubric_model::Name;
use rubric_model::audit::RubricReference;
use rubric_model::outcome::{
    BitingLimit, Bound, CriterionOutcome, FORMAT, Judgement, Open, Outcome, Score, SectionOutcome,
    Settled, Status,
};
use rubric_model::rubric::Limit;

use crate::audit::{Audit, written};
use crate::condition::Which;
use crate::findings::Findings;
use crate::number::Number;
use crate::rubric::Rubric;
use crate::shown;

impl Rubric {
    /// What an audit comes to, as data.
    pub(crate) fn outcome_document(&self, audit: &Audit) -> Outcome {
        let findings = Findings::new(self, audit);
        let model = self.model();
        Outcome {
            format: FORMAT.to_owned(),
            rubric: RubricReference {
                name: model.name.clone(),
                version: model.version.clone(),
                digest: Some(model.digest.clone()),
            },
            reference: audit.reference().to_owned(),
            status: findings.verdict.status(Which::Overall),
            overall: findings.judgement(Which::Overall),
            held_back: findings.held_back().into_iter().map(told).collect(),
            excluded_share: shown::share(&findings.excluded),
            sections: (findings.index.top.iter())
                .filter_map(|section| findings.section(*section))
                .collect(),
            notices: findings.notices(),
            can_decide: findings.can_decide().cloned().collect(),
            next: findings.steps.found,
        }
    }
}

fn told(limit: &Limit) -> BitingLimit {
    BitingLimit {
        name: limit.name.clone(),
        because: limit.because.clone(),
    }
}

impl Findings<'_> {
    fn judgement(&self, which: Which) -> Judgement {
        let unscored = || {
            Judgement::Settled(Settled {
                score: None,
                grade: None,
                before_limits: None,
                limits: Vec::new(),
            })
        };
        let (Some(rules), Some(judged)) = (self.verdict.rules(which), self.verdict.judged(which))
        else {
            return unscored();
        };
        let score = |exact: &Option<Number>| {
            exact
                .as_ref()
                .map(|exact| shown::score(exact, &rules.thresholds))
        };
        let grade = |place: Option<usize>| -> Option<Name> {
            self.index.ladder_of(rules)?.grades.get(place?).cloned()
        };
        match self.verdict.status(which) {
            Status::NotScored => unscored(),
            Status::Complete => Judgement::Settled(Settled {
                score: score(&judged.low),
                grade: grade(judged.after.best()),
                before_limits: grade(judged.before.best()),
                limits: self.biting(which).map(told).collect(),
            }),
            Status::Incomplete => Judgement::Open(Open {
                lowest: Bound {
                    score: score(&judged.low),
                    grade: grade(judged.after.worst()),
                },
                highest: Bound {
                    score: score(&judged.high),
                    grade: grade(judged.after.best()),
                },
                may_be_not_scored: judged.may_be_none,
            }),
        }
    }

    fn section(&self, place: usize) -> Option<SectionOutcome> {
        let section = self.index.sections.get(place)?;
        Some(SectionOutcome {
            name: section.name.clone(),
            status: self.verdict.status(Which::Section(place)),
            judgement: self.judgement(Which::Section(place)),
            share: self.shares.section(place).map(shown::share),
            criteria: (section.criteria.clone())
                .filter_map(|one| self.criterion(one))
                .collect(),
            sections: section
                .sections
                .iter()
                .filter_map(|one| self.section(*one))
                .collect(),
        })
    }

    fn criterion(&self, place: usize) -> Option<CriterionOutcome> {
        let criterion = self.index.criteria.get(place)?;
        let given = self.audit.given(place);
        let state = self.verdict.state(place);
        let scale = self.index.scale_of(criterion);
        let level = given.and_then(|given| scale?.names.get(given.standing.level?).cloned());
        let value = self.value(place);
        let share = self.shares.criterion(place);
        let contributed: Option<Number> = share.and_then(|share| value.map(|value| share * value));
        let lost = share.and_then(|share| Some(share - contributed.as_ref()?));
        let shown = |number: Option<&Number>| -> Option<Score> { number.map(shown::share) };
        Some(CriterionOutcome {
            name: criterion.name.clone(),
            state,
            owner: criterion.owner.clone(),
            answer: given.and_then(|given| written(self.index, place, &given.answered)),
            level,
            value: shown(value),
            share: shown(share),
            contributed: shown(contributed.as_ref()),
            lost: shown(lost.as_ref()),
            comment: given.and_then(|given| Some(self.audit.text(given.comment?).to_owned())),
            cause: given.and_then(|given| self.index.causes.get(given.cause?).cloned()),
        })
    }
}
