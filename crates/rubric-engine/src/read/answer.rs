//! Facts and answers by their shape.

use rubric_model::audit::{Answer, DetailedAnswer, FactAnswer};
use serde_json::value::RawValue;

use super::header::{code, unknown_members};
use super::json::{Kind, kind, list, members, number, short_text, text, whole, yes_no};
use super::{MOST_CODE_CHARACTERS, MOST_COMMENT_CHARACTERS};
use crate::error::Problem;
use crate::nearest::Suggestions;
use crate::pointer::Pointer;

const MEMBERS: [&str; 9] = [
    "level", "yes", "number", "ticked", "count", "of", "comment", "cause", "auditor",
];

/// A fact's value.
pub(super) fn fact(value: &RawValue, at: &Pointer<'_>) -> Result<FactAnswer, Problem> {
    match kind(value) {
        Kind::YesNo => yes_no(value, at).map(FactAnswer::YesNo),
        Kind::Number => number(value, at).map(FactAnswer::Number),
        Kind::Text => text(value, at).map(FactAnswer::Option),
        Kind::Null | Kind::List | Kind::Object => Err(at
            .problem("a fact is `true` or `false`, a number, or an option in quotes")
            .help("leave out what is not known")),
    }
}

/// An answer: bare, or with more to it.
pub(super) fn answer(
    value: &RawValue,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> Option<Answer> {
    let bare = match kind(value) {
        Kind::YesNo => yes_no(value, at).map(Answer::YesNo),
        Kind::Number => number(value, at).map(Answer::Number),
        Kind::Text => text(value, at).map(Answer::Level),
        Kind::Object => return detailed(value, at, problems, suggestions).map(Answer::Detailed),
        Kind::Null | Kind::List => Err(at
            .problem("an answer is a level in quotes, a number, `true` or `false`, or `{ … }`")
            .help("leave out what is not answered")),
    };
    bare.map_err(|problem| problems.push(problem)).ok()
}

fn detailed(
    value: &RawValue,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> Option<DetailedAnswer> {
    let before = problems.len();
    let all = members(value, at, problems)?;
    unknown_members(&all, &MEMBERS, at, problems, suggestions);
    let mut answer = DetailedAnswer {
        auditor: code(&all, "auditor", at, problems),
        ..DetailedAnswer::default()
    };
    for (name, value) in all.iter() {
        let at = at.member(name);
        let read = match name {
            "level" => text(value, &at).map(|level| answer.level = Some(level)),
            "yes" => yes_no(value, &at).map(|yes| answer.yes = Some(yes)),
            "number" => number(value, &at).map(|number| answer.number = Some(number)),
            "ticked" => ticked(value, &at).map(|ticked| answer.ticked = Some(ticked)),
            "count" => whole(value, &at).map(|count| answer.count = Some(count)),
            "of" => whole(value, &at).map(|of| answer.of = Some(of)),
            "comment" => short_text(value, MOST_COMMENT_CHARACTERS, &at)
                .map(|comment| answer.comment = Some(comment)),
            "cause" => {
                short_text(value, MOST_CODE_CHARACTERS, &at).map(|cause| answer.cause = Some(cause))
            }
            _ => Ok(()),
        };
        problems.extend(read.err());
    }
    // What does not read as an answer is not looked at further: it would be said twice.
    (problems.len() == before).then_some(answer)
}

/// The texts of a list, where it holds nothing else.
pub(super) fn texts(value: &RawValue) -> Option<Vec<String>> {
    serde_json::from_str(value.get()).ok()
}

fn ticked(value: &RawValue, at: &Pointer<'_>) -> Result<Vec<String>, Problem> {
    let items = list(value, at)?;
    items
        .iter()
        .enumerate()
        .map(|(place, item)| text(item, &at.item(place)))
        .collect()
}
