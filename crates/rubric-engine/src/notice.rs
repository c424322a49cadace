//! What a reader should know besides the result.

use rubric_model::Name;
use rubric_model::outcome::{Notice, NoticeKind};
use rubric_model::rubric::Effective;

use crate::date;
use crate::next::Steps;
use crate::number::Number;
use crate::rubric::Rubric;
use crate::shown;
use crate::truth::Truth;
use crate::verdict::Verdict;

/// Facts, then criteria, in reading order; then what is said of the whole.
pub(crate) fn notices(
    rubric: &Rubric,
    verdict: &Verdict<'_>,
    excluded: &Number,
    steps: &Steps,
) -> Vec<Notice> {
    let notice = |kind, name: Option<&Name>, message| Notice {
        kind,
        name: name.cloned(),
        message,
    };
    let mut notices = Vec::new();
    let index = verdict.index;
    for (place, fact) in index.facts.iter().enumerate() {
        if verdict.is_fact_missing(place) {
            let message = format!("The fact `{}` is missing.", fact.name);
            notices.push(notice(NoticeKind::FactMissing, Some(&fact.name), message));
        }
    }
    for (place, criterion) in index.criteria.iter().enumerate() {
        let name = &criterion.name;
        let applies = verdict
            .results()
            .applies
            .get(place)
            .copied()
            .unwrap_or(Truth::No);
        match (applies, verdict.audit.given(place)) {
            (Truth::No, Some(_)) => {
                let message =
                    format!("`{name}` does not apply to this case: its answer was not counted.");
                notices.push(notice(NoticeKind::AnswerNotApplicable, Some(name), message));
            }
            (Truth::Yes, None) => {
                let message = format!("`{name}` has no answer.");
                notices.push(notice(NoticeKind::AnswerMissing, Some(name), message));
            }
            (Truth::Undecided, None) => {
                let message = format!("`{name}` may apply and has no answer.");
                notices.push(notice(NoticeKind::AnswerMissing, Some(name), message));
            }
            _ => {}
        }
    }
    let expected = Number::from(&rubric.model().excluded_share_notice);
    if *excluded > expected {
        let message = format!(
            "Answers left out {}% of the weight, more than the {}% that this standard expects.",
            shown::share(excluded).percent,
            shown::decimal(&(expected * Number::whole(100))),
        );
        notices.push(notice(NoticeKind::ExcludedShare, None, message));
    }
    if let Some(effective) = &rubric.model().effective
        && !effective.holds(verdict.audit.date())
    {
        let message = outside(effective, verdict.audit.date());
        notices.push(notice(NoticeKind::OutsideEffectiveDates, None, message));
    }
    if !verdict.cases().tried {
        let message = "Too many facts are missing to try every case: the lowest and highest \
                       results stand further apart than they need to."
            .to_owned();
        notices.push(notice(NoticeKind::CasesNotTried, None, message));
    }
    if steps.cut_short {
        let message = "There are too many answers to try each: other answers than those found may \
                       reach a better grade too."
            .to_owned();
        notices.push(notice(NoticeKind::AnswersNotTried, None, message));
    }
    notices
}

/// That an audit is dated on a day on which the rubric does not apply.
fn outside(effective: &Effective, day: &str) -> String {
    let from = date::in_words(&effective.from);
    let when = match &effective.to {
        Some(to) => format!("from {from} to {}", date::in_words(to)),
        None => format!("from {from}"),
    };
    format!("This standard applies {when}; the audit is dated {day}.")
}
