//! The audits of a finding show what it says: they are read back as any audit is, comments and
//! causes included, and scored by the engine.

use rubric_engine::{Audit, Grades, Rubric, Truth};
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_model::audit::Audit as Document;
use rubric_model::condition::{Condition, Description, Group, Subject};
use rubric_model::outcome::{Judgement, SectionOutcome, Status};
use rubric_model::rubric::{Ladder, Rubric as Model};

use crate::build;
use crate::possible;
use crate::truth::is_of_every_audit;

/// An audit that is read strictly, complete and scored.
pub fn read(rubric: &Rubric, document: &Document, told: &str) -> Audit {
    let json = serde_json::to_string(document).unwrap();
    let audit = match rubric.read_audit(&json) {
        Ok(audit) => audit,
        Err(error) => panic!("{error}: {json}; {told}"),
    };
    let status = rubric.grades(&audit).overall.status;
    assert_eq!(status, Status::Complete, "{json}; {told}");
    audit
}

/// How many audits show it.
fn expected(finding: &Finding) -> usize {
    let shows = match finding.verdict {
        Verdict::Proved => !is_of_every_audit(&finding.question),
        Verdict::Refuted => is_of_every_audit(&finding.question),
        Verdict::NotDecided => false,
    };
    match &finding.question {
        _ if !shows => 0,
        Question::BetterAnswer { .. } | Question::CriterionMatters { .. } => 2,
        _ => 1,
    }
}

pub fn confirm(rubric: &Rubric, finding: &Finding, told: &str) {
    let documents = &finding.audits;
    assert_eq!(documents.len(), expected(finding), "audits; {told}");
    let audits: Vec<Audit> = (documents.iter())
        .map(|document| read(rubric, document, told))
        .collect();
    let grades: Vec<Grades> = audits.iter().map(|audit| rubric.grades(audit)).collect();
    let shown = match audits.as_slice() {
        [] => true,
        [audit] => shows(rubric, &finding.question, audit, &grades[0]),
        _ => {
            let (Question::BetterAnswer { criterion } | Question::CriterionMatters { criterion }) =
                &finding.question
            else {
                panic!("two audits; {told}");
            };
            let differing = differing(&documents[0], &documents[1], told);
            assert_eq!(differing, [criterion], "whose answers differ; {told}");
            match &finding.question {
                Question::BetterAnswer { .. } => {
                    let criteria = build::criteria(rubric.model()).into_iter();
                    let mut criteria = criteria.filter(|one| one.name == *criterion);
                    let asked = criteria.next().unwrap();
                    let answers = [0, 1].map(|one| {
                        let answer = &documents[one].answers[criterion];
                        possible::reading(rubric.model(), asked, answer)
                    });
                    [[0, 1], [1, 0]].into_iter().any(|[worse, better]| {
                        answers[better].better_than(&answers[worse])
                            && lowered(&grades[worse], &grades[better])
                    })
                }
                _ => grades[0].overall.best != grades[1].overall.best,
            }
        }
    };
    assert!(shown, "{documents:?} do not show it; {told}");
}

/// The criteria whose answers are not the same; all facts are.
fn differing<'d>(one: &'d Document, other: &'d Document, told: &str) -> Vec<&'d String> {
    assert_eq!(one.facts, other.facts, "{told}");
    assert!(one.answers.keys().eq(other.answers.keys()), "{told}");
    (one.answers.iter())
        .filter(|(name, answer)| other.answers.get(*name) != Some(answer))
        .map(|(name, _)| name)
        .collect()
}

