//! What is said of each kind of finding, whatever finds it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking"
)]

use rubric_compiler::source::MemorySource;
use rubric_compiler::{Compilation, compile_with};
use rubric_lang::diagnostic::Code;
use rubric_lang::diagnostic::render::{HumanOptions, human};
use rubric_model::assurance::{Finding, Question, Verdict};

use super::told;

const VISITS: &str = r#"rubric visits "Visits" {
  version 1.0.0
  default grades colours
  grades colours "Colours" {
    gold  "Gold"  when heard is yes and safe is yes
    green "Green" when kind is yes
    grey  "Grey"  when heard is no and heard is yes
    red   "Red"   otherwise
  }
  section care "Care" {
    grades marks
    criterion heard "The person is heard" { yes-no }
    criterion safe  "The home is safe"    { yes-no }
    criterion kind  "Staff are kind"      { yes-no }
  }
  grades marks "Marks" { good "Good" from 70%  poor "Poor" otherwise }
  limit unheard "A visit on which nobody was heard is red" {
    overall at most red
    when heard is no
  }
  guarantee heard-out "A visit on which nobody was heard is never green" {
    whenever heard is no
    then     overall is below green
  }
  test all-well "A visit with nothing amiss is gold" {
    answer every criterion yes
    expect overall is gold
  }
}
"#;

/// What is said where this is found.
fn compilation(findings: &[Finding]) -> Compilation {
    let source = MemorySource::new().with("visits.rubric", VISITS);
    compile_with(&source, "visits.rubric", &|rubric, places| {
        told(findings, &rubric.model().overall.ladder, places)
    })
}

fn codes(compilation: &Compilation) -> Vec<Code> {
    let diagnostics = compilation.diagnostics.iter();
    diagnostics.map(|diagnostic| diagnostic.code).collect()
}

fn found(question: Question, verdict: Verdict, story: Option<&str>) -> Finding {
    Finding {
        question,
        claim: "It is so".to_owned(),
        verdict,
        story: story.map(str::to_owned),
        audits: Vec::new(),
    }
}

fn guarantee() -> Question {
    let name = "heard-out".to_owned();
    Question::Guarantee { name }
}

fn overall(grade: &str) -> Question {
    let grade = grade.to_owned();
    Question::OverallGrade { grade }
}

fn of_sections(grade: &str) -> Question {
    Question::SectionGrade {
        ladder: "colours".to_owned(),
        grade: grade.to_owned(),
    }
}

fn limit() -> Question {
    let name = "unheard".to_owned();
    Question::LimitBites { name }
}

fn crossing() -> Question {
    Question::RungsDoNotCross {
        ladder: "colours".to_owned(),
        upper: "gold".to_owned(),
        lower: "green".to_owned(),
    }
}

#[test]
fn what_is_not_so_is_told_in_the_order_of_the_file_with_its_story() {
    let story = Some("With `heard` no and `kind` yes, the overall grade is green.");
    let compilation = compilation(&[
        found(guarantee(), Verdict::Refuted, story),
        found(overall("grey"), Verdict::Refuted, None),
        found(
            crossing(),
            Verdict::Refuted,
            Some("With all three yes, both rules hold."),
        ),
        found(limit(), Verdict::Refuted, None),
    ]);
    let options = HumanOptions {
        colour: false,
        width: 100,
        unicode: true,
    };
    insta::assert_snapshot!(human(
        &compilation.files,
        &compilation.diagnostics,
        &options
    ));
    assert!(compilation.rubric.is_none());
    assert!(compilation.tests.is_empty());
}

#[test]
fn what_is_so_is_not_told() {
    let compilation = compilation(
        &[
            guarantee(),
            overall("grey"),
            of_sections("grey"),
            limit(),
            crossing(),
        ]
        .map(|question| found(question, Verdict::Proved, None)),
    );
    assert_eq!(codes(&compilation), []);
    assert!(compilation.rubric.is_some());
    assert_eq!(compilation.tests.len(), 1);
}

#[test]
fn of_what_is_not_decided_only_guarantees_are_told() {
    let compilation = compilation(
        &[
            guarantee(),
            overall("grey"),
            of_sections("grey"),
            limit(),
            crossing(),
        ]
        .map(|question| found(question, Verdict::NotDecided, None)),
    );
    assert_eq!(codes(&compilation), [Code::GuaranteeNotDecided]);
    assert!(compilation.rubric.is_some());
    let help = compilation.diagnostics.first().unwrap().help.as_deref();
    assert_eq!(
        help,
        Some("`rubric verify FILE --within SECONDS` searches longer")
    );
}

#[test]
fn a_grade_is_reached_where_it_may_be_overall_or_of_a_section() {
    let of = |verdict| {
        codes(&compilation(&[
            found(overall("grey"), Verdict::Refuted, None),
            found(of_sections("grey"), verdict, None),
        ]))
    };
    assert_eq!(of(Verdict::Refuted), [Code::GradeNeverReached]);
    assert_eq!(of(Verdict::Proved), []);
    assert_eq!(of(Verdict::NotDecided), []);
}
