//! A rubric and outcomes under it, made by hand.

use std::collections::BTreeMap;

use rubric_model::Rational;
use rubric_model::audit::{Answer, Audit, DetailedAnswer, FactAnswer, RubricReference, Stage};
use rubric_model::outcome::{
    BitingLimit, Bound, CriterionOutcome, CriterionState, FORMAT, Judgement, NextStep, Notice,
    NoticeKind, Open, Outcome, Score, SectionOutcome, Settled, Status,
};
use rubric_model::rubric::Rubric;
use serde_json::json;

pub fn rubric() -> Rubric {
    let criterion = |name: &str, question: &str| {
        let marks: &[&str] = if name == "effect" {
            &["essential"]
        } else {
            &[]
        };
        json!({
            "name": name, "question": question, "owner": "health", "weight": "1", "marks": marks,
            "answer": { "kind": "scale", "scale": "evidence" },
        })
    };
    let section = |name: &str,
                   title: &str,
                   criteria: serde_json::Value,
                   sections: serde_json::Value| {
        json!({
            "name": name, "title": title, "owner": "health", "weight": "1/2", "ladder": "judgement",
            "criteria": criteria, "sections": sections,
        })
    };
    let checklist = json!({
        "name": "specified", "question": "Provision is specific", "owner": "health", "weight": "1",
        "answer": { "kind": "checklist", "items": [
            { "name": "what", "title": "What will be provided" },
            { "name": "who", "title": "Who provides it, with which expertise" },
            { "name": "how-often", "title": "How often" },
        ] },
    });
    let outcomes = json!({
        "name": "outcomes-served", "question": "Provision serves an outcome", "weight": "1",
        "answer": { "kind": "proportion", "of": "provisions", "none": "excluded" },
    });
    let inner = section(
        "daily-life",
        "Daily life at home, at school and in the places where the child spends time",
        json!([criterion(
            "effect",
            "The effect of each need on daily life is described, so that somebody who has never met the child can picture an ordinary day with it"
        ),]),
        json!([]),
    );
    serde_json::from_value(json!({
        "format": "rubric/1", "name": "plan-health", "title": "Health in EHC plans",
        "version": "1.0.0", "language": "en", "digest": "sha256:00",
        "sources": [], "owners": [{ "name": "health", "title": "Integrated Care Board" }],
        "facts": [{ "name": "has-health-needs", "title": "Does the advice describe health needs?", "kind": "yes-no" }],
        "causes": [{ "name": "writer", "title": "The plan does not carry what the advice says" }],
        "scales": [{ "name": "evidence", "title": "Strength of evidence", "levels": [
            { "name": "met", "title": "Met", "value": "1" },
            { "name": "mostly", "title": "Mostly met", "value": "2/3" },
            { "name": "not-met", "title": "Not met", "value": "0" },
        ] }],
        "ladders": [{ "name": "judgement", "title": "Judgement", "grades": [
            { "name": "outstanding", "title": "Outstanding", "from": "9/10" },
            { "name": "good", "title": "Good", "from": "7/10" },
            { "name": "requires-improvement", "title": "Requires improvement", "from": "91/200" },
            { "name": "inadequate", "title": "Inadequate", "otherwise": true },
        ] }],
        "overall": { "ladder": "judgement" }, "excluded_share_notice": "1/4",
        "sections": [
            section("C", "Health needs", json!([
                criterion("identified", "Health needs related to SEN are identified"),
                criterion("current", "The description is current"),
            ]), json!([inner])),
            section("G", "Health provision", json!([checklist, outcomes]), json!([])),
        ],
        "limits": [], "indicators": [], "guarantees": [],
        "provenance": { "compiler": "0.1.0", "elements": {} },
    }))
    .unwrap()
}

pub fn score(numerator: i64, denominator: i64, percent: &str) -> Score {
    Score {
        exact: Rational::new(numerator, denominator).unwrap(),
        percent: percent.to_owned(),
    }
}

pub fn settled(score: Score, grade: &str) -> Judgement {
    let grade = Some(grade.to_owned());
    Judgement::Settled(Settled {
        score: Some(score),
        grade: grade.clone(),
        before_limits: grade,
        limits: vec![],
    })
}

pub fn limited(score: Score, grade: &str, before: &str, because: &[&str]) -> Judgement {
    let limit = |because: &&str| BitingLimit {
        name: "limit".to_owned(),
        because: (*because).to_owned(),
    };
    Judgement::Settled(Settled {
        score: Some(score),
        grade: Some(grade.to_owned()),
        before_limits: Some(before.to_owned()),
        limits: because.iter().map(limit).collect(),
    })
}

