//! What the extension in `editors/vscode` knows of the language is what the language is.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use rubric_lang::diagnostic::render::short;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::parse::parse;
use rubric_lang::source::{FileId, Files, SourceFile, Span};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode")
}

fn json(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

/// Every text in a JSON value that is the value of one of these keys.
fn texts<'v>(value: &'v Value, keys: &[&str], found: &mut Vec<&'v str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| texts(value, keys, found)),
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if keys.contains(&key.as_str()) => found.push(text),
                    _ => texts(value, keys, found),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn exactly_the_keywords_are_highlighted() {
    let grammar = include_str!("../src/grammar.pest");
    let keyword = Regex::new(r#"(?m)^k_\w+ = @\{ \^"([a-z-]+)""#).unwrap();
    let keywords: BTreeSet<&str> = keyword
        .captures_iter(grammar)
        .map(|found| found.get(1).unwrap().as_str())
        .collect();
    assert_eq!(keywords.len(), grammar.matches("\nk_").count());

    let syntax = json("syntaxes/rubric.tmLanguage.json");
    let mut patterns = Vec::new();
    texts(&syntax, &["match", "begin", "end", "while"], &mut patterns);
    // A pattern's own words: the letter after a backslash, and `(?i)`.
    let not_words = Regex::new(r"\\.|\(\?i\)").unwrap();
    let word = Regex::new("[a-z]+(?:-[a-z]+)*").unwrap();
    let patterns: Vec<_> = patterns
        .iter()
        .map(|pattern| not_words.replace_all(pattern, " "))
        .collect();
    let highlighted: BTreeSet<&str> = patterns
        .iter()
        .flat_map(|pattern| word.find_iter(pattern))
        .map(|found| found.as_str())
        .collect();
    assert_eq!(highlighted, keywords);
}

#[test]
fn every_file_that_the_extension_names_is_there() {
    let package = json("package.json");
    let mut names = Vec::new();
    texts(&package, &["main", "configuration", "path"], &mut names);
    assert_eq!(names.len(), 5, "{names:?}");
    for name in names {
        assert!(folder().join(name).is_file(), "{name}");
    }
}

#[test]
fn the_problem_matcher_reads_every_line_of_the_short_form() {
    let package = json("package.json");
    let pattern = &package["contributes"]["problemMatchers"][0]["pattern"];
    let matcher = Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
    let group = |name: &str| usize::try_from(pattern[name].as_u64().unwrap()).unwrap();

    for name in [
        "plan.rubric",
        "/standards/care plans/plan 2: draft.rubric",
        r"C:\standards\care plans\plan.rubric",
    ] {
        for (code, severity) in [("R0102", "error"), ("R0120", "warning"), ("R0009", "note")] {
            let mut files = Files::new();
            let file = files.add(SourceFile::new(name, "# a plan\n  weight: 3\n"));
            let (start, end) = (11, 17);
            let code_of: Code = code.parse().unwrap();
            let message = "line 3:4: error[R0001]: `a`";
            let said = Diagnostic::new(code_of, Span { file, start, end }, message);
            let related = said
                .related(Span { file, start, end }, "here too")
                .help("so");
            let text = short(&files, &[related]);

            let [line] = text.lines().collect::<Vec<_>>()[..] else {
                panic!("{text}");
            };
            let found = matcher.captures(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(&found[group("file")], name);
            assert_eq!(&found[group("line")], "2");
            assert_eq!(&found[group("column")], "3");
            assert_eq!(&found[group("severity")], severity);
            assert_eq!(&found[group("code")], code);
            assert_eq!(&found[group("message")], message);
        }
    }
    assert!(!matcher.is_match("1 rubric checked: 1 error; `rubric explain R0120` says more"));
}

#[test]
fn every_snippet_can_be_read() {
    let stop = Regex::new(r"\$\{\d+(?::([^}]*)|\|(.*?)(?:,.*)?\|)\}|\$0").unwrap();
    for (name, snippet) in json("snippets.json").as_object().unwrap() {
        let lines = snippet["body"].as_array().unwrap();
        let body: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
        let text = stop.replace_all(&body.join("\n"), "$1$2").into_owned();
        assert!(!text.contains('$'), "{name}: {text}");
        let text = if name == "A whole rubric" {
            text
        } else {
            format!("rubric plan \"Plan\" {{\n{text}\n}}\n")
        };
        let said = parse(FileId(0), &SourceFile::new(name, text)).diagnostics;
        assert!(said.is_empty(), "{name}: {said:?}");
    }
}
