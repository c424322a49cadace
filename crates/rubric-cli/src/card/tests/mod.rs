//! Cards of outcomes made by hand.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

mod outcomes;

use outcomes::{audit, complete, incomplete, nested, not_scored, rubric, with_long_titles};
use rubric_model::outcome::{Notice, NoticeKind, Outcome};

use super::{Line, card, summary};
use crate::names::Names;
use crate::page::Style;

const STYLE: Style = Style {
    width: 80,
    colour: false,
};

fn drawn(outcome: &Outcome) -> String {
    let rubric = rubric();
    card(&Names::new(&rubric), &audit(), outcome, STYLE)
}

#[test]
fn a_complete_audit() {
    insta::assert_snapshot!(drawn(&complete()));
}

#[test]
fn limits_and_nested_sections() {
    insta::assert_snapshot!(drawn(&nested()));
}

#[test]
fn an_incomplete_audit() {
    insta::assert_snapshot!(drawn(&incomplete()));
}

#[test]
fn an_incomplete_audit_with_a_certain_grade() {
    let mut outcome = incomplete();
    if let rubric_model::outcome::Judgement::Open(open) = &mut outcome.overall {
        open.highest.grade = open.lowest.grade.clone();
    }
    outcome.held_back = complete().held_back;
    outcome.can_decide.clear();
    insta::assert_snapshot!(drawn(&outcome));
}

#[test]
fn answers_together() {
    let mut outcome = complete();
    outcome.next.remove(0);
    let card = drawn(&outcome);
    let (_, next) = card.split_once("No single answer").unwrap();
    insta::assert_snapshot!(next.split("Notices").next().unwrap().trim(), @r"
    would reach Outstanding; these 2 together would
       ↑ The description is current → Met
       + Provision is specific → tick also: Who provides it, with which expertise
    ");
}

#[test]
fn no_answers_would_do() {
    let mut outcome = complete();
    outcome.next.clear();
    assert!(
        drawn(&outcome).contains(
            "Not even the best answers to everything that counts would reach Outstanding."
        )
    );
    // Where not all were tried, nothing is claimed of them.
    outcome.notices.push(Notice {
        kind: NoticeKind::AnswersNotTried,
        name: None,
        message: "there are too many answers to try each".to_owned(),
    });
    let card = drawn(&outcome);
    assert!(!card.contains("Not even"));
    assert!(card.contains("There are too many answers to try each."));
}

#[test]
fn what_may_decide_where_that_is_not_certain() {
    let mut outcome = incomplete();
    assert!(drawn(&outcome).contains("These answers can still decide the grade"));
    outcome.can_decide.push("effect".to_owned());
    assert!(drawn(&outcome).contains("Each of these answers can still decide the grade."));
    outcome.notices.push(Notice {
        kind: NoticeKind::DecidingNotTried,
        name: None,
        message: "some may not".to_owned(),
    });
    assert!(drawn(&outcome).contains("Each of these answers may still decide the grade."));
}

#[test]
fn an_audit_in_which_nothing_counts() {
    insta::assert_snapshot!(drawn(&not_scored()));
}

#[test]
fn long_titles() {
    let rubric = with_long_titles();
    insta::assert_snapshot!(card(&Names::new(&rubric), &audit(), &complete(), STYLE));
}

#[test]
fn several_audits() {
    let rubric = rubric();
    let names = Names::new(&rubric);
    let mut outcomes = [complete(), nested(), incomplete(), not_scored()];
    outcomes[1].reference = "2026-Q3-0042-of-the-second-team-and-more".to_owned();
    let lines: Vec<_> = outcomes
        .iter()
        .map(|outcome| Line::new(&names, outcome))
        .collect();
    let text = summary(&lines, STYLE);
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn no_line_is_wider_than_the_page_and_no_text_moves_the_cursor() {
    let names = [rubric(), with_long_titles()];
    let names = [Names::new(&names[0]), Names::new(&names[1])];
    let outcomes = || [complete(), nested(), incomplete(), not_scored()];
    let cases = names
        .iter()
        .flat_map(|names| outcomes().map(|outcome| (names, outcome)));
    for (names, mut outcome) in cases {
        outcome.reference = "a\u{1b}[2J".to_owned();
        for width in [0, 76, 80, 90, 100, 1000] {
            let text = card(
                names,
                &audit(),
                &outcome,
                Style {
                    width,
                    colour: false,
                },
            );
            assert!(!text.contains('\u{1b}'), "{text}");
            for line in text.lines() {
                let columns = unicode_width::UnicodeWidthStr::width(line);
                assert!(
                    columns <= width.clamp(76, 100),
                    "{columns} > {width}:\n{line}"
                );
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_letters() {
    let rubric = rubric();
    let names = Names::new(&rubric);
    let plain = card(&names, &audit(), &complete(), STYLE);
    let styled = card(
        &names,
        &audit(),
        &complete(),
        Style {
            colour: true,
            ..STYLE
        },
    );
    assert_ne!(plain, styled);
    let mut bare = styled;
    for code in ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"] {
        bare = bare.replace(code, "");
    }
    let trimmed: String = bare
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    assert_eq!(trimmed, plain);
}
