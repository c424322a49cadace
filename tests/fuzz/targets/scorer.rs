//! Any answers to the rubrics of the suite and of the standard library: the explained outcome and
//! the fast path agree, what is incomplete comes to nothing outside its bounds, and what would
//! reach the next grade does.

#![no_main]

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;
use rubric_engine::{Audit, Graded, Rubric};
use rubric_fuzz::{RUBRICS, draw};
use rubric_model::audit::{Answer, FactAnswer};
use rubric_model::outcome::{Judgement, Outcome, Score, SectionOutcome, Status};
use rubric_model::rubric::Ladder;

fuzz_target!(|bytes: &[u8]| {
    // What cannot be drawn once the bytes have run out is drawn as the first of its kind.
    let mut bytes = Unstructured::new(bytes);
    let rubric = &RUBRICS[bytes.choose_index(RUBRICS.len()).unwrap_or(0)];
    let whole = draw::answers(&mut bytes, rubric);
    let missing: Vec<&str> = whole
        .names()
        .filter(|_| bytes.ratio(1, 8).unwrap_or(false))
        .collect();
    let whole_audit = audit(rubric, &whole.facts, &whole.answers);
    let mut builder = rubric.edit_audit(&whole_audit);
    for name in missing {
        builder.leave(name);
    }
    let part_audit = builder.build();

    for audit in [&whole_audit, &part_audit] {
        agree(rubric, audit);
        let written = serde_json::to_string(&rubric.write_audit(audit)).expect("a JSON form");
        if let Ok(read) = rubric.read_audit(&written) {
            assert_eq!(&read, audit);
        }
    }
    contained(rubric, &whole_audit, &part_audit);
    steps_lead_up(rubric, &whole_audit);
});

fn audit(
    rubric: &Rubric,
    facts: &BTreeMap<String, FactAnswer>,
    answers: &BTreeMap<String, Answer>,
) -> Audit {
    let mut builder = rubric.audit_builder();
    for (name, value) in facts {
        builder.fact(name, value).expect("a value it may have");
    }
    for (name, answer) in answers {
        builder.answer(name, answer).expect("an answer it may have");
    }
    builder.build()
}

/// The explained outcome is that of the fast path.
fn agree(rubric: &Rubric, audit: &Audit) {
    let outcome = rubric.score(audit);
    serde_json::to_string(&outcome).expect("a JSON form");
    let grades = rubric.grades(audit);
    let ladder = rubric.overall_ladder().expect("it has one");
    assert_eq!(outcome.status, grades.overall.status);
    same(&outcome.overall, &grades.overall, ladder);
    let mut sections = Vec::new();
    in_order(&outcome.sections, &mut sections);
    assert_eq!(sections.len(), grades.sections.len());
    for ((section, graded), (name, ladder)) in
        sections.iter().zip(&grades.sections).zip(rubric.sections())
    {
        assert_eq!(&section.name, name);
        assert_eq!(section.status, graded.status);
        same(&section.judgement, graded, ladder.expect("it has one"));
    }
}

fn in_order<'o>(sections: &'o [SectionOutcome], all: &mut Vec<&'o SectionOutcome>) {
    for section in sections {
        all.push(section);
        in_order(&section.sections, all);
    }
}

fn same(judgement: &Judgement, graded: &Graded, ladder: &Ladder) {
    let number = |score: &Option<Score>| score.as_ref().map(|score| score.exact.clone());
    let grade = |place: Option<usize>| place.map(|place| ladder.grades[place].name.clone());
    let ends = match judgement {
        Judgement::Settled(settled) => {
            assert_ne!(graded.status, Status::Incomplete);
            let (score, grade) = (number(&settled.score), settled.grade.clone());
            [score.clone(), score]
                .into_iter()
                .zip([grade.clone(), grade])
                .collect()
        }
        Judgement::Open(open) => {
            assert_eq!(open.may_be_not_scored, graded.may_be_not_scored);
            [&open.lowest, &open.highest]
                .map(|bound| (number(&bound.score), bound.grade.clone()))
                .to_vec()
        }
    };
    let expected: Vec<_> = vec![
        (graded.lowest.clone(), grade(graded.worst)),
        (graded.highest.clone(), grade(graded.best)),
    ];
    let ends: Vec<_> = ends;
    assert_eq!(ends, expected);
}

/// What the whole comes to lies within the bounds of the part.
fn contained(rubric: &Rubric, whole: &Audit, part: &Audit) {
    let (whole, part) = (rubric.grades(whole), rubric.grades(part));
    let pairs = whole.sections.iter().zip(&part.sections);
    for (whole, part) in pairs.chain([(&whole.overall, &part.overall)]) {
        assert_ne!(whole.status, Status::Incomplete);
        if whole.status == Status::NotScored {
            assert!(part.may_be_not_scored || part.status == Status::NotScored);
            continue;
        }
        assert!(part.lowest.is_some() && part.lowest <= whole.lowest);
        assert!(part.highest >= whole.highest);
        assert!(part.best <= whole.best && part.worst >= whole.worst);
    }
}

/// Each step reaches the grade that it promises.
fn steps_lead_up(rubric: &Rubric, audit: &Audit) {
    let Outcome { next, .. } = rubric.score(audit).into_document();
    for step in next {
        let mut builder = rubric.edit_audit(audit);
        for (name, answer) in &step.answers {
            builder.answer(name, answer).expect("an answer it may have");
        }
        let Judgement::Settled(settled) = rubric.score(&builder.build()).into_document().overall
        else {
            panic!("{step:?} leaves something missing");
        };
        assert_eq!(settled.grade.as_ref(), Some(&step.grade), "{step:?}");
    }
}