pub fn unscored() -> Judgement {
    Judgement::Settled(Settled {
        score: None,
        grade: None,
        before_limits: None,
        limits: vec![],
    })
}

pub fn open(low: (Score, &str), high: (Score, &str), may_be_not_scored: bool) -> Judgement {
    let bound = |(score, grade): (Score, &str)| Bound {
        score: Some(score),
        grade: Some(grade.to_owned()),
    };
    Judgement::Open(Open {
        lowest: bound(low),
        highest: bound(high),
        may_be_not_scored,
    })
}

pub fn criterion(name: &str, state: CriterionState) -> CriterionOutcome {
    CriterionOutcome {
        name: name.to_owned(),
        state,
        owner: Some("health".to_owned()),
        answer: None,
        level: None,
        value: None,
        share: None,
        contributed: None,
        lost: None,
        comment: None,
        cause: None,
    }
}

pub fn lost(name: &str, level: Option<&str>, value: Score, lost: Score) -> CriterionOutcome {
    CriterionOutcome {
        level: level.map(str::to_owned),
        value: Some(value),
        lost: Some(lost),
        ..criterion(name, CriterionState::Scored)
    }
}

pub fn section(
    name: &str,
    status: Status,
    judgement: Judgement,
    criteria: Vec<CriterionOutcome>,
) -> SectionOutcome {
    SectionOutcome {
        name: name.to_owned(),
        status,
        judgement,
        share: None,
        criteria,
        sections: vec![],
    }
}

pub fn outcome(status: Status, overall: Judgement, sections: Vec<SectionOutcome>) -> Outcome {
    Outcome {
        format: FORMAT.to_owned(),
        rubric: RubricReference {
            name: "plan-health".to_owned(),
            version: "1.0.0".to_owned(),
            digest: Some("sha256:00".to_owned()),
        },
        reference: "2026-Q3-0042".to_owned(),
        status,
        overall,
        held_back: vec![],
        excluded_share: score(0, 1, "0.0"),
        sections,
        notices: vec![],
        next: vec![],
        can_decide: vec![],
    }
}

pub fn audit() -> Audit {
    Audit {
        format: rubric_model::audit::FORMAT.to_owned(),
        rubric: outcome(Status::NotScored, unscored(), vec![]).rubric,
        reference: "2026-Q3-0042".to_owned(),
        date: "2026-09-14".to_owned(),
        cycle: Some("2026-Q3".to_owned()),
        stage: Some(Stage::ReAudit),
        auditor: Some("aud-07".to_owned()),
        facts: BTreeMap::from([("has-health-needs".to_owned(), FactAnswer::YesNo(true))]),
        answers: BTreeMap::new(),
        retired: BTreeMap::new(),
    }
}

pub fn complete() -> Outcome {
    let health = section(
        "C",
        Status::Complete,
        settled(score(5, 6, "83.3"), "good"),
        vec![
            lost("identified", Some("met"), score(1, 1, "100.0"), score(0, 1, "0.0")),
            CriterionOutcome {
                comment: Some("Two of the three needs rest on advice from 2023;\nnothing says that it still holds.".to_owned()),
                cause: Some("writer".to_owned()),
                ..lost("current", Some("mostly"), score(2, 3, "66.7"), score(1, 12, "8.3"))
            },
        ],
    );
    let provision = section(
        "G",
        Status::Complete,
        settled(score(2, 3, "66.7"), "requires-improvement"),
        vec![
            CriterionOutcome {
                answer: Some(Answer::Detailed(DetailedAnswer {
                    ticked: Some(vec!["what".to_owned()]),
                    ..DetailedAnswer::default()
                })),
                ..lost("specified", None, score(1, 3, "33.3"), score(1, 6, "16.7"))
            },
            CriterionOutcome {
                answer: Some(Answer::Detailed(DetailedAnswer {
                    count: Some(5),
                    of: Some(5),
                    ..DetailedAnswer::default()
                })),
                owner: None,
                ..lost(
                    "outcomes-served",
                    None,
                    score(1, 1, "100.0"),
                    score(0, 1, "0.0"),
                )
            },
        ],
    );
    let overall = settled(score(3, 4, "75.0"), "good");
    Outcome {
        held_back: vec![BitingLimit {
            name: "no-vague-provision".to_owned(),
            because: "a plan with vague provision cannot be outstanding".to_owned(),
        }],
        excluded_share: score(3, 10, "30.0"),
        notices: vec![Notice {
            kind: NoticeKind::ExcludedShare,
            name: None,
            message: "answers left 30.0% of the weight out of the sum, more than the 25% this rubric expects".to_owned(),
        }],
        next: vec![
            NextStep {
                grade: "outstanding".to_owned(),
                answers: BTreeMap::from([(
                    "specified".to_owned(),
                    Answer::Detailed(DetailedAnswer {
                        ticked: Some(vec!["what".to_owned(), "who".to_owned(), "how-often".to_owned()]),
                        ..DetailedAnswer::default()
                    }),
                )]),
            },
            NextStep {
                grade: "outstanding".to_owned(),
                answers: BTreeMap::from([
                    ("current".to_owned(), Answer::Level("met".to_owned())),
                    (
                        "specified".to_owned(),
                        Answer::Detailed(DetailedAnswer {
                            ticked: Some(vec!["what".to_owned(), "who".to_owned()]),
                            ..DetailedAnswer::default()
                        }),
                    ),
                ]),
            },
        ],
        ..outcome(Status::Complete, overall, vec![health, provision])
    }
}

