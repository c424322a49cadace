//! Audits from JSON: the one strict reader. Everything that is wrong is said at once.

mod answer;
mod fault;
mod header;
mod json;
mod plain;
mod retired;
mod scanner;

use rubric_model::audit::Answer;
use serde_json::value::RawValue;

use crate::audit::Audit;
use crate::error::{AuditError, Problem};
use crate::fit::{self, Fitted};
use crate::nearest::Suggestions;
use crate::pointer::Pointer;
use crate::rubric::Rubric;
use crate::scan;
use json::{Members, members};

/// The most bytes an audit may have: 1 MiB.
pub const MOST_AUDIT_BYTES: usize = 1 << 20;
/// The most characters a comment may have.
pub const MOST_COMMENT_CHARACTERS: usize = 10_000;
/// The most characters a number in an audit may have.
pub const MOST_NUMBER_CHARACTERS: usize = 40;
/// The most characters a cycle or an auditor's code may have.
pub const MOST_CODE_CHARACTERS: usize = 100;
/// The most answers and facts that an audit may keep as retired.
pub const MOST_RETIRED: usize = 10_000;

impl Rubric {
    /// Reads an audit, and makes sure that all of it fits this rubric: nothing is ignored.
    ///
    /// # Errors
    /// With everything that is wrong: text that is not JSON or too long, members that are missing,
    /// unknown or given twice, another rubric's or version's audit, names the rubric does not have
    /// (with the nearest), values out of range, a required comment or cause that is not there.
    /// The names in an audit of another rubric or version are not looked at.
    pub fn read_audit(&self, json: impl AsRef<[u8]>) -> Result<Audit, AuditError> {
        let mut problems = Vec::new();
        // A byte-order mark is no part of the text, nor of its first line.
        let json = json.as_ref();
        let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
        if json.len() <= MOST_AUDIT_BYTES
            && let Ok(text) = std::str::from_utf8(json)
            && let Some(audit) = plain::read(self, text)
        {
            return Ok(audit);
        }
        let audit = match json::document(json) {
            Ok(text) => read(self, text, &mut problems),
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        match audit {
            Some(audit) if problems.is_empty() => Ok(audit),
            _ => {
                place(json, &mut problems);
                Err(AuditError { problems })
            }
        }
    }
}

/// Finds the lines and columns of problems by their pointers.
fn place(json: &[u8], problems: &mut [Problem]) {
    let Ok(text) = std::str::from_utf8(json) else {
        return;
    };
    let wanted = problems.iter().map(|problem| problem.pointer.as_str());
    let found = scan::places(
        text,
        &wanted.filter(|pointer| !pointer.is_empty()).collect(),
    );
    let mut at: Vec<(usize, usize)> = Vec::new();
    for (number, problem) in problems.iter().enumerate() {
        let Some((first, last)) = found.get(&problem.pointer) else {
            continue;
        };
        at.push((if problem.last { *last } else { *first }, number));
    }
    at.sort_unstable();
    // Lines and columns are counted on from one problem to the next.
    let (mut line, mut column, mut from) = (1_usize, 1_usize, 0_usize);
    for (offset, number) in at {
        let between = text.as_bytes().get(from..offset).unwrap_or_default();
        let (lines, columns) = json::place(between);
        if lines > 1 {
            column = columns;
        } else {
            column = column.saturating_add(columns.saturating_sub(1));
        }
        line = line.saturating_add(lines.saturating_sub(1));
        from = offset;
        if let Some(problem) = problems.get_mut(number) {
            (problem.line, problem.column) = (Some(line), Some(column));
        }
    }
}

fn read(rubric: &Rubric, text: &RawValue, problems: &mut Vec<Problem>) -> Option<Audit> {
    let root = Pointer::Root;
    let all = members(text, &root, problems)?;
    let mut audit = Audit::blank(rubric.index());
    let suggestions = Suggestions::default();
    let same_rubric = header::read(rubric, &all, &mut audit, &root, problems, &suggestions);
    if problems.iter().any(|problem| problem.whole) {
        return None;
    }
    let facts = required(&all, "facts", "\"facts\": {}", &root, problems);
    let answers = required(&all, "answers", "\"answers\": {}", &root, problems);
    let at = root.member("facts");
    if let Some(facts) = facts.and_then(|facts| members(facts, &at, problems))
        && same_rubric
    {
        for (name, value) in facts.iter() {
            let at = at.member(name);
            let read = answer::fact(value, &at)
                .and_then(|value| fit::fact(rubric.index(), name, &value, &at, &suggestions));
            match read {
                Ok((place, value)) => {
                    if let Some(fact) = audit.facts.get_mut(place) {
                        *fact = Some(value);
                    }
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
    let at = root.member("answers");
    if let Some(answers) = answers.and_then(|answers| members(answers, &at, problems))
        && same_rubric
    {
        for (name, value) in answers.iter() {
            let read = read_answer(rubric, name, value, &at.member(name), &suggestions);
            match read {
                Ok((answer, (place, fitted))) => audit.give(place, fitted, &answer),
                Err(found) => problems.extend(found),
            }
        }
    }
    if let Some(value) = all.get("retired") {
        audit.retired = retired::all(value, &root.member("retired"), problems, &suggestions);
    }
    Some(audit)
}

fn required<'a>(
    all: &Members<'a>,
    name: &str,
    example: &str,
    at: &Pointer<'_>,
    problems: &mut Vec<Problem>,
) -> Option<&'a RawValue> {
    let found = all.get(name);
    if found.is_none() {
        problems.push(
            at.problem(format!("`{name}` is missing"))
                .help(format!("add `{example}`")),
        );
    }
    found
}

fn read_answer(
    rubric: &Rubric,
    name: &str,
    value: &RawValue,
    at: &Pointer<'_>,
    suggestions: &Suggestions,
) -> Result<(Answer, (usize, Fitted)), Vec<Problem>> {
    let index = rubric.index();
    fit::criterion(index, name, at, suggestions).map_err(|problem| vec![problem])?;
    if json::kind(value) == json::Kind::List {
        return Err(vec![crate::advice::a_list(
            index,
            name,
            answer::texts(value),
            at,
        )]);
    }
    let mut problems = Vec::new();
    match answer::answer(value, at, &mut problems, suggestions) {
        Some(answer) => {
            let fitted = fit::answer(index, name, &answer, true, at, suggestions)?;
            Ok((answer, fitted))
        }
        None => Err(problems),
    }
}
