//! Letters and files of assurances made by hand.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod assurances;

use std::fs;
use std::path::PathBuf;

use assurances::{assurance, compared, mixed, other, profile, proved, reference, rubric};
use rubric_model::assurance::{Assurance, Finding};
use rubric_model::rubric::Rubric;

use super::letter::Letter;
use super::{audits, status};
use crate::arguments::{DiagnosticsArguments, VerifyArguments, VerifyFormat};
use crate::failure::{Failure, Status};
use crate::names::Names;
use crate::page::Style;
use crate::report::DiagnosticsFormat;

const STYLE: Style = Style {
    width: 80,
    colour: false,
};

fn arguments() -> VerifyArguments {
    VerifyArguments {
        rubric: PathBuf::from("plan.rubric"),
        within: 30,
        profile: false,
        against: None,
        audits: None,
        format: VerifyFormat::Text,
        diagnostics: DiagnosticsArguments {
            library: Vec::new(),
            diagnostics: DiagnosticsFormat::Human,
            deny_warnings: false,
        },
    }
}

fn letter(
    assurance: &Assurance,
    arguments: &VerifyArguments,
    against: Option<&Rubric>,
    style: Style,
) -> String {
    let rubric = rubric();
    let letter = Letter {
        names: Names::new(&rubric),
        against,
        assurance,
        arguments,
        audits_are_written: arguments.audits.is_some(),
    };
    letter.text(style)
}

#[test]
fn all_is_proved() {
    let text = letter(&assurance(proved()), &arguments(), None, STYLE);
    insta::assert_snapshot!(text);
}

#[test]
fn some_is_refuted_or_not_decided() {
    let text = letter(&assurance(mixed()), &arguments(), None, STYLE);
    insta::assert_snapshot!(text);
}

#[test]
fn with_the_audits_in_a_folder() {
    let mut arguments = arguments();
    arguments.audits = Some(PathBuf::from("shown"));
    let text = letter(&assurance(mixed()), &arguments, None, STYLE);
    insta::assert_snapshot!(text);
}

#[test]
fn a_comparison() {
    let mut arguments = arguments();
    arguments.against = Some(PathBuf::from("old.rubric"));
    let (other, mut assurance) = (other(), assurance(compared()));
    assurance.against = Some(reference(&other));
    insta::assert_snapshot!(letter(&assurance, &arguments, Some(&other), STYLE));
}

#[test]
fn a_profile() {
    let mut assurance = assurance(proved().into_iter().take(1).collect());
    assurance.profile = Some(profile());
    insta::assert_snapshot!(letter(&assurance, &arguments(), None, STYLE));
}

#[test]
fn no_line_is_wider_than_the_page_and_colour_adds_nothing_but_letters() {
    let mut assurance = assurance([proved(), mixed(), compared()].concat());
    assurance.profile = Some(profile());
    for width in [0, 76, 80, 100, 1000] {
        let drawn = |colour| letter(&assurance, &arguments(), None, Style { width, colour });
        let plain = drawn(false);
        for line in plain.lines() {
            let columns = unicode_width::UnicodeWidthStr::width(line);
            assert!(columns <= width.clamp(76, 100), "{width}:\n{line}");
        }
        let mut bare = drawn(true);
        assert_ne!(bare, plain);
        for code in ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"] {
            bare = bare.replace(code, "");
        }
        let trimmed: String = (bare.lines())
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        assert_eq!(trimmed, plain);
    }
}

#[test]
fn a_refutation_outranks_what_was_not_decided() {
    let only = |findings: Vec<Finding>, from: usize| {
        let some = findings.into_iter().skip(from).collect();
        status(&assurance(some))
    };
    assert_eq!(only(proved(), 0), Status::Done);
    assert_eq!(only(mixed(), 0), Status::InputHasErrors);
    assert_eq!(only(compared(), 0), Status::InputHasErrors);
    assert_eq!(only(compared(), 1), Status::NotDecided);
    assert_eq!(only(compared(), 2), Status::Done);
}

#[test]
fn audits_are_files_named_for_question_and_element() {
    let folder = tempfile::tempdir().unwrap();
    let shown = folder.path().join("new/shown");
    audits::make_folder(&shown).unwrap();
    let findings = [mixed(), compared()].concat();
    assert_eq!(audits::write(&shown, &findings).unwrap(), 12);
    let names = || {
        let entries = fs::read_dir(&shown).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    insta::assert_snapshot!(names().join("\n"), @r"
    better-identified-1.json
    better-identified-2.json
    criterion-current-1.json
    criterion-current-2.json
    criterion-identified-1.json
    criterion-identified-2.json
    guarantee-late-plans.json
    overall-good.json
    rungs-judgement_outstanding_good-1.json
    rungs-judgement_outstanding_good-2.json
    same-score.json
    section-judgement_good.json
    ");
    let written = fs::read_to_string(shown.join("same-score.json")).unwrap();
    assert!(
        written.starts_with("{\n  \"format\": \"rubric-audit/1\",\n"),
        "{written}"
    );
    assert!(written.ends_with("}\n"), "{written}");

    // What is there and the same, stays; what is not the same, stays too, and keeps all from being
    // written.
    assert_eq!(audits::write(&shown, &findings).unwrap(), 12);
    fs::remove_file(shown.join("overall-good.json")).unwrap();
    fs::write(shown.join("same-score.json"), "mine").unwrap();
    let failure = audits::write(&shown, &findings).unwrap_err();
    assert!(
        matches!(&failure, Failure::CannotRun { message, .. } if message.contains("is there already")),
        "{failure:?}"
    );
    assert_eq!(
        fs::read_to_string(shown.join("same-score.json")).unwrap(),
        "mine"
    );
    assert_eq!(names().len(), 11);
}
