//! The outcome: every result with its explanation.

use rubric_model::Name;
use rubric_model::audit::RubricReference;
use rubric_model::outcome::{
    BitingLimit, Bound, CriterionOutcome, CriterionState, FORMAT, Judgement, Open, Outcome, Score,
    SectionOutcome, Settled, Status,
};

use crate::audit::{Audit, written};
use crate::case::Case;
use crate::condition::{FactGiven, Which};
use crate::index::{Index, Limit};
use crate::next::Steps;
use crate::number::Number;
use crate::rubric::Rubric;
use crate::share::{Shares, excluded_share};
use crate::shown;
use crate::truth::Truth;
use crate::verdict::Verdict;
use crate::{decide, next, notice};

impl Rubric {
    /// Scores an audit and explains the result. It cannot fail.
    #[must_use]
    pub fn score(&self, audit: &Audit) -> Outcome {
        let index = self.index();
        let verdict = Verdict::new(index, audit);
        let nothing: Vec<Option<FactGiven>> = Vec::new();
        // What is complete is the same in every case: the first will do to explain it.
        let facts = verdict.cases.facts.first().unwrap_or(&nothing);
        let case = Case::new(index, audit, facts);
        let status = verdict.status(Which::Overall);
        let shares = match status {
            Status::Complete => Shares::new(index, &verdict.run),
            Status::Incomplete | Status::NotScored => Shares::default(),
        };
        let excluded = excluded_share(index, audit, &verdict.run);
        let steps = match status {
            Status::Complete => next::steps(&case, &verdict.run, &shares),
            Status::Incomplete | Status::NotScored => Steps::default(),
        };
        let deciding = decide::deciding(&verdict);
        let names = deciding.criteria.iter();
        let names = names.filter_map(|place| Some(index.criteria.get(*place)?.name.clone()));
        let writer = Writer {
            rubric: self,
            index,
            audit,
            verdict: &verdict,
            case: &case,
            shares,
        };
        Outcome {
            format: FORMAT.to_owned(),
            rubric: RubricReference {
                name: self.model().name.clone(),
                version: self.model().version.clone(),
                digest: Some(self.model().digest.clone()),
            },
            reference: audit.reference().to_owned(),
            status,
            overall: writer.judgement(Which::Overall),
            held_back: writer.held_back(),
            excluded_share: shown::share(&excluded),
            sections: index
                .top
                .iter()
                .filter_map(|section| writer.section(*section))
                .collect(),
            notices: notice::notices(self, &verdict, &excluded, &steps, &deciding),
            next: steps.found,
            can_decide: names.collect(),
        }
    }
}

struct Writer<'a> {
    rubric: &'a Rubric,
    index: &'a Index,
    audit: &'a Audit,
    verdict: &'a Verdict<'a>,
    case: &'a Case<'a>,
    shares: Shares,
}

impl Writer<'_> {
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
                limits: self.biting(&rules.limits, judged.before.best()),
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

    /// The limits on the overall grade that hold in every case and whose ceiling is below the next
    /// better grade, those aside that have lowered it. One that asks for the overall score or grade
    /// itself is left out: it may end where that rises.
    fn held_back(&self) -> Vec<BitingLimit> {
        let run = &self.verdict.run;
        let Some(now) = run.overall.after.best().filter(|now| *now > 0) else {
            return Vec::new();
        };
        let complete = self.verdict.status(Which::Overall) == Status::Complete;
        let lowered = |limit: &Limit| {
            let before = run.overall.before.best();
            complete && before.is_some_and(|before| limit.ceiling > before)
        };
        let near: Vec<&Limit> = (self.index.overall.limits.iter())
            .filter(|limit| limit.ceiling >= now && !lowered(limit))
            .filter(|limit| !limit.when.asks_overall())
            .collect();
        if near.is_empty() {
            return Vec::new();
        }
        let cases: Vec<Case<'_>> = (self.verdict.cases.facts.iter())
            .map(|facts| Case::new(self.index, self.audit, facts))
            .collect();
        let holds =
            |limit: &&&Limit| (cases.iter()).all(|case| case.truth(&limit.when) == Truth::Yes);
        near.iter()
            .filter(holds)
            .filter_map(|limit| self.told(limit))
            .collect()
    }

    fn told(&self, limit: &Limit) -> Option<BitingLimit> {
        let limit = self.rubric.model().limits.get(limit.place)?;
        Some(BitingLimit {
            name: limit.name.clone(),
            because: limit.because.clone(),
        })
    }

    /// The limits that hold and whose ceiling is below the grade before limits.
    fn biting(&self, limits: &[Limit], before: Option<usize>) -> Vec<BitingLimit> {
        let bites = |limit: &&Limit| {
            before.is_some_and(|before| limit.ceiling > before)
                && self.case.truth(&limit.when) == Truth::Yes
        };
        (limits.iter().filter(bites))
            .filter_map(|limit| self.told(limit))
            .collect()
    }

    fn section(&self, place: usize) -> Option<SectionOutcome> {
        let section = self.index.sections.get(place)?;
        Some(SectionOutcome {
            name: section.name.clone(),
            status: self.verdict.status(Which::Section(place)),
            judgement: self.judgement(Which::Section(place)),
            share: self.shares.section(place).map(shown::share),
            criteria: section
                .criteria
                .iter()
                .filter_map(|one| self.criterion(*one))
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
        let applies = self
            .verdict
            .run
            .applies
            .get(place)
            .copied()
            .unwrap_or(Truth::No);
        let state = match (applies, given) {
            (Truth::No, _) => CriterionState::NotApplicable,
            (Truth::Undecided, _) | (Truth::Yes, None) => CriterionState::Missing,
            (Truth::Yes, Some(given)) if given.standing.value.is_none() => CriterionState::Excluded,
            (Truth::Yes, Some(_)) if criterion.weight.is_none() => CriterionState::Unscored,
            (Truth::Yes, Some(_)) => CriterionState::Scored,
        };
        let scale = self.index.scale_of(criterion);
        let level = given.and_then(|given| scale?.names.get(given.standing.level?).cloned());
        let value = match state {
            CriterionState::Scored | CriterionState::Unscored => {
                given.and_then(|given| given.standing.value.as_ref())
            }
            _ => None,
        };
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
            comment: given.and_then(|given| given.comment.clone()),
            cause: given.and_then(|given| self.index.causes.get(given.cause?).cloned()),
        })
    }
}
