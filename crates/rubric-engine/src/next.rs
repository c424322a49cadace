//! The cheapest ways up: which single answers reach a better grade.

use std::iter;

use rubric_model::outcome::NextStep;

use crate::answer::{Answered, Form, Given, Rule};
use crate::audit::Audit;
use crate::case::{Case, Results, work_out};
use crate::index::{Criterion, Index, Limit, Rung};
use crate::number::Number;
use crate::outcome::one_answer;
use crate::share::Shares;
use crate::truth::Truth;

/// The most work that the search for ways up may be, in criteria, sections and comparisons that are
/// looked at: trials × the size of the rubric.
pub const MOST_TRIED: usize = 5_000_000;

/// How many members or items looked at in a row are as little work as scoring one criterion.
const SMALL: usize = 8;

/// The ways up that were found.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    pub found: Vec<NextStep>,
    /// The search ended before every answer was tried.
    pub cut_short: bool,
}

/// For each criterion in reading order, the least improvement of its answer alone that reaches a
/// better overall grade. Excluded answers are not changed, nor is any answer made one.
pub(crate) fn steps(case: &Case<'_>, run: &Results, shares: &Shares) -> Steps {
    let (index, audit) = (case.index, case.audit);
    let Some(now) = run.overall.after.best().filter(|now| *now > 0) else {
        return Steps::default();
    };
    let mut trial = Trial {
        index,
        audit: audit.clone(),
        now,
        left: Some(MOST_TRIED),
        size: index.size(),
        lacking: lacking(index, run, now),
        room: Room::default(),
        results: Results::default(),
    };
    let holding: Vec<&Limit> = (index.overall.limits.iter())
        .filter(|limit| limit.ceiling >= now && case.truth(&limit.when) == Truth::Yes)
        .collect();
    let limits = (holding.iter())
        .map(|limit| limit.when.size())
        .fold(0, usize::saturating_add);
    let mut found = Vec::new();
    for (place, criterion) in index.criteria.iter().enumerate() {
        let applies = run.applies.get(place) == Some(&Truth::Yes);
        let Some(given) = audit
            .given(place)
            .filter(|given| given.standing.value.is_some())
        else {
            continue;
        };
        if !applies {
            continue;
        }
        if trial.spend(limits / SMALL).is_none() {
            break;
        }
        if (holding.iter()).any(|limit| !case.may_end(&limit.when, place)) {
            continue;
        }
        trial.room = Room {
            share: shares.criterion(place).cloned(),
            value: given.standing.value.clone(),
        };
        let better = match (&criterion.form, &given.answered) {
            (Form::Proportion(..), Answered::Counted(count, of)) => {
                trial.proportion(place, *count, *of)
            }
            _ => improvements(index, criterion, given)
                .find_map(|answered| Some((trial.reaches(place, &answered)?, answered))),
        };
        trial.audit.set_given(place, Some(given.clone()));
        if trial.left.is_none() {
            // What is left may hold a lesser change: nothing more is said.
            break;
        }
        let step = better.and_then(|(grade, answered)| {
            let grade = index.ladder_of(&index.overall)?.grades.get(grade)?.clone();
            Some(NextStep {
                grade,
                answers: one_answer(index, place, &answered)?,
            })
        });
        found.extend(step);
    }
    Steps {
        found,
        cut_short: trial.left.is_none(),
    }
}

struct Trial<'a> {
    index: &'a Index,
    audit: Audit,
    now: usize,
    /// How much work is left to do; nothing where it has run out.
    left: Option<usize>,
    /// How much work it is to score one audit.
    size: usize,
    /// How much the overall score must rise for a better grade, where the score decides.
    lacking: Option<Number>,
    room: Room,
    results: Results,
}

/// What a change of one answer can do to the overall score.
#[derive(Default)]
struct Room {
    share: Option<Number>,
    value: Option<Number>,
}

impl Room {
    /// How much the overall score rises where the answer is worth `value` instead: what applies and
    /// what counts, and so the criterion's share, stay as they are.
    fn rise(&self, value: &Number) -> Option<Number> {
        Some((value - self.value.as_ref()?) * self.share.as_ref()?)
    }
}

