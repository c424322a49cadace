//! A compiled rubric as a program in Jsonnet.

use std::fmt::Write;

use jrsonnet_evaluator::State;
use jrsonnet_evaluator::manifest::JsonFormat;
use serde_json::{Map, Value};

use crate::peer::Failed;

/// Runs a program and gives its JSON.
pub fn run(program: &str) -> Result<String, Failed> {
    let state = State::default();
    let _entered = state.enter();
    let told = |error: jrsonnet_evaluator::Error| error.to_string();
    let value = state
        .evaluate_snippet("standard.jsonnet", program)
        .map_err(told)?;
    Ok(value.manifest(JsonFormat::minify()).map_err(told)?)
}

/// The JSON, which is a program too.
pub fn literal(rubric: &Value) -> String {
    format!("{rubric:#}")
}

/// The program that a person would write: what comes again and again is a function, and long texts are
/// blocks.
pub fn idiomatic(rubric: &Value) -> String {
    let mut program = FUNCTIONS.to_owned();
    write(rubric, 0, &mut program);
    program.push('\n');
    program
}

const FUNCTIONS: &str = "\
local onScale(scale) = { kind: 'scale', scale: scale };
local cite(source, provision) = { source: source, provision: provision };
local good(text) = { kind: 'good', text: text };
local weak(text) = { kind: 'weak', text: text };
local named(name, title) = { name: name, title: title };
local at(line) = { changes: [], file: 'ehc-plan.rubric', line: line, rubric: 'ehc-plan 1.0.0' };
local criterion(name, owner, question, weight, answer) = {
  name: name, owner: owner, question: question, weight: weight, answer: answer,
};
local section(name, title, owner, weight) = {
  name: name, title: title, owner: owner, weight: weight, ladder: 'judgement', sections: [],
};
";

/// What functions make: their name, their arguments, and members that they fill in themselves.
const CALLS: &[(&str, &[&str], &[(&str, &str)])] = &[
    (
        "section",
        &["name", "title", "owner", "weight"],
        &[("ladder", "\"judgement\""), ("sections", "[]")],
    ),
    (
        "criterion",
        &["name", "owner", "question", "weight", "answer"],
        &[],
    ),
    ("onScale", &["scale"], &[("kind", "\"scale\"")]),
    ("cite", &["source", "provision"], &[]),
    ("good", &["text"], &[("kind", "\"good\"")]),
    ("weak", &["text"], &[("kind", "\"weak\"")]),
    (
        "at",
        &["line"],
        &[
            ("changes", "[]"),
            ("file", "\"ehc-plan.rubric\""),
            ("rubric", "\"ehc-plan 1.0.0\""),
        ],
    ),
    ("named", &["name", "title"], &[]),
];

fn write(value: &Value, depth: usize, program: &mut String) {
    let indent = "  ".repeat(depth);
    // The writing of text to a text cannot fail.
    match value {
        Value::String(text) if text.contains('\n') => {
            program.push_str("|||\n");
            for line in text.lines() {
                let _ = match line {
                    "" => writeln!(program),
                    _ => writeln!(program, "{indent}  {line}"),
                };
            }
            let _ = match text.ends_with('\n') {
                true => write!(program, "{indent}|||"),
                false => write!(program, "{indent}|||[:-1]"),
            };
        }
        Value::Array(items) if !items.is_empty() => {
            program.push_str("[\n");
            for item in items {
                let _ = write!(program, "{indent}  ");
                write(item, depth + 1, program);
                program.push_str(",\n");
            }
            let _ = write!(program, "{indent}]");
        }
        Value::Object(members) if !members.is_empty() => object(members, depth, program),
        _ => {
            let _ = write!(program, "{value}");
        }
    }
}

fn object(members: &Map<String, Value>, depth: usize, program: &mut String) {
    let fits = |(_, arguments, fixed): &&(&str, &[&str], &[(&str, &str)])| {
        arguments.iter().all(|name| members.contains_key(*name))
            && (fixed.iter()).all(|(name, value)| {
                members
                    .get(*name)
                    .is_some_and(|one| one.to_string() == *value)
            })
    };
    let mut rest: Vec<_> = members.iter().collect();
    if let Some((function, arguments, fixed)) = CALLS.iter().find(fits) {
        let _ = write!(program, "{function}(");
        for (place, argument) in arguments.iter().enumerate() {
            program.push_str(if place == 0 { "" } else { ", " });
            write(&members[*argument], depth, program);
        }
        program.push(')');
        rest.retain(|(name, _)| {
            !arguments.contains(&name.as_str()) && fixed.iter().all(|(fixed, _)| fixed != name)
        });
        if rest.is_empty() {
            return;
        }
        program.push(' ');
    }
    let indent = "  ".repeat(depth);
    program.push_str("{\n");
    for (name, value) in rest {
        let _ = write!(program, "{indent}  {name:?}: ");
        write(value, depth + 1, program);
        program.push_str(",\n");
    }
    let _ = write!(program, "{indent}}}");
}
