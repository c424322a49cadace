//! What a test's audit comes to, as one line of the conformance suite. Its form is described in
//! `rubric-lang/suite/README.md`.

use rubric_compiler::test::Test;
use rubric_engine::Rubric;
use rubric_model::outcome::{
    BitingLimit, Bound, Judgement, NoticeKind, Outcome, Score, SectionOutcome, Settled, Status,
};

/// `outcome strong-plan complete; overall outstanding 1 (100.0%); section C outstanding 1 (100.0%)`
pub fn line(rubric: &Rubric, test: &Test) -> String {
    let audit = test.audit(rubric).unwrap();
    let outcome = rubric.score(&audit);
    let status = match outcome.status {
        Status::Complete => "complete",
        Status::Incomplete => "incomplete",
        Status::NotScored => "not scored",
    };
    let mut parts = vec![
        format!("outcome {} {status}", test.name),
        format!("overall {}", result(&outcome.overall)),
    ];
    sections(&outcome.sections, &mut parts);
    let missing = [NoticeKind::FactMissing, NoticeKind::AnswerMissing];
    names(&outcome, "missing", &missing, &mut parts);
    names(
        &outcome,
        "ignored",
        &[NoticeKind::AnswerNotApplicable],
        &mut parts,
    );
    excluded(&outcome, &mut parts);
    parts.join("; ")
}

/// In reading order, each before the sections inside it.
fn sections(all: &[SectionOutcome], parts: &mut Vec<String>) {
    for section in all {
        parts.push(format!(
            "section {} {}",
            section.name,
            result(&section.judgement)
        ));
        sections(&section.sections, parts);
    }
}

fn result(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Settled(settled) => match &settled.score {
            None => "not scored".to_owned(),
            Some(score) => {
                let grade = settled.grade.as_deref().unwrap();
                format!("{grade} {}{}", number(score), limits(settled))
            }
        },
        Judgement::Open(open) => {
            let scored = open.lowest.score.is_some();
            let perhaps = if scored && open.may_be_not_scored {
                " or not scored"
            } else {
                ""
            };
            format!(
                "{} to {}{perhaps}",
                bound(&open.lowest),
                bound(&open.highest)
            )
        }
    }
}

fn limits(settled: &Settled) -> String {
    if settled.limits.is_empty() {
        assert_eq!(settled.grade, settled.before_limits);
        return String::new();
    }
    let names: Vec<&str> = settled
        .limits
        .iter()
        .map(|limit: &BitingLimit| limit.name.as_str())
        .collect();
    let before = settled.before_limits.as_deref().unwrap();
    format!(", {before} but for {}", names.join(" and "))
}

fn bound(bound: &Bound) -> String {
    match (&bound.grade, &bound.score) {
        (Some(grade), Some(score)) => format!("{grade} {}", number(score)),
        (None, None) => "not scored".to_owned(),
        half => panic!("a bound with only a grade or a score: {half:?}"),
    }
}

fn number(score: &Score) -> String {
    format!("{} ({}%)", score.exact, score.percent)
}

fn names(outcome: &Outcome, word: &str, kinds: &[NoticeKind], parts: &mut Vec<String>) {
    let names: Vec<&str> = outcome
        .notices
        .iter()
        .filter(|notice| kinds.contains(&notice.kind))
        .filter_map(|notice| notice.name.as_deref())
        .collect();
    if !names.is_empty() {
        parts.push(format!("{word} {}", names.join(", ")));
    }
}

fn excluded(outcome: &Outcome, parts: &mut Vec<String>) {
    let share = &outcome.excluded_share;
    if share.exact.to_string() == "0" {
        return;
    }
    let noticed = outcome
        .notices
        .iter()
        .any(|notice| notice.kind == NoticeKind::ExcludedShare);
    let noticed = if noticed { ", noticed" } else { "" };
    parts.push(format!("excluded {}{noticed}", number(share)));
}
