//! Papers of two small standards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that fails says where"
)]

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::Rubric;
use rubric_model::rubric::Change;
use rubric_verify::Budget;
use rubric_versions::diff::diff;

use super::{markdown, paper, text};
use crate::page::Style;

const OLD: &str = r#"rubric plans "Plans" {
  version 1.0.0
  scale evidence "Evidence" { met "Met" 2  partly "Partly met" 1  not-met "Not met" 0 }
  grades judgement "Judgement" { good "Good" from 70%  fair "Fair" from 40%  weak "Weak" otherwise }
  section needs "Needs" {
    criterion clear   "Are the needs clear?"
    criterion current "Are the needs current?" { weight 2 }
    criterion agreed  "Were they agreed?"
  }
  limit unclear "A plan with unclear needs is not good" {
    overall at most fair
    when clear is not-met
  }
}
"#;

fn rubric(text: &str) -> Rubric {
    let source = MemorySource::new().with("plans.rubric", text);
    let model = compile(&source, "plans.rubric").rubric.expect(text);
    Rubric::from_model(model).unwrap()
}

fn changed(edits: &[(&str, &str)]) -> Rubric {
    let mut text = OLD.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    rubric(&text)
}

const SEVERAL: &[(&str, &str)] = &[
    ("1.0.0", "1.1.0"),
    ("from 70%", "from 65%"),
    ("Are the needs clear?", "Is every *need* clear?"),
    ("weight 2", "weight 1"),
    ("overall at most fair", "overall at most weak"),
];

fn audit(reference: &str, levels: [&str; 3]) -> String {
    let [clear, current, agreed] = levels;
    format!(
        r#"{{"format":"rubric-audit/1","rubric":{{"name":"plans","version":"1.0.0"}},"reference":"{reference}","date":"2026-10-01","facts":{{}},"answers":{{"clear":"{clear}","current":"{current}","agreed":"{agreed}"}}}}"#
    )
}

/// The paper on a terminal and as Markdown.
fn shown(new: &Rubric, audits: &[String]) -> [String; 2] {
    let old = rubric(OLD);
    let comparison = diff(&old, new, Budget::SHORT);
    let rescored = (!audits.is_empty()).then(|| {
        let mut rescoring = comparison.rescoring();
        for (place, audit) in (1_usize..).zip(audits) {
            rescoring.add(&format!("audits.ndjson, line {place}"), audit.as_bytes());
        }
        rescoring.finish()
    });
    let difference = comparison.with_audits(rescored);
    let parts = paper::paper([old.model(), new.model()], &difference);
    let style = Style {
        width: 80,
        colour: false,
    };
    [text::text(&parts, style), markdown::markdown(&parts)]
}

#[test]
fn several_changes_with_audits() {
    let audits = [
        audit("p-1", ["met", "partly", "met"]),
        audit("p-2", ["not-met", "met", "met"]),
        audit("p-3", ["met", "met", "partly"]),
        audit("p-4", ["met", "met", "maybe"]),
    ];
    let [text, markdown] = shown(&changed(SEVERAL), &audits);
    insta::assert_snapshot!("several_text", text);
    insta::assert_snapshot!("several_markdown", markdown);
}

#[test]
fn a_question_more_and_one_renamed() {
    let new = changed(&[
        (
            "criterion agreed ",
            "criterion shared \"Were they shared?\"\n criterion agreement ",
        ),
        ("Were they agreed?\"", "Were they agreed?\" { was agreed }"),
    ]);
    let [text, _] = shown(&new, &[audit("p-1", ["met", "met", "met"])]);
    insta::assert_snapshot!("question_text", text);
}

#[test]
fn words_alone() {
    let [text, markdown] = shown(
        &changed(&[("\"Evidence\"", "\"Strength of evidence\"")]),
        &[],
    );
    insta::assert_snapshot!("words_text", text);
    insta::assert_snapshot!("words_markdown", markdown);
}

#[test]
fn nothing() {
    let [text, _] = shown(&rubric(OLD), &[]);
    insta::assert_snapshot!("nothing_text", text);
}

#[test]
fn a_local_standard_gives_its_reasons() {
    let mut model = changed(&[
        ("plans \"Plans\"", "ours \"Our plans\""),
        ("weight 2", "weight 1"),
    ])
    .model()
    .clone();
    let origin = model.provenance.elements.get_mut("current").unwrap();
    origin.changes.push(Change {
        rubric: "ours 1.0.0".into(),
        file: "ours.rubric".into(),
        line: 4,
        what: Vec::new(),
        because: "the panel asked for it in May".into(),
        not_comparable: false,
    });
    let [text, _] = shown(&Rubric::from_model(model).unwrap(), &[]);
    insta::assert_snapshot!("local_text", text);
}
