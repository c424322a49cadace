//! The conformance suite: every `.rubric` file below `rubric-lang/suite/` says in comments what is
//! to be said of it, and nothing else may be, and what its tests come to. The README there describes
//! the comments. With `UPDATE_SUITE=1` they are written anew, for a person to read. Beside each case
//! of which something is said stands a snapshot of the source and of what a person is shown.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

#[path = "support/outcome.rs"]
mod outcome;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rubric_compiler::fix::fix;
use rubric_compiler::source::MemorySource;
use rubric_compiler::{Compilation, run_tests};
use rubric_engine::Rubric;
use rubric_lang::diagnostic::render::{HumanOptions, human, plain};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::fix::apply;
use rubric_lang::format::format;
use rubric_lang::source::{FileId, SourceFile};
use rubric_verify::check_all;

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rubric-lang/suite")
}

/// A case, by its path below the suite.
struct Case {
    name: String,
    text: String,
    compilation: Compilation,
}

/// Every case, in order.
fn cases() -> Vec<Case> {
    let mut folders = vec![suite()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().unwrap() != PARTS {
                    folders.push(path);
                }
            } else if path
                .extension()
                .is_some_and(|extension| extension == "rubric")
            {
                let name = path.strip_prefix(suite()).unwrap().to_str().unwrap();
                let name = name.replace('\\', "/");
                let text = fs::read_to_string(path).unwrap();
                let compilation = compiled(&name, &text);
                found.push(Case {
                    name,
                    text,
                    compilation,
                });
            }
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// A folder of files that the cases beside it are built on. Those in a folder of it can be named without
/// quotes too: `county/agencies`.
const PARTS: &str = "parts";

/// A case and the files that it may be built on.
fn source(name: &str, text: &str) -> MemorySource {
    let mut source = MemorySource::new().with(name, text);
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let parts = suite().join(folder).join(PARTS);
    let mut folders = vec![parts.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            let inside = path.strip_prefix(&parts).unwrap().to_str().unwrap();
            let inside = inside.replace('\\', "/");
            let whole = path.strip_prefix(suite()).unwrap().to_str().unwrap();
            let whole = whole.replace('\\', "/");
            source = source.with(inside, bytes.clone()).with(whole, bytes);
        }
    }
    source
}

fn compiled(name: &str, text: &str) -> Compilation {
    check_all(&source(name, text), name)
}

/// `error 4:7-4:13 R0101`, the line that expects a diagnostic.
fn expectation(compilation: &Compilation, diagnostic: &Diagnostic) -> String {
    let file = compilation.files.get(diagnostic.span.file).unwrap();
    let (start, end) = (
        file.position(diagnostic.span.start),
        file.position(diagnostic.span.end),
    );
    let severity = diagnostic.severity().as_str();
    let elsewhere = match diagnostic.span.file {
        FileId(0) => String::new(),
        _ => format!("{} ", file.name()),
    };
    format!("{severity} {elsewhere}{start}-{end} {}", diagnostic.code)
}

/// The words that a comment which expects something begins with.
const EXPECTATIONS: [&str; 5] = ["error", "warning", "note", "outcome", "digest"];

/// `error 4:7-4:13 R0101` out of `# error 4:7-4:13 R0101`.
fn expectation_in(line: &str) -> Option<&str> {
    let said = line.strip_prefix("# ")?.trim_end();
    let word = said.split(' ').next()?;
    EXPECTATIONS.contains(&word).then_some(said)
}

fn expects(text: &str, word: &str) -> bool {
    text.lines()
        .filter_map(expectation_in)
        .any(|said| said.split(' ').next() == Some(word))
}

/// What the comments of a case should say, line by line: every diagnostic, and, where the case asks
/// for them, the outcome of every test and the digest.
fn actual(compilation: &Compilation, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = compilation
        .diagnostics
        .iter()
        .map(|diagnostic| expectation(compilation, diagnostic))
        .collect();
    if let Some(model) = &compilation.rubric {
        if expects(text, "outcome") {
            let rubric = Rubric::from_model(model.clone()).unwrap();
            let outcome = |test| outcome::line(&rubric, test);
            lines.extend(compilation.tests.iter().map(outcome));
        }
        if expects(text, "digest") {
            lines.push(format!("digest {}", model.digest));
        }
    }
    lines
}

#[test]
fn the_one_layout_changes_nothing_that_is_compiled() {
    let mut laid_out = 0;
    for case in cases() {
        let Some(rubric) = &case.compilation.rubric else {
            continue;
        };
        let file = SourceFile::new(case.name.as_str(), case.text);
        let Ok(text) = format(FileId(0), &file) else {
            continue;
        };
        laid_out += 1;
        let again = compiled(&case.name, &text).rubric;
        let digest = again.map(|rubric| rubric.digest);
        assert_eq!(
            Some(&rubric.digest),
            digest.as_ref(),
            "{}:\n{text}",
            case.name
        );
    }
    assert!(laid_out > 10, "{laid_out} rubrics were laid out");
}

