//! A rubric and what might be found of it, made by hand.

use rubric_model::Rational;
use rubric_model::assurance::{
    Assurance, CriterionProfile, FORMAT, FewestAnswers, Finding, OwnerProfile, Profile, Question,
    Verdict,
};
use rubric_model::audit::{Answer, Audit, RubricReference};
use rubric_model::outcome::Score;
use rubric_model::rubric::Rubric;
use serde_json::json;

/// A digest is this long.
const DIGEST: &str = "sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

pub fn rubric() -> Rubric {
    let criterion = |name: &str, question: &str| {
        json!({
            "name": name, "question": question, "owner": "health", "weight": "1", "marks": [],
            "answer": { "kind": "yes-no" },
        })
    };
    let origin = |line| json!({ "rubric": "plan-health 1.0.0", "file": "plan.rubric", "line": line, "changes": [] });
    serde_json::from_value(json!({
        "format": "rubric/1", "name": "plan-health", "title": "Health in EHC plans",
        "version": "1.0.0", "language": "en", "digest": DIGEST,
        "sources": [], "owners": [{ "name": "health", "title": "Integrated Care Board" }],
        "facts": [], "causes": [], "scales": [],
        "ladders": [{ "name": "judgement", "title": "Judgement", "grades": [
            { "name": "outstanding", "title": "Outstanding", "from": "9/10" },
            { "name": "good", "title": "Good", "from": "7/10" },
            { "name": "poor", "title": "Poor", "otherwise": true },
        ] }],
        "overall": { "ladder": "judgement" }, "excluded_share_notice": "1/4",
        "sections": [{
            "name": "C", "title": "Health needs", "weight": "1", "ladder": "judgement",
            "criteria": [
                criterion("identified", "Every health need in the advice is in the plan"),
                criterion(
                    "effect",
                    "The effect of each need on daily life is described, so that somebody who has never met the child can picture an ordinary day"
                ),
                criterion("current", "The description is current"),
            ],
            "sections": [],
        }],
        "limits": [], "indicators": [], "guarantees": [],
        "provenance": { "compiler": "0.1.0", "elements": {
            "grades judgement": origin(4), "identified": origin(9), "effect": origin(10),
            "limit vague": origin(14), "guarantee missed-needs": origin(18),
            "guarantee late-plans": origin(23),
        } },
    }))
    .unwrap()
}

pub fn other() -> Rubric {
    let mut other = rubric();
    other.title = "Health in EHC plans, as it was".to_owned();
    other.version = "0.9.0".to_owned();
    other
}

pub fn reference(rubric: &Rubric) -> RubricReference {
    RubricReference {
        name: rubric.name.clone(),
        version: rubric.version.clone(),
        digest: Some(rubric.digest.clone()),
    }
}

pub fn audit(name: &str) -> Audit {
    Audit {
        format: rubric_model::audit::FORMAT.to_owned(),
        rubric: reference(&rubric()),
        reference: name.to_owned(),
        date: "2026-01-01".to_owned(),
        cycle: None,
        stage: None,
        auditor: None,
        facts: [].into(),
        answers: [("identified".to_owned(), Answer::YesNo(false))].into(),
        retired: [].into(),
    }
}

fn finding(question: Question, claim: &str, verdict: Verdict, audits: &[&str]) -> Finding {
    Finding {
        question,
        claim: claim.to_owned(),
        verdict,
        story: None,
        audits: audits.iter().map(|name| audit(name)).collect(),
    }
}

fn with_story(mut finding: Finding, story: &str) -> Finding {
    finding.story = Some(story.to_owned());
    finding
}

fn guarantee(name: &str, claim: &str, verdict: Verdict, audits: &[&str]) -> Finding {
    let name = name.to_owned();
    finding(Question::Guarantee { name }, claim, verdict, audits)
}

fn overall(grade: &str, verdict: Verdict, audits: &[&str]) -> Finding {
    let question = Question::OverallGrade {
        grade: grade.to_owned(),
    };
    let claim = format!("Some plan is {grade} overall");
    finding(question, &claim, verdict, audits)
}

fn section(grade: &str) -> Finding {
    let question = Question::SectionGrade {
        ladder: "judgement".to_owned(),
        grade: grade.to_owned(),
    };
    let claim = format!("Some section is {grade}");
    finding(question, &claim, Verdict::Proved, &["section"])
}

fn rungs(verdict: Verdict, audits: &[&str]) -> Finding {
    let question = Question::RungsDoNotCross {
        ladder: "judgement".to_owned(),
        upper: "outstanding".to_owned(),
        lower: "good".to_owned(),
    };
    let claim = "Whatever earns Outstanding earns Good too";
    finding(question, claim, verdict, audits)
}

fn limit(name: &str, verdict: Verdict, audits: &[&str]) -> Finding {
    let question = Question::LimitBites {
        name: name.to_owned(),
    };
    let claim = "“A vague plan cannot be good” lowers the grade of some plan";
    finding(question, claim, verdict, audits)
}

