//! What an audit keeps of earlier versions. No rubric at hand can say whether it fits: it is read by
//! its shape alone.

use std::collections::BTreeMap;

use rubric_model::Name;
use rubric_model::audit::{Answer, DetailedAnswer, FactAnswer, Retired, RubricReference};
use serde_json::value::RawValue;

use super::header::unknown_members;
use super::json::{list, members, short_text};
use super::{MOST_CODE_CHARACTERS, MOST_COMMENT_CHARACTERS, MOST_RETIRED, answer, required};
use crate::error::Problem;
use crate::nearest::Suggestions;
use crate::pointer::Pointer;

const MEMBERS: [&str; 6] = ["rubric", "question", "answer", "fact", "because", "earlier"];
/// The most characters a question may have: those of any text of a rubric.
const MOST_QUESTION_CHARACTERS: usize = 100_000;

/// All that is retired, by the name it had.
pub(super) fn all(
    value: &RawValue,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> BTreeMap<Name, Retired> {
    let mut found = BTreeMap::new();
    let Some(all) = members(value, at, problems) else {
        return found;
    };
    let mut count = 0_usize;
    for (name, value) in all.iter() {
        let at = at.member(name);
        if name.is_empty() || name.chars().count() > MOST_CODE_CHARACTERS {
            problems.push(
                at.problem("what is retired stands under the name it had")
                    .help(format!(
                        "write a name of 1 to {MOST_CODE_CHARACTERS} characters"
                    )),
            );
        }
        let Some(one) = one(value, &MEMBERS, &at, problems, suggestions) else {
            continue;
        };
        count = count.saturating_add(1).saturating_add(one.earlier.len());
        if count > MOST_RETIRED {
            problems.push(
                at.problem(format!(
                    "more than {MOST_RETIRED} answers and facts are retired"
                ))
                .help("leave out those that nobody will look for"),
            );
            break;
        }
        found.insert(name.to_owned(), one);
    }
    found
}

/// One retired answer or fact, with those before it where they are `known` to stand here.
fn one(
    value: &RawValue,
    known: &[&str],
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> Option<Retired> {
    let all = members(value, at, problems)?;
    unknown_members(&all, known, at, problems, suggestions);
    let mut text = |member: &str, example: &str, most: usize| {
        let found = required(&all, member, example, at, problems)?;
        short_text(found, most, &at.member(member))
            .map_err(|problem| problems.push(problem))
            .ok()
    };
    let question = text("question", "\"question\": \"…\"", MOST_QUESTION_CHARACTERS);
    let because = text("because", "\"because\": \"…\"", MOST_COMMENT_CHARACTERS);
    let example = "\"rubric\": { \"name\": \"…\", \"version\": \"1.0.0\" }";
    let rubric = required(&all, "rubric", example, at, problems)
        .and_then(|value| reference(value, &at.member("rubric"), problems, suggestions));
    let mut held = Some(Held::default());
    match (all.get("answer"), all.get("fact")) {
        (Some(value), None) => {
            let read = answer::answer(value, &at.member("answer"), problems, suggestions);
            held = read.map(|answer| Held {
                answer: Some(answer),
                fact: None,
            });
            let answer = held.as_ref().and_then(|held| held.answer.as_ref());
            if answer.is_some_and(|answer| !is_one_way(answer)) {
                problems.push(
                    at.member("answer").problem("this is not one answer").help(
                        "write one of `level`, `yes`, `number`, `ticked`, or `count` with `of`",
                    ),
                );
            }
        }
        (None, Some(value)) => match answer::fact(value, &at.member("fact")) {
            Ok(fact) => {
                held = Some(Held {
                    answer: None,
                    fact: Some(fact),
                });
            }
            Err(problem) => problems.push(problem),
        },
        _ => problems.push(
            at.problem("what is retired is an answer or a fact")
                .help("write `answer` for a criterion, `fact` for a fact, and one of them"),
        ),
    }
    let before = known
        .contains(&"earlier")
        .then(|| all.get("earlier"))
        .flatten();
    let earlier = before.map(|value| earlier(value, &at.member("earlier"), problems, suggestions));
    let held = held?;
    Some(Retired {
        rubric: rubric?,
        question: question?,
        answer: held.answer,
        fact: held.fact,
        because: because?,
        earlier: earlier.unwrap_or_default(),
    })
}

/// An answer or a fact's value.
#[derive(Default)]
struct Held {
    answer: Option<Answer>,
    fact: Option<FactAnswer>,
}

/// What was retired under the same name before.
fn earlier(
    value: &RawValue,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> Vec<Retired> {
    let known: Vec<&str> = (MEMBERS.into_iter())
        .filter(|member| *member != "earlier")
        .collect();
    match list(value, at) {
        Ok(items) => (items
            .into_iter()
            .take(MOST_RETIRED.saturating_add(1))
            .enumerate())
        .filter_map(|(place, item)| one(item, &known, &at.item(place), problems, suggestions))
        .collect(),
        Err(problem) => {
            problems.push(problem);
            Vec::new()
        }
    }
}

/// The rubric under which something was given. It is not compared with the one at hand.
fn reference(
    value: &RawValue,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> Option<RubricReference> {
    let all = members(value, at, problems)?;
    unknown_members(
        &all,
        &["name", "version", "digest"],
        at,
        problems,
        suggestions,
    );
    let mut code = |value: &RawValue, member: &str| {
        short_text(value, MOST_CODE_CHARACTERS, &at.member(member))
            .map_err(|problem| problems.push(problem))
            .ok()
    };
    let digest = match all.get("digest") {
        Some(value) => Some(code(value, "digest")?),
        None => None,
    };
    let name = all.get("name").and_then(|value| code(value, "name"));
    let version = all.get("version").and_then(|value| code(value, "version"));
    required(&all, "name", "\"name\": \"…\"", at, problems)?;
    required(&all, "version", "\"version\": \"1.0.0\"", at, problems)?;
    Some(RubricReference {
        name: name?,
        version: version?,
        digest,
    })
}

/// Whether an answer is given in exactly one way.
fn is_one_way(answer: &Answer) -> bool {
    let Answer::Detailed(answer) = answer else {
        return true;
    };
    let DetailedAnswer {
        level,
        yes,
        number,
        ticked,
        count,
        of,
        ..
    } = answer;
    let counted = count.is_some() && of.is_some();
    let ways = [
        level.is_some(),
        yes.is_some(),
        number.is_some(),
        ticked.is_some(),
        counted,
    ];
    count.is_some() == of.is_some() && ways.iter().filter(|way| **way).count() == 1
}
