//! What changes do together, and what that asks of the version.

use rubric_model::assurance::{Question, Verdict};
use rubric_model::diff::{Bump, Class, Difference, Standing};
use rubric_verify::Budget;

use super::{BASE, rubric, with};
use crate::diff::decide::verdict;
use crate::diff::diff;

const BUDGET: Budget<'static> = Budget::SHORT;

fn difference(edits: &[(&str, &str)]) -> Difference {
    let (old, new) = (rubric(BASE), with(edits));
    diff(&old, &new, BUDGET).with_audits(None)
}

/// The class, whether it is decided, and what the version is.
fn found(edits: &[(&str, &str)]) -> (Option<Class>, bool, Standing, Option<String>) {
    let found = difference(edits);
    (
        found.class,
        found.decided,
        found.version.standing,
        found.version.at_least,
    )
}

fn version(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn nothing_calls_for_nothing() {
    let none = found(&[]);
    assert_eq!(none, (None, true, Standing::Enough, None));
    let number_alone = found(&[("1.0.0", "1.0.1")]);
    assert_eq!(number_alone, (None, true, Standing::Enough, None));
}

#[test]
fn words_call_for_a_patch() {
    let edit = ("\"Each need.\"", "\"Every need.\"");
    let too_low = found(&[edit]);
    let expected = (Some(Class::Text), true, Standing::TooLow, version("1.0.1"));
    assert_eq!(too_low, expected);
    let enough = found(&[edit, ("1.0.0", "1.0.1")]);
    assert_eq!(enough.2, Standing::Enough);
}

#[test]
fn another_question_calls_for_a_minor_version() {
    let edit = ("Are the needs clear?", "Are all the needs clear?");
    let found = found(&[edit, ("1.0.0", "1.0.9")]);
    let expected = (Some(Class::Shape), true, Standing::TooLow, version("1.1.0"));
    assert_eq!(found, expected);
}

#[test]
fn a_renamed_question_that_counts_and_limits_is_proved_to_change_nothing() {
    let renamed = [
        (
            "criterion specified \"Is it specific?\" {",
            "criterion specific \"Is it specific?\" { was specified ",
        ),
        ("when specified is not-met", "when specific is not-met"),
    ];
    let found = difference(&renamed);
    assert_eq!(found.class, Some(Class::Shape), "{:#?}", found.changes);
    assert!(found.decided);
    assert_eq!(found.changes.len(), 1, "{:#?}", found.changes);
    assert!(
        found
            .findings
            .iter()
            .all(|one| one.verdict == Verdict::Proved)
    );
}

#[test]
fn a_threshold_changes_a_grade_and_no_score_and_an_audit_shows_it() {
    let found = difference(&[("from 70%", "from 65%"), ("1.0.0", "1.1.0")]);
    assert_eq!(found.class, Some(Class::Grade));
    assert!(found.decided);
    assert_eq!(
        verdict(&found.findings, &Question::SameScore),
        Verdict::Proved
    );
    assert_eq!(
        verdict(&found.findings, &Question::SameGrade),
        Verdict::Refuted
    );
    assert_eq!(found.findings[1].audits.len(), 2);
    let story = found.findings[1].story.as_deref().unwrap();
    assert!(story.contains("by the new version and"), "{story}");
    assert_eq!(found.version.standing, Standing::TooLow);
    assert_eq!(found.version.bump, Some(Bump::Major));
    assert_eq!(found.version.because, ["grades judgement"]);
    let [change] = found.changes.as_slice() else {
        panic!("{:#?}", found.changes);
    };
    assert_eq!(change.class, Class::Grade);
    assert!(change.lowered);
    let alone = change.alone.as_ref().unwrap();
    assert_eq!(
        (alone.same_score, alone.same_grade),
        (Verdict::Proved, Verdict::Refuted)
    );
    assert_eq!(alone.audits.len(), 2);
}

#[test]
fn what_may_change_grades_and_is_proved_not_to_is_shape() {
    // Nothing is graded by this ladder.
    let found = difference(&[(
        "when needs-clear is met",
        "when needs-clear is at least partly",
    )]);
    assert_eq!(found.class, Some(Class::Shape), "{:#?}", found.findings);
    assert!(found.decided);
    assert_eq!(found.changes[0].class, Class::Shape);
    assert_eq!(found.version.bump, Some(Bump::Minor));
}

#[test]
fn a_question_more_is_a_major_change_by_rule_and_nothing_is_proved() {
    let question = (
        "    criterion needs-told",
        "    criterion needs-met \"Are they met?\"\n    criterion needs-told",
    );
    let found = difference(&[question, ("1.0.0", "1.9.0")]);
    assert_eq!(found.class, Some(Class::Grade));
    assert!(!found.decided);
    assert!(
        found
            .findings
            .iter()
            .all(|one| one.verdict == Verdict::NotDecided)
    );
    assert_eq!(found.version.standing, Standing::TooLow);
    assert_eq!(found.version.at_least, version("2.0.0"));
}

#[test]
fn what_is_not_decided_counts_as_its_rules_suggest() {
    let edits = [("from 70%", "from 65%"), ("1.0.0", "1.1.0")];
    let (old, new) = (rubric(BASE), with(&edits));
    let found = diff(&old, &new, Budget::of_steps(1, 1)).with_audits(None);
    assert_eq!(found.class, Some(Class::Grade));
    assert!(!found.decided);
    assert_eq!(found.version.standing, Standing::NotDecided);
    let enough = with(&[edits[0], ("1.0.0", "2.0.0")]);
    let found = diff(&old, &enough, Budget::of_steps(1, 1)).with_audits(None);
    assert_eq!(found.version.standing, Standing::Enough);
}

#[test]
fn another_rubric_is_no_version() {
    let found = found(&[
        ("rubric plans ", "rubric our-plans "),
        ("from 70%", "from 65%"),
    ]);
    assert_eq!(
        found,
        (Some(Class::Grade), true, Standing::OtherRubric, None)
    );
}

#[test]
fn an_overlay_gives_its_reasons() {
    use rubric_model::rubric::{Change, Said};
    let old = rubric(BASE);
    let mut new = with(&[("from 70%", "from 65%"), ("from 40%", "from 45%")])
        .model()
        .clone();
    let changed = |of: &str, because: &str| Change {
        rubric: "ours 1.0.0".to_owned(),
        file: "ours.rubric".to_owned(),
        line: 3,
        what: vec![Said {
            of: of.to_owned(),
            was: None,
            is: None,
        }],
        because: because.to_owned(),
        not_comparable: false,
    };
    let origin = new.provenance.elements.get_mut("grades judgement").unwrap();
    origin.changes = vec![
        changed("good", "Panel, May"),
        changed("fair", "Panel, June"),
    ];
    let found = crate::diff::changes(old.model(), &new);
    let reasons: Vec<_> = found.iter().map(|one| one.because.as_deref()).collect();
    assert_eq!(reasons, [Some("Panel, May"), Some("Panel, June")]);
}

/// A question that is asked only of some cases: the audits of other cases fit both versions, and prove
/// nothing of those that were asked.
#[test]
fn a_question_of_some_cases_that_is_removed_is_major_by_rule() {
    let text = |version: &str, asked: &str| {
        format!(
            "rubric plans \"Plans\" {{ version {version}  fact age \"Age\" {{ number 0 to 25 }}\n\
             grades judgement \"Judgement\" {{ good \"Good\" from 70%  weak \"Weak\" otherwise }}\n\
             section a \"A\" {{ criterion one \"One?\" {{ yes-no }}\n{asked} }} }}"
        )
    };
    let asked = "criterion adult \"Adult?\" { yes-no  applies when age is at least 18 }";
    let (with, without) = (rubric(&text("1.0.0", asked)), rubric(&text("1.1.0", "")));
    for (old, new) in [(&with, &without), (&without, &with)] {
        let found = diff(old, new, Budget::SHORT).with_audits(None);
        assert_eq!((found.class, found.decided), (Some(Class::Grade), false));
        let asked = found.changes.iter().find(|one| one.element == "adult");
        assert!(asked.is_some_and(|one| one.alone.is_none()), "{found:#?}");
    }
    let found = diff(&with, &without, Budget::SHORT).with_audits(None);
    assert_eq!(found.version.standing, Standing::TooLow);
    assert_eq!(found.version.at_least.as_deref(), Some("2.0.0"));
}
