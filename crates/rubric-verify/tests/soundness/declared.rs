//! Facts, scales, ladders by score, and forms of answer of every kind.

use rubric_model::rubric::*;

use crate::build::{self, fraction, grade, ladder};
use crate::draw::Draw;

pub fn facts(draw: &mut Draw) -> Vec<Fact> {
    let all = [
        ("known", FactKind::YesNo),
        (
            "setting",
            FactKind::OneOf {
                options: build::choices(&["p", "q", "r"]),
            },
        ),
        (
            "age",
            FactKind::Number {
                from: 0.into(),
                to: 3.into(),
                decimal: false,
            },
        ),
        (
            "hours",
            FactKind::Number {
                from: 0.into(),
                to: 2.into(),
                decimal: true,
            },
        ),
    ];
    let mut facts = Vec::new();
    for (name, kind) in all {
        if draw.one_in(4) {
            facts.push(Fact {
                name: name.into(),
                title: name.into(),
                kind,
            });
        }
    }
    facts
}

pub fn scales(draw: &mut Draw) -> Vec<Scale> {
    let middle = [
        fraction(1, 2),
        fraction(2, 3),
        fraction(1, 3),
        fraction(1, 1),
    ];
    let low = [fraction(0, 1), fraction(1, 4)];
    let mut scales = vec![
        build::scale(
            "s",
            &[
                ("a", Some(fraction(1, 1))),
                ("b", Some(draw.pick(&middle))),
                ("c", Some(fraction(0, 1))),
                ("x", None),
            ],
        ),
        build::scale(
            "t",
            &[
                ("y", None),
                ("a", Some(fraction(1, 1))),
                ("c", Some(draw.pick(&low))),
            ],
        ),
    ];
    for level in scales.iter_mut().flat_map(|scale| &mut scale.levels) {
        level.comment = draw.one_in(5).then_some(Required::Required);
        level.cause = draw.one_in(5).then_some(Required::Required);
    }
    scales
}

pub fn by_score(draw: &mut Draw, name: &str) -> Ladder {
    let first = [
        fraction(1, 1),
        fraction(3, 4),
        fraction(2, 3),
        fraction(5, 8),
    ];
    let second = [fraction(1, 2), fraction(1, 3), fraction(3, 5)];
    let third = [fraction(0, 1), fraction(1, 4), fraction(1, 7)];
    let mut grades = vec![
        grade("g1", Some(draw.pick(&first)), None),
        grade("g2", Some(draw.pick(&second)), None),
    ];
    if draw.one_in(3) {
        grades.push(grade("g3", Some(draw.pick(&third)), None));
        grades.push(grade("g4", None, None));
    } else {
        grades.push(grade("g3", None, None));
    }
    ladder(name, grades)
}

pub fn form(draw: &mut Draw) -> AnswerForm {
    let scale = |name: &str, without: &[&str]| AnswerForm::Scale {
        scale: name.into(),
        without: without.iter().map(|level| (*level).to_owned()).collect(),
    };
    let items = match draw.below(3) {
        0 => build::choices(&["u", "v", "w"]),
        _ => build::choices(&["u", "v"]),
    };
    match draw.below(16) {
        0..=2 => scale("s", &[]),
        3 => scale("s", &["x"]),
        4 => scale("s", &["b"]),
        5 | 6 => scale("t", &[]),
        7 | 8 => AnswerForm::YesNo,
        9 => AnswerForm::Checklist {
            items,
            levels: None,
        },
        10 => AnswerForm::Checklist {
            items,
            levels: Some(build::mapping(&[
                ("a", MappingTest::AtLeast(2)),
                ("b", MappingTest::Exactly(1)),
                ("c", MappingTest::Otherwise),
            ])),
        },
        11 => AnswerForm::Checklist {
            items,
            levels: Some(build::mapping(&[
                ("b", MappingTest::Exactly(1)),
                ("c", MappingTest::Otherwise),
            ])),
        },
        12 => AnswerForm::Proportion {
            of: "things".into(),
            none: none(draw),
            levels: None,
        },
        13 => AnswerForm::Proportion {
            of: "things".into(),
            none: none(draw),
            levels: Some(build::mapping(&[
                ("a", MappingTest::From(fraction(2, 3))),
                ("b", MappingTest::From(fraction(1, 2))),
                ("c", MappingTest::Otherwise),
            ])),
        },
        14 => AnswerForm::Number {
            unit: "days".into(),
            from: 0.into(),
            to: 3.into(),
            decimal: false,
            levels: build::mapping(&[
                ("a", MappingTest::UpTo(1.into())),
                ("b", MappingTest::UpTo(fraction(5, 2))),
                ("c", MappingTest::Otherwise),
            ]),
        },
        _ => AnswerForm::Number {
            unit: "visits".into(),
            from: 0.into(),
            to: 2.into(),
            decimal: true,
            levels: build::mapping(&[
                ("a", MappingTest::From(2.into())),
                ("b", MappingTest::From(1.into())),
                ("c", MappingTest::Otherwise),
            ]),
        },
    }
}

fn none(draw: &mut Draw) -> NoneCounted {
    draw.pick(&[
        NoneCounted::Excluded,
        NoneCounted::Counts(fraction(1, 4)),
        NoneCounted::Counts(fraction(1, 1)),
    ])
}