#[test]
fn every_case_says_what_it_expects_and_no_more() {
    let cases = cases();
    let first = cases.first().map(|case| case.name.as_str());
    assert_eq!(first, Some("a-whole-example.rubric"));
    let mut wrong = Vec::new();
    for Case {
        name,
        text,
        compilation,
    } in &cases
    {
        let actual = actual(compilation, text);
        let expected: Vec<&str> = text.lines().filter_map(expectation_in).collect();
        if actual != expected {
            wrong.push(format!("{name}\n{}", differences(&expected, &actual)));
            update(name, text);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines that differ, those of one place under each other.
fn differences(expected: &[&str], actual: &[String]) -> String {
    let mut said = String::new();
    for place in 0..expected.len().max(actual.len()) {
        let (expected, actual) = (expected.get(place), actual.get(place));
        if expected.copied() != actual.map(String::as_str) {
            let expected = expected.unwrap_or(&"nothing");
            let actual = actual.map_or("nothing", String::as_str);
            said.push_str(&format!("  expected {expected}\n  came out {actual}\n"));
        }
    }
    said
}

/// Writes the expectations of a case anew, if asked to: after the comment it begins with.
fn update(name: &str, text: &str) {
    if std::env::var_os("UPDATE_SUITE").is_none() {
        return;
    }
    let lines = || text.split_inclusive('\n');
    let is_lead = |line: &&str| {
        let line = line.trim_start_matches('\u{FEFF}');
        line.starts_with('#') && expectation_in(line).is_none()
    };
    let lead: String = lines().take_while(is_lead).collect();
    let rest: String = lines()
        .skip_while(is_lead)
        .filter(|line| expectation_in(line).is_none())
        .collect();
    let count = actual(&compiled(name, &format!("{lead}{rest}")), text).len();
    let compilation = compiled(name, &format!("{lead}{}{rest}", "#\n".repeat(count)));
    let expectations: String = actual(&compilation, text)
        .iter()
        .map(|line| format!("# {line}\n"))
        .collect();
    fs::write(suite().join(name), format!("{lead}{expectations}{rest}")).unwrap();
}

#[test]
fn what_has_no_error_compiles_and_passes_its_own_tests() {
    for case in cases() {
        let fails = case
            .compilation
            .diagnostics
            .iter()
            .any(Diagnostic::is_error);
        let is_library = case.text.lines().any(|line| line.starts_with("library "));
        let compiles = case.compilation.rubric.is_some();
        assert_eq!(compiles, !fails && !is_library, "{}", case.name);
        if let Some(model) = case.compilation.rubric {
            let rubric = Rubric::from_model(model).unwrap();
            for result in run_tests(&rubric, &case.compilation.tests) {
                assert!(result.passed(), "{}: {result:#?}", case.name);
            }
        }
    }
}

#[test]
fn what_a_person_is_shown() {
    let options = HumanOptions {
        colour: false,
        width: 100,
        unicode: true,
    };
    let said_of = |case: &Case| !case.compilation.diagnostics.is_empty();
    for case in cases().into_iter().filter(said_of) {
        let shown = human(
            &case.compilation.files,
            &case.compilation.diagnostics,
            &options,
        );
        let name = case.name.trim_end_matches(".rubric").replace('/', "__");
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, format!("{}\n────────────\n\n{shown}", case.text));
        });
    }
}

/// Codes that no small text file can show; the tests of the compiler, of the command and of
/// `check_all` show them. A test that fails is no matter of compiling, and the tests of every case
/// pass. Which guarantees are not decided depends on the search.
const WITHOUT_A_CASE: [Code; 11] = [
    Code::FileTooLarge,
    Code::NotText,
    Code::NestedTooDeep,
    Code::FileUnreadable,
    Code::TooManyThings,
    Code::MoreProblems,
    Code::TextTooLong,
    Code::TestFailed,
    Code::GuaranteeNotDecided,
    Code::ChangedUnderLock,
    Code::BadLock,
];

