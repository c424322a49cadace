//! What an audit says of itself: its rubric, its reference, its date.

use rubric_model::audit::{FORMAT, Stage};
use serde_json::value::RawValue;

use super::json::{Members, members, short_text, text};
use super::{MOST_CODE_CHARACTERS, required};
use crate::audit::Audit;
use crate::date;
use crate::error::Problem;
use crate::nearest::Suggestions;
use crate::pointer::Pointer;
use crate::rubric::Rubric;

const MEMBERS: [&str; 10] = [
    "format",
    "rubric",
    "reference",
    "date",
    "cycle",
    "stage",
    "auditor",
    "facts",
    "answers",
    "retired",
];

/// Reads the members before the facts; gives whether the audit is one of this rubric.
pub(super) fn read(
    rubric: &Rubric,
    all: &Members<'_>,
    audit: &mut Audit,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> bool {
    if let Some(found) = all.get("format").and_then(another) {
        problems.clear();
        problems.push(Problem {
            whole: true,
            ..found
        });
        return false;
    }
    unknown_members(all, &MEMBERS, at, problems, suggestions);
    if let Some(format) = required(
        all,
        "format",
        &format!("\"format\": \"{FORMAT}\""),
        at,
        problems,
    ) {
        let at = at.member("format");
        match text(format, &at) {
            Ok(format) if format == FORMAT => {}
            Ok(format) => problems.push(
                at.problem(format!("`{format}` is not a format that can be read here"))
                    .help(format!("write `{FORMAT}`")),
            ),
            Err(problem) => problems.push(problem),
        }
    }
    let model = rubric.model();
    let example = format!(
        "\"rubric\": {{ \"name\": \"{}\", \"version\": \"{}\" }}",
        model.name, model.version
    );
    let same = match required(all, "rubric", &example, at, problems) {
        Some(value) => read_rubric(
            rubric,
            value,
            audit,
            &at.member("rubric"),
            problems,
            suggestions,
        ),
        None => true,
    };
    if let Some(value) = all.get("reference") {
        match reference(value, &at.member("reference")) {
            Ok(reference) => audit.reference = audit.keep(&reference),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(value) = all.get("date") {
        match read_date(value, &at.member("date")) {
            Ok(date) => audit.date = audit.keep(&date),
            Err(problem) => problems.push(problem),
        }
    }
    required(
        all,
        "reference",
        "\"reference\": \"2026-Q3-0042\"",
        at,
        problems,
    );
    required(all, "date", "\"date\": \"2026-09-14\"", at, problems);
    audit.cycle = code(all, "cycle", at, problems).map(|cycle| audit.keep(&cycle));
    audit.auditor = code(all, "auditor", at, problems).map(|auditor| audit.keep(&auditor));
    if let Some(value) = all.get("stage") {
        match stage(value, &at.member("stage"), suggestions) {
            Ok(stage) => audit.stage = Some(stage),
            Err(problem) => problems.push(problem),
        }
    }
    same
}

/// What a document is that is not an audit at all.
fn another(format: &RawValue) -> Option<Problem> {
    let root = Pointer::Root;
    let at = root.member("format");
    let format = text(format, &at).ok()?;
    if format.starts_with("rubric/") {
        let problem = at.problem("this is a standard, not an audit");
        Some(problem.help("score an audit by it"))
    } else if format.starts_with("rubric-outcome/") {
        let problem = at.problem("this is an outcome, not an audit");
        Some(problem.help("score the audit that it came from"))
    } else {
        None
    }
}

/// A problem for each member that there is not.
pub(super) fn unknown_members(
    all: &Members<'_>,
    known: &[&str],
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) {
    for (name, _) in all.iter() {
        if !known.contains(&name) {
            let here = at.member(name);
            problems.push(
                here.problem(format!("`{name}` is not known here"))
                    .maybe_help(suggestions.help(name, known.iter().copied())),
            );
        }
    }
}

fn read_rubric(
    rubric: &Rubric,
    value: &RawValue,
    audit: &mut Audit,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
    suggestions: &Suggestions,
) -> bool {
    let model = rubric.model();
    let Some(all) = members(value, at, problems) else {
        return true;
    };
    unknown_members(
        &all,
        &["name", "version", "digest"],
        at,
        problems,
        suggestions,
    );
    let mut get = |member: &str, example: &str| {
        let found = required(&all, member, example, at, problems)?;
        text(found, &at.member(member))
            .map_err(|problem| problems.push(problem))
            .ok()
    };
    let name = get("name", &format!("\"name\": \"{}\"", model.name));
    let version = get("version", &format!("\"version\": \"{}\"", model.version));
    if let Some(name) = name.filter(|name| *name != model.name) {
        problems.push(
            at.member("name")
                .problem(format!(
                    "this is an audit under `{name}`, not under `{}`",
                    model.name
                ))
                .help(match suggestions.nearest(&name, [model.name.as_str()]) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("score it by the standard `{name}`"),
                }),
        );
        return false;
    }
    if let Some(version) = version.filter(|version| *version != model.version) {
        problems.push(
            at.member("version")
                .problem(format!(
                    "this is an audit under version `{version}`, not `{}`",
                    model.version
                ))
                .help(format!("score it by version `{version}` of the standard")),
        );
        return false;
    }
    if let Some(value) = all.get("digest") {
        let at = at.member("digest");
        match text(value, &at) {
            Ok(digest) if digest == model.digest => audit.names_digest = true,
            Ok(_) => {
                problems.push(
                    at.problem(format!(
                        "this is an audit under another text of `{}` {}",
                        model.name, model.version
                    ))
                    .help("score it under the text it was made under"),
                );
                return false;
            }
            Err(problem) => problems.push(problem),
        }
    }
    true
}

pub(super) fn is_reference(text: &str) -> bool {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && (1..=40).contains(&text.len())
}

fn reference(value: &RawValue, at: &Pointer<'_>) -> Result<String, Problem> {
    let reference = text(value, at)?;
    if is_reference(&reference) {
        return Ok(reference);
    }
    Err(at
        .problem("a reference is 1 to 40 letters, digits and hyphens")
        .help("write a code such as `2026-Q3-0042`, never a name"))
}

fn read_date(value: &RawValue, at: &Pointer<'_>) -> Result<String, Problem> {
    let day = short_text(value, MOST_CODE_CHARACTERS, at)?;
    if date::exists(&day) {
        return Ok(day);
    }
    Err(at
        .problem(format!("`{day}` is not a date"))
        .help("write year, month and day: `2026-09-14`"))
}

/// A code that may be left out, but not be blank.
pub(super) fn code(
    all: &Members<'_>,
    member: &str,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let at = at.member(member);
    let found = short_text(all.get(member)?, MOST_CODE_CHARACTERS, &at).and_then(|code| {
        if code.trim().is_empty() {
            Err(at
                .problem(format!("`{member}` is blank"))
                .help("give a code, or leave it out"))
        } else {
            Ok(code)
        }
    });
    found.map_err(|problem| problems.push(problem)).ok()
}

fn stage(value: &RawValue, at: &Pointer<'_>, suggestions: &Suggestions) -> Result<Stage, Problem> {
    let stage = short_text(value, MOST_CODE_CHARACTERS, at)?;
    named_stage(&stage).ok_or_else(|| {
        let known = STAGES.iter().map(|(name, _)| *name);
        at.problem(format!("there is no stage `{stage}`"))
            .maybe_help(suggestions.help(&stage, known))
    })
}

const STAGES: [(&str, Stage); 5] = [
    ("self-check", Stage::SelfCheck),
    ("audit", Stage::Audit),
    ("second", Stage::Second),
    ("agreed", Stage::Agreed),
    ("re-audit", Stage::ReAudit),
];

pub(super) fn named_stage(name: &str) -> Option<Stage> {
    let mut stages = STAGES.iter();
    stages
        .find(|(known, _)| *known == name)
        .map(|(_, stage)| *stage)
}
