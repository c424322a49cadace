//! The rubrics that are generated, and the second scorer beside the engine.

use std::collections::BTreeMap;
use std::env;

use rubric_engine::{Audit, Number, Rubric, Truth as Holds};
use rubric_model::assurance::Question;
use rubric_model::audit::{Answer, Audit as Document, DetailedAnswer};

use crate::generate::{self, Generated};
use crate::judge::{Found, Judge, Judged};
use crate::possible;
use crate::truth::Truth;

/// The seeds of the rubrics to go through.
pub fn seeds() -> Vec<u64> {
    let given = |name: &str| env::var(name).ok().map(|text| text.parse().unwrap());
    match given("SOUNDNESS_SEED") {
        Some(seed) => vec![seed],
        None => (0..given("SOUNDNESS_RUBRICS").unwrap_or(2_000)).collect(),
    }
}

/// The audit, as the engine reads it.
pub fn built(rubric: &Rubric, judge: &Judge, found: &Found) -> Audit {
    let mut builder = rubric.audit_builder();
    for (fact, place) in found.facts.iter().enumerate() {
        let name = &rubric.model().facts[fact].name;
        builder.fact(name, &judge.facts[fact][*place]).unwrap();
    }
    for (asked, answer) in judge.criteria.iter().zip(&found.answers) {
        if let Some(answer) = answer {
            let answer = &asked.possible[*answer].answer;
            builder.answer(&asked.name, answer).unwrap();
        }
    }
    builder.build()
}

/// The audit as it is written down, with a comment and a cause beside every answer.
pub fn written(rubric: &Rubric, judge: &Judge, found: &Found) -> Document {
    let mut document = rubric.write_audit(&built(rubric, judge, found));
    for answer in document.answers.values_mut() {
        *answer = Answer::Detailed(DetailedAnswer {
            comment: Some("so it was".into()),
            cause: Some("late".into()),
            ..possible::detailed(answer)
        });
    }
    document
}

fn check(rubric: &Rubric, judge: &Judge, found: &Found, told: &str) {
    let audit = built(rubric, judge, found);
    let grades = rubric.grades(&audit);
    let same = |graded: &rubric_engine::Graded, judged: Option<&Judged>| {
        let score = judged.map(|one| Number::from(&possible::rational(one.score)));
        let grade = judged.map(|one| one.grade);
        assert_eq!(
            (&graded.lowest, &graded.highest),
            (&score, &score),
            "{told}"
        );
        assert_eq!((graded.worst, graded.best), (grade, grade), "{told}");
    };
    same(&grades.overall, found.of(None));
    for (place, graded) in grades.sections.iter().enumerate() {
        same(graded, found.of(Some(place)));
    }
    for (checks, guarantee) in judge.guarantees.iter().zip(&rubric.model().guarantees) {
        let (whenever, then) = checks;
        let truth = |condition| rubric.evaluate(condition, &audit).unwrap();
        let expected = [whenever(found), then(found)].map(Holds::from);
        assert_eq!(
            [truth(&guarantee.whenever), truth(&guarantee.then)],
            expected,
            "{told}"
        );
    }
}

#[test]
fn the_second_scorer_agrees_with_the_engine() {
    for seed in seeds() {
        let Generated { rubric, .. } = generate::rubric(seed);
        let truth = Truth::new(rubric.model());
        for case in &truth.cases {
            // About twenty of them, at a distance that meets all answers.
            let step = 1 + case.audits.len() * truth.cases.len() / 20;
            for found in case.audits.iter().step_by(step) {
                check(&rubric, &truth.judge, found, &format!("seed {seed}"));
            }
        }
    }
}

#[test]
fn rubrics_of_every_kind_are_generated() {
    let (mut drawn, mut refused, mut endless, mut audits, mut exact) = (0, 0, 0, 0, 0);
    let mut found: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    let seeds = seeds();
    for seed in &seeds {
        let generated = generate::rubric(*seed);
        drawn += generated.drawn;
        refused += generated.refused;
        let truth = Truth::new(generated.rubric.model());
        endless += usize::from(!truth.judge.finite);
        audits += truth
            .cases
            .iter()
            .map(|case| case.audits.len())
            .sum::<usize>();
        exact += usize::from(meets_a_threshold(&truth));
        for question in truth.questions() {
            let counts = found.entry(kind(&question)).or_default();
            counts[usize::from(truth.holds(&question))] += 1;
        }
    }
    println!("{audits} audits, {refused} of {drawn} refused, {endless} endless, {exact} exact");
    println!("{found:#?}");
    if seeds.len() < 500 {
        return;
    }
    assert!(refused * 5 < drawn, "{refused} of {drawn} are refused");
    assert!(endless * 4 < seeds.len(), "{endless} have no end of audits");
    assert!(
        exact * 2 > seeds.len(),
        "{exact} have scores on a threshold"
    );
    for (kind, counts) in found {
        let enough = counts.iter().all(|count| count * 100 > seeds.len());
        assert!(enough, "{kind}: {counts:?} are false and true");
    }
}

/// Whether some overall score is exactly one that a grade starts from.
fn meets_a_threshold(truth: &Truth) -> bool {
    let mut ladders = truth.model.ladders.iter();
    let ladder = ladders.find(|one| one.name == truth.model.overall.ladder);
    let starts = (ladder.unwrap().grades.iter()).filter_map(|one| one.from.as_ref());
    let starts: Vec<_> = starts.map(possible::exact).collect();
    let mut scores = truth.scored().filter_map(|found| found.of(None));
    scores.any(|one| starts.contains(&one.score))
}

fn kind(question: &Question) -> &'static str {
    match question {
        Question::Guarantee { .. } => "guarantee",
        Question::OverallGrade { .. } => "overall grade",
        Question::SectionGrade { .. } => "section grade",
        Question::RungsDoNotCross { .. } => "rungs do not cross",
        Question::LimitBites { .. } => "limit bites",
        Question::BetterAnswer { .. } => "better answer",
        Question::CriterionMatters { .. } => "criterion matters",
        Question::SameScore => "same score",
        Question::SameGrade => "same grade",
        Question::NeverMoreLenient => "never more lenient",
    }
}