pub fn nested() -> Outcome {
    let daily = section(
        "daily-life",
        Status::Complete,
        limited(
            score(0, 1, "0.0"),
            "inadequate",
            "good",
            &["a section that misses an essential criterion cannot be good"],
        ),
        vec![lost(
            "effect",
            Some("not-met"),
            score(0, 1, "0.0"),
            score(1, 6, "16.7"),
        )],
    );
    let health = SectionOutcome {
        sections: vec![daily],
        ..section(
            "C",
            Status::Complete,
            settled(score(9, 10, "90.0"), "outstanding"),
            vec![],
        )
    };
    let away = section(
        "G",
        Status::NotScored,
        unscored(),
        vec![criterion("specified", CriterionState::NotApplicable)],
    );
    let overall = limited(
        score(10, 13, "76.9"),
        "requires-improvement",
        "good",
        &[
            "A plan with an inadequate section cannot be good",
            "a plan that leaves out a need that the advice describes is never better than requires improvement, whatever else it does well",
        ],
    );
    outcome(Status::Complete, overall, vec![health, away])
}

pub fn incomplete() -> Outcome {
    let health = section(
        "C",
        Status::Incomplete,
        open(
            (score(1, 3, "33.3"), "inadequate"),
            (score(5, 6, "83.3"), "good"),
            true,
        ),
        vec![
            criterion("current", CriterionState::Missing),
            CriterionOutcome {
                lost: None,
                comment: Some("“Two of three” is all that is said.".to_owned()),
                ..lost(
                    "identified",
                    Some("mostly"),
                    score(2, 3, "66.7"),
                    score(0, 1, "0.0"),
                )
            },
        ],
    );
    let provision = section(
        "G",
        Status::NotScored,
        unscored(),
        vec![CriterionOutcome {
            comment: Some("There is no provision to describe.".to_owned()),
            answer: Some(Answer::Level("not-applicable".to_owned())),
            level: Some("not-applicable".to_owned()),
            ..criterion("specified", CriterionState::Excluded)
        }],
    );
    let notice = |kind, name: &str| Notice {
        kind,
        name: Some(name.to_owned()),
        message: "…".to_owned(),
    };
    Outcome {
        notices: vec![
            notice(NoticeKind::FactMissing, "has-health-needs"),
            notice(NoticeKind::AnswerMissing, "current"),
            notice(NoticeKind::AnswerMissing, "effect"),
        ],
        can_decide: vec!["current".to_owned()],
        ..outcome(
            Status::Incomplete,
            open(
                (score(1, 3, "33.3"), "inadequate"),
                (score(5, 6, "83.3"), "good"),
                true,
            ),
            vec![health, provision],
        )
    }
}

pub fn not_scored() -> Outcome {
    let health = section(
        "C",
        Status::NotScored,
        unscored(),
        vec![criterion("current", CriterionState::NotApplicable)],
    );
    outcome(Status::NotScored, unscored(), vec![health])
}

pub fn with_long_titles() -> Rubric {
    let mut rubric = rubric();
    rubric.title = "A quality standard ".repeat(8);
    for ladder in &mut rubric.ladders {
        for grade in &mut ladder.grades {
            grade.title = format!(
                "{} in the sense of the agreed framework of all partners",
                grade.title
            );
        }
    }
    rubric
}
