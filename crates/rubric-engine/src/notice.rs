//! What a reader should know besides the result.

use rubric_model::Name;
use rubric_model::outcome::{Notice, NoticeKind};
use rubric_model::rubric::Effective;

use crate::date;
use crate::findings::Findings;
use crate::next::Cut;
use crate::number::Number;
use crate::shown;
use crate::truth::Truth;

/// Facts, then criteria, in reading order; then what is said of the whole.
pub(crate) fn notices(findings: &Findings<'_>) -> Vec<Notice> {
    let Findings {
        rubric,
        verdict,
        excluded,
        steps,
        deciding,
        ..
    } = findings;
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
    if let Some(cut) = steps.cut {
        let message = not_tried(cut);
        notices.push(notice(NoticeKind::AnswersNotTried, None, message));
    }
    if deciding.uncertain {
        let message = "Some of the missing answers that are said to decide the grade may not: \
                       whether they can was not searched further."
            .to_owned();
        notices.push(notice(NoticeKind::DecidingNotTried, None, message));
    }
    notices
}

/// What was not searched for further ways up.
fn not_tried(cut: Cut) -> String {
    match cut {
        Cut::Single => {
            "There are too many answers to try each: single answers beside those found, \
                        and answers together, may reach a better grade and were not searched \
                        further."
                .to_owned()
        }
        Cut::Together(2) => {
            "No single answer reaches a better grade. There are too many answers to \
                             try together: whether 2 or more reach one was not searched further."
                .to_owned()
        }
        Cut::Together(count) => format!(
            "No {} answers together reach a better grade. There are too many to try more: whether \
             {count} or more reach one was not searched further.",
            count.saturating_sub(1)
        ),
        Cut::Lesser => "No fewer answers reach a better grade. Whether lesser changes of these \
                        answers do was not searched further."
            .to_owned(),
    }
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