fn shows(rubric: &Rubric, question: &Question, audit: &Audit, grades: &Grades) -> bool {
    let model = rubric.model();
    let earned = |ladder: &Ladder, place: Option<usize>, grade: &str| {
        place.is_some_and(|place| ladder.grades[place].name == grade)
    };
    match question {
        Question::Guarantee { name } => {
            let mut guarantees = model.guarantees.iter();
            let guarantee = guarantees.find(|one| one.name == *name).unwrap();
            let truth = |condition| rubric.evaluate(condition, audit).unwrap();
            truth(&guarantee.whenever) == Truth::Yes && truth(&guarantee.then) == Truth::No
        }
        Question::OverallGrade { grade } => {
            earned(rubric.overall_ladder().unwrap(), grades.overall.best, grade)
        }
        Question::SectionGrade { ladder, grade } => {
            let mut sections = rubric.sections().zip(&grades.sections);
            sections.any(|((_, own), graded)| {
                let own = own.unwrap();
                own.name == *ladder && earned(own, graded.best, grade)
            })
        }
        Question::RungsDoNotCross {
            ladder,
            upper,
            lower,
        } => subjects(model, ladder).iter().any(|subject| {
            let scored = Condition::Judged(
                match subject {
                    None => Subject::Overall,
                    Some(name) => Subject::Section(name.clone()),
                },
                rubric_model::condition::JudgedTest::Scored(true),
            );
            let mut ladders = model.ladders.iter();
            let ladder = ladders.find(|one| one.name == *ladder).unwrap();
            let rules = (ladder.grades.iter())
                .filter(|grade| grade.name == *upper || grade.name == *lower)
                .filter_map(|grade| grade.when.clone())
                .map(|rule| match subject {
                    None => rule,
                    Some(name) => about(rule, name),
                });
            let mut all = rules.chain([scored]);
            all.all(|one| rubric.evaluate(&one, audit).unwrap() == Truth::Yes)
        }),
        Question::LimitBites { name } => {
            let outcome = rubric.score(audit);
            bites(&outcome.overall, name) || in_sections(&outcome.sections, name)
        }
        _ => panic!("two audits, or two rubrics, show that"),
    }
}

fn subjects(model: &Model, ladder: &str) -> Vec<Option<String>> {
    let sections = build::sections(model).into_iter();
    let mut subjects: Vec<Option<String>> = sections
        .filter(|one| one.ladder == ladder)
        .map(|one| Some(one.name.clone()))
        .collect();
    if model.overall.ladder == ladder {
        subjects.push(None);
    }
    subjects
}

fn bites(judgement: &Judgement, limit: &str) -> bool {
    matches!(judgement, Judgement::Settled(settled) if settled.limits.iter().any(|one| one.name == limit))
}

fn in_sections(sections: &[SectionOutcome], limit: &str) -> bool {
    let own =
        |one: &SectionOutcome| bites(&one.judgement, limit) || in_sections(&one.sections, limit);
    sections.iter().any(own)
}

fn lowered(one: &Grades, other: &Grades) -> bool {
    let worse = |one: Option<usize>, other: Option<usize>| one.is_some() && other > one;
    let mut sections = one.sections.iter().zip(&other.sections);
    worse(one.overall.best, other.overall.best)
        || sections.any(|(one, other)| worse(one.best, other.best))
}

/// A condition on the whole, made one on a section.
fn about(condition: Condition, section: &str) -> Condition {
    let all = |parts: Vec<Condition>| parts.into_iter().map(|part| about(part, section)).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::AnyOf(parts) => Condition::AnyOf(all(parts)),
        Condition::Not(part) => Condition::Not(Box::new(about(*part, section))),
        Condition::Judged(Subject::It, test) => {
            Condition::Judged(Subject::Section(section.to_owned()), test)
        }
        Condition::Group(mut group) => {
            group.group = match group.group {
                Group::Whole(members) => Group::Described(Description {
                    members,
                    marks: vec![],
                    within: Some(section.to_owned()),
                    tagged: vec![],
                    owned_by: None,
                }),
                Group::Described(mut said) => {
                    if said.within.as_deref().is_none_or(|name| name == "it") {
                        said.within = Some(section.to_owned());
                    }
                    Group::Described(said)
                }
                named @ Group::Named(_) => named,
            };
            Condition::Group(group)
        }
        other @ (Condition::Fact(..) | Condition::Criterion(..) | Condition::Judged(..)) => other,
    }
}