/// How much the overall score must rise to stand on a better rung than this one. Nothing where it
/// does already, or where better rungs ask for more than a score.
fn lacking(index: &Index, run: &Results, now: usize) -> Option<Number> {
    let score = run.overall.low.as_ref()?;
    let better = index.overall.rungs.get(..now)?;
    let from = better.iter().map(|rung| match rung {
        Rung::From(from) => Some(from),
        Rung::When(_) | Rung::Otherwise => None,
    });
    let least = from.collect::<Option<Vec<_>>>()?.into_iter().min()?;
    (least > score).then(|| least - score)
}

impl Trial<'_> {
    /// The better grade that an answer reaches, if it does.
    fn reaches(&mut self, place: usize, answered: &Answered) -> Option<usize> {
        let criterion = self.index.criteria.get(place)?;
        self.spend(match answered {
            Answered::Ticked(ticked) => ticked.len() / SMALL,
            _ => 0,
        })?;
        let standing = criterion
            .form
            .standing(self.index.scale_of(criterion), answered)?;
        // Most answers cannot move the score that far: no audit need be scored to tell.
        if let (Some(lacking), Some(value)) = (&self.lacking, &standing.value)
            && criterion.weight.is_some()
            && (self.room.rise(value)).is_some_and(|rise| rise < *lacking)
        {
            return None;
        }
        self.spend(self.size)?;
        let beside = (None, None, None);
        let (comment, cause, auditor) = beside;
        let given = Given {
            answered: answered.clone(),
            standing,
            comment,
            cause,
            auditor,
        };
        self.audit.set_given(place, Some(given));
        work_out(
            self.index,
            &self.audit,
            &self.audit.facts,
            &mut self.results,
        );
        (self.results.overall.after)
            .best()
            .filter(|grade| *grade < self.now)
    }

    fn spend(&mut self, work: usize) -> Option<()> {
        self.left = self.left?.checked_sub(work.saturating_add(1));
        self.left.map(|_| ())
    }

    /// The least count that reaches a better grade, halving the distance: a higher count is taken
    /// to be no worse.
    fn proportion(&mut self, place: usize, count: u32, of: u32) -> Option<(usize, Answered)> {
        if count >= of {
            return None;
        }
        let (mut below, mut least) = (count, of);
        let mut grade = self.reaches(place, &Answered::Counted(of, of))?;
        while least.saturating_sub(below) > 1 {
            let middle = below.saturating_add(least.saturating_sub(below) / 2);
            match self.reaches(place, &Answered::Counted(middle, of)) {
                Some(reached) => (least, grade) = (middle, reached),
                None => below = middle,
            }
        }
        Some((grade, Answered::Counted(least, of)))
    }
}

/// Better answers, the least change first, each made when it is asked for.
fn improvements<'a>(
    index: &'a Index,
    criterion: &'a Criterion,
    given: &'a Given,
) -> Box<dyn Iterator<Item = Answered> + 'a> {
    let scale = index.scale_of(criterion);
    match (&criterion.form, &given.answered) {
        (Form::Scale(allowed), Answered::Level(level)) => {
            let scored =
                move |place: &usize| scale.is_some_and(|scale| scale.value(*place).is_some());
            let better = (0..*level)
                .rev()
                .filter(|place| allowed.has(*place))
                .filter(scored);
            Box::new(better.map(Answered::Level))
        }
        (Form::YesNo, Answered::YesNo(false)) => Box::new(iter::once(Answered::YesNo(true))),
        (Form::Checklist(..), Answered::Ticked(ticked)) => {
            let mut ticked = ticked.clone();
            Box::new(iter::from_fn(move || {
                let next = ticked.iter_mut().find(|ticked| !**ticked)?;
                *next = true;
                Some(Answered::Ticked(ticked.clone()))
            }))
        }
        (Form::Number(domain, rules), Answered::Number(number)) => {
            let far = |mark: &Number| {
                if mark > number {
                    mark - number
                } else {
                    number - mark
                }
            };
            let mut marks = domain.representatives(rules.iter().filter_map(Rule::constant));
            marks.retain(|mark| mark != number);
            marks.sort_by_cached_key(far);
            Box::new(marks.into_iter().map(Answered::Number))
        }
        _ => Box::new(iter::empty()),
    }
}