fn better(criterion: &str, verdict: Verdict, audits: &[&str]) -> Finding {
    let question = Question::BetterAnswer {
        criterion: criterion.to_owned(),
    };
    let claim = format!("A better answer to `{criterion}` lowers no grade");
    finding(question, &claim, verdict, audits)
}

fn matters(criterion: &str, verdict: Verdict, audits: &[&str]) -> Finding {
    let question = Question::CriterionMatters {
        criterion: criterion.to_owned(),
    };
    let claim = format!("The answer to `{criterion}` can change the overall grade");
    finding(question, &claim, verdict, audits)
}

pub fn assurance(findings: Vec<Finding>) -> Assurance {
    Assurance {
        format: FORMAT.to_owned(),
        rubric: reference(&rubric()),
        against: None,
        findings,
        profile: None,
    }
}

/// Everything is proved.
pub fn proved() -> Vec<Finding> {
    use Verdict::Proved;
    let two = &["A", "B"];
    vec![
        guarantee(
            "missed-needs",
            "A plan that misses a need is never outstanding",
            Proved,
            &[],
        ),
        overall("good", Proved, &["A"]),
        section("good"),
        rungs(Proved, &[]),
        limit("vague", Proved, &["A"]),
        better("identified", Proved, &[]),
        better("effect", Proved, &[]),
        better("current", Proved, &[]),
        matters("identified", Proved, two),
        matters("effect", Proved, two),
        matters("current", Proved, two),
    ]
}

/// Of each kind of question one is refuted or not decided.
pub fn mixed() -> Vec<Finding> {
    use Verdict::{NotDecided, Proved, Refuted};
    vec![
        guarantee(
            "missed-needs",
            "A plan that misses a need is never outstanding",
            Proved,
            &[],
        ),
        with_story(
            guarantee("late-plans", "a plan that is late is poor", Refuted, &["A"]),
            "In one audit the plan is late, and overall it is Good, for no limit speaks of the day on which it was finished",
        ),
        overall("outstanding", Refuted, &[]),
        overall("good", Proved, &["A"]),
        section("good"),
        with_story(
            rungs(Refuted, &["A", "B"]),
            "One audit earns Outstanding without earning Good. The other earns Good alone.",
        ),
        with_story(
            limit("vague", NotDecided, &[]),
            "no audit was found in which it does, and not all were looked at",
        ),
        with_story(
            better("identified", Refuted, &["A", "B"]),
            "With the answer yes in place of no the plan falls from Good to Poor",
        ),
        better("effect", Proved, &[]),
        better("current", Proved, &[]),
        matters("identified", Proved, &["A", "B"]),
        matters("effect", NotDecided, &[]),
        matters("current", Proved, &["A", "B"]),
    ]
}

/// What a comparison finds.
pub fn compared() -> Vec<Finding> {
    use Verdict::{NotDecided, Proved, Refuted};
    let score = finding(
        Question::SameScore,
        "Every plan has the same score by both",
        Refuted,
        &["A"],
    );
    vec![
        with_story(score, "by the first it is 70.0%, by the second 65.0%"),
        finding(
            Question::SameGrade,
            "Every plan has the same grade by both",
            NotDecided,
            &[],
        ),
        finding(
            Question::NeverMoreLenient,
            "No plan has a better grade by the first",
            Proved,
            &[],
        ),
    ]
}

fn score(numerator: i64, denominator: i64, percent: &str) -> Score {
    Score {
        exact: Rational::new(numerator, denominator).unwrap(),
        percent: percent.to_owned(),
    }
}

pub fn profile() -> Profile {
    let criterion = |name: &str, can_change_grade| CriterionProfile {
        name: name.to_owned(),
        share: score(1, 3, "33.3"),
        largest_effect: Some(score(1, 1, "100.0")),
        can_change_grade,
    };
    let owner = |name: Option<&str>, criteria, share| OwnerProfile {
        name: name.map(str::to_owned),
        criteria,
        share,
    };
    let fewest = |grade: &str, answers, verdict, criteria: &[&str]| FewestAnswers {
        grade: grade.to_owned(),
        answers,
        verdict,
        criteria: criteria.iter().map(|&name| name.to_owned()).collect(),
    };
    let all = ["identified", "effect", "current"];
    let many = [all, all].concat();
    Profile {
        criteria: vec![
            criterion("identified", Some(true)),
            criterion("effect", Some(false)),
            criterion("current", None),
        ],
        owners: vec![
            owner(Some("health"), 2, score(2, 3, "66.7")),
            owner(None, 1, score(1, 3, "33.3")),
        ],
        falls: vec![
            fewest("outstanding", Some(1), Verdict::Proved, &["effect"]),
            fewest("good", Some(6), Verdict::NotDecided, &many),
        ],
        rises: vec![
            fewest("good", None, Verdict::NotDecided, &[]),
            fewest("outstanding", None, Verdict::Proved, &[]),
        ],
    }
}