#[test]
fn every_code_has_a_case() {
    let seen: BTreeSet<Code> = cases()
        .iter()
        .flat_map(|case| case.compilation.diagnostics.iter().map(|found| found.code))
        .collect();
    let missing: Vec<&Code> = Code::ALL
        .iter()
        .filter(|code| !seen.contains(code) && !WITHOUT_A_CASE.contains(code))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

/// The cases that show what the language can say have a first line that says what they show, and
/// pin what comes of it.
#[test]
fn every_construct_says_what_it_shows_and_what_comes_of_it() {
    let constructs = cases()
        .into_iter()
        .filter(|case| case.name.starts_with("constructs/"));
    for Case { name, text, .. } in constructs {
        let first = text.lines().next().unwrap().trim_start_matches('\u{FEFF}');
        assert!(first.starts_with("# ") && first.ends_with('.'), "{name}");
        assert!(expectation_in(first).is_none(), "{name}");
        assert!(
            expects(&text, "outcome") || expects(&text, "digest"),
            "{name}"
        );
    }
}

#[test]
fn messages_keep_to_the_style() {
    for case in cases() {
        for Diagnostic { message, label, .. } in &case.compilation.diagnostics {
            assert!(!message.ends_with('.'), "{message}");
            assert!(!message.starts_with(char::is_uppercase), "{message}");
            assert!(label.chars().count() <= 80, "{label}");
        }
    }
}

/// A fix, made, leaves one diagnostic less of its kind.
#[test]
fn fixes_mend() {
    for case in cases() {
        let before = &case.compilation.diagnostics;
        for diagnostic in before {
            if diagnostic.fix.is_none() || diagnostic.span.file != FileId(0) {
                continue;
            }
            let file = diagnostic.span.file;
            let fixed = apply(file, &case.text, [diagnostic]);
            assert!(fixed.skipped.is_empty(), "{}: {diagnostic:?}", case.name);
            // Where two blocks are unclosed, closing one leaves the other to blame for both.
            let unclosed = |found: &&Diagnostic| found.code == Code::UnclosedBlock;
            if unclosed(&diagnostic) && before.iter().filter(unclosed).count() > 1 {
                continue;
            }
            let mended = fixed.text;
            let after = compiled(&case.name, &mended);
            let same = |other: &&Diagnostic| {
                other.code == diagnostic.code && other.message == diagnostic.message
            };
            let count = |all: &[Diagnostic]| all.iter().filter(same).count();
            let shown = plain(&after.files, &after.diagnostics);
            assert!(
                count(&after.diagnostics) < count(before),
                "{}: {}\n{mended}\n{shown}",
                case.name,
                diagnostic.message
            );
        }
    }
}

/// Fixes never add errors, leave nothing for a second time, and never change what a file means that
/// compiles.
#[test]
fn all_fixes_together_mend_once_and_keep_the_meaning() {
    for case in cases() {
        let errors = |all: &[Diagnostic]| all.iter().filter(|found| found.is_error()).count();
        let before = case.compilation;
        let mended = fix(&source(&case.name, &case.text), &case.name);
        let after = mended.compilation;
        assert!(
            errors(&after.diagnostics) <= errors(&before.diagnostics),
            "{}: {:#?}",
            case.name,
            after.diagnostics
        );
        assert_eq!(mended.text.is_some(), !mended.made.is_empty());
        let text = mended.text.unwrap_or(case.text);
        let again = fix(&source(&case.name, &text), &case.name);
        assert_eq!(again.made, [], "{}\n{text}", case.name);
        // `is not met`, said as `is below met`, is another condition that holds for the same answers.
        let reworded = mended
            .made
            .iter()
            .any(|made| made.code == Code::IsNotReadsTwice);
        if let Some(rubric) = before.rubric.filter(|_| !reworded) {
            let digest = after.rubric.map(|rubric| rubric.digest);
            assert_eq!(digest, Some(rubric.digest), "{}\n{text}", case.name);
        }
    }
}

/// What is certain is mended, and what a person must choose is left as it stands.
#[test]
fn what_fixes_make_of_it() {
    for name in [
        "checks/fixes-are-certain.rubric",
        "mistakes/what-a-word-processor-does.rubric",
        "mistakes/small-slips.rubric",
        "mistakes/titles-without-their-closing-quote.rubric",
        "mistakes/a-missing-brace-inside-a-line.rubric",
        "mistakes/a-brace-that-a-fix-adds.rubric",
        "mistakes/words-with-other-hyphens.rubric",
    ] {
        let text = fs::read_to_string(suite().join(name)).unwrap();
        let mended = fix(&MemorySource::new().with(name, text), name);
        let made: String = mended
            .made
            .iter()
            .map(|made| format!("{}: {} [{}]\n", made.place, made.message, made.code))
            .collect();
        let left: String = mended
            .compilation
            .diagnostics
            .iter()
            .map(|left| format!("{}: {}\n", left.severity().as_str(), left.message))
            .collect();
        let text = mended.text.unwrap();
        let lines = text.lines().filter(|line| expectation_in(line).is_none());
        let text = lines.collect::<Vec<_>>().join("\n");
        let name = format!(
            "fixed__{}",
            name.trim_end_matches(".rubric").replace('/', "__")
        );
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, format!("{made}\n{text}\n\nleft:\n{left}"));
        });
    }
}
