//! Answers in words.

use rubric_model::audit::{Answer, Decimal, DetailedAnswer};
use rubric_model::outcome::CriterionOutcome;
use rubric_model::rubric::AnswerForm;

use crate::names::Names;

/// What a criterion was answered, with the level that this comes to and what a checklist lacks.
pub(super) fn given(names: &Names<'_>, criterion: &CriterionOutcome) -> String {
    let level = criterion
        .level
        .as_deref()
        // That of a yes-no answer says no more than the answer.
        .filter(|_| !matches!(names.form(&criterion.name), Some(AnswerForm::YesNo)))
        .map(|level| names.level(&criterion.name, level));
    let answer = criterion.answer.as_ref().filter(|answer| !is_level(answer));
    let answer = answer.map(|answer| in_words(names, &criterion.name, answer));
    match (level, answer) {
        (Some(level), Some(answer)) => format!("{level} ({answer})"),
        (Some(one), None) => one.to_owned(),
        (None, answer) => answer.unwrap_or_default(),
    }
}

/// An answer that would be given to a criterion in place of the one it has.
pub(super) fn to_give(
    names: &Names<'_>,
    criterion: &str,
    answer: &Answer,
    now: Option<&Answer>,
) -> String {
    if let (Some(after), Some(before)) = (ticks(answer), now.and_then(ticks)) {
        let more = after.iter().filter(|item| !before.contains(item));
        let more: Vec<_> = more.map(|item| names.item(criterion, item)).collect();
        if !more.is_empty() {
            return format!("tick also: {}", more.join(", "));
        }
    }
    in_words(names, criterion, answer)
}

fn ticks(answer: &Answer) -> Option<&[String]> {
    match answer {
        Answer::Detailed(detailed) => detailed.ticked.as_deref(),
        Answer::YesNo(_) | Answer::Number(_) | Answer::Level(_) => None,
    }
}

fn is_level(answer: &Answer) -> bool {
    match answer {
        Answer::Level(_) => true,
        Answer::Detailed(detailed) => detailed.level.is_some(),
        Answer::YesNo(_) | Answer::Number(_) => false,
    }
}

fn in_words(names: &Names<'_>, criterion: &str, answer: &Answer) -> String {
    match answer {
        Answer::YesNo(yes) => yes_or_no(*yes),
        Answer::Number(number) => with_unit(names, criterion, number),
        Answer::Level(level) => names.level(criterion, level).to_owned(),
        Answer::Detailed(detailed) => detailed_in_words(names, criterion, detailed),
    }
}

fn detailed_in_words(names: &Names<'_>, criterion: &str, answer: &DetailedAnswer) -> String {
    if let Some(level) = &answer.level {
        return names.level(criterion, level).to_owned();
    }
    if let Some(yes) = answer.yes {
        return yes_or_no(yes);
    }
    if let Some(number) = &answer.number {
        return with_unit(names, criterion, number);
    }
    if let (Some(count), Some(of)) = (answer.count, answer.of) {
        return match names.form(criterion) {
            Some(AnswerForm::Proportion { of: what, .. }) => format!("{count} of {of} {what}"),
            _ => format!("{count} of {of}"),
        };
    }
    ticked(
        names,
        criterion,
        answer.ticked.as_deref().unwrap_or_default(),
    )
}

/// A checklist's answer: how much is ticked, and what is not.
fn ticked(names: &Names<'_>, criterion: &str, ticked: &[String]) -> String {
    let Some(AnswerForm::Checklist { items, .. }) = names.form(criterion) else {
        let items: Vec<_> = ticked
            .iter()
            .map(|item| names.item(criterion, item))
            .collect();
        return items.join(", ");
    };
    let missing = items.iter().filter(|item| !ticked.contains(&item.name));
    let missing: Vec<_> = missing.map(|item| item.title.as_str()).collect();
    let here = items.len().saturating_sub(missing.len());
    if missing.is_empty() {
        format!("all {here} ticked")
    } else {
        format!(
            "{here} of {} ticked; not: {}",
            items.len(),
            missing.join(", ")
        )
    }
}

fn with_unit(names: &Names<'_>, criterion: &str, number: &Decimal) -> String {
    let text = serde_json::to_string(number).unwrap_or_else(|_| number.number().to_string());
    match names.form(criterion) {
        Some(AnswerForm::Number { unit, .. }) => format!("{text} {unit}"),
        _ => text,
    }
}

fn yes_or_no(yes: bool) -> String {
    if yes { "Yes" } else { "No" }.to_owned()
}
