//! Random rubrics and audits, drawn from a list of numbers that proptest can shrink.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rubric_engine::{Audit, Rubric};
use rubric_model::audit::{Answer, Decimal, DetailedAnswer, FactAnswer};
use rubric_model::canonical;
use rubric_model::condition::*;
use rubric_model::rubric::{self as model, *};

use crate::naive::{Answers, Facts, fraction, gather};

pub struct Draw {
    numbers: Vec<u16>,
    at: usize,
}

impl Draw {
    pub fn new(numbers: Vec<u16>) -> Self {
        Self { numbers, at: 0 }
    }

    pub fn below(&mut self, bound: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % bound
    }

    pub fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == bound - 1
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

pub fn draws() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..400)
}

fn level(name: &str, value: Option<Exact>) -> Level {
    Level {
        name: name.into(),
        title: name.into(),
        excluded: value.is_none(),
        value,
        means: None,
        comment: None,
        cause: None,
    }
}

type Exact = rubric_model::Rational;

fn grade(name: &str, from: Option<Exact>, when: Option<Condition>) -> Grade {
    let otherwise = from.is_none() && when.is_none();
    Grade {
        name: name.into(),
        title: name.into(),
        from,
        when,
        otherwise,
        means: None,
    }
}

fn choices(names: &[&str]) -> Vec<Choice> {
    names
        .iter()
        .map(|name| Choice {
            name: (*name).into(),
            title: (*name).into(),
        })
        .collect()
}

/// A rubric that was checked. Limits and rules that may not be said are left out.
pub fn rubric(draw: &mut Draw) -> Rubric {
    let middle = [fraction(1, 2), fraction(2, 3), fraction(1, 3)];
    let mut model = model::Rubric {
        format: FORMAT.into(),
        name: "random".into(),
        title: "Random".into(),
        version: "1.0.0".into(),
        publisher: None,
        audits: None,
        jurisdiction: None,
        language: "en".into(),
        effective: None,
        introduction: None,
        digest: String::new(),
        sources: vec![],
        owners: vec![Owner {
            name: "o".into(),
            title: "O".into(),
        }],
        facts: vec![
            Fact {
                name: "f1".into(),
                title: "F1".into(),
                kind: FactKind::YesNo,
            },
            Fact {
                name: "f2".into(),
                title: "F2".into(),
                kind: FactKind::OneOf {
                    options: choices(&["p", "q", "r"]),
                },
            },
            Fact {
                name: "f3".into(),
                title: "F3".into(),
                kind: FactKind::Number {
                    from: 0.into(),
                    to: 4.into(),
                    decimal: draw.one_in(3),
                },
            },
        ],
        causes: vec![],
        scales: vec![
            Scale {
                name: "s".into(),
                title: "S".into(),
                levels: vec![
                    level("a", Some(1.into())),
                    level("b", Some(draw.pick(&middle))),
                    level("c", Some(0.into())),
                    level("x", None),
                ],
            },
            Scale {
                name: "t".into(),
                title: "T".into(),
                levels: vec![
                    level("y", None),
                    level("a", Some(1.into())),
                    level("c", Some(draw.pick(&[fraction(0, 1), fraction(1, 4)]))),
                ],
            },
        ],
        ladders: vec![Ladder {
            name: "l".into(),
            title: "L".into(),
            grades: vec![
                grade(
                    "g1",
                    Some(draw.pick(&[fraction(3, 4), fraction(2, 3)])),
                    None,
                ),
                grade(
                    "g2",
                    Some(draw.pick(&[fraction(1, 2), fraction(1, 3)])),
                    None,
                ),
                grade("g3", None, None),
            ],
        }],
        overall: Overall { ladder: "l".into() },
        excluded_share_notice: fraction(1, 4),
        sections: vec![],
        limits: vec![],
        indicators: vec![],
        guarantees: vec![],
        provenance: Provenance::default(),
    };
    let mut count = 0;
    let top = 1 + draw.below(3);
    model.sections = (0..top).map(|_| section(draw, 1, &mut count)).collect();
    let mut built = check(&model).expect("a rubric without limits is sound");

    // A ladder by rule, for the whole or for some of the sections.
    if draw.one_in(2) {
        let mut with = model.clone();
        let (first, second) = (
            condition(draw, &model, true, 2),
            condition(draw, &model, true, 2),
        );
        with.ladders.push(Ladder {
            name: "r".into(),
            title: "R".into(),
            grades: vec![
                grade("g1", None, Some(first)),
                grade("g2", None, Some(second)),
                grade("g3", None, None),
            ],
        });
        if draw.one_in(2) {
            with.overall.ladder = "r".into();
        } else {
            with.sections[0].ladder = "r".into();
        }
        if let Some(checked) = check(&with) {
            (model, built) = (with, checked);
        }
    }
    for number in 0..draw.below(6) {
        let mut with = model.clone();
        let sections = section_names(&model);
        let on = match draw.below(3) {
            0 => LimitScope::Overall,
            1 => LimitScope::EverySection,
            _ => LimitScope::Section(draw.pick(&sections)),
        };
        let when = condition(draw, &model, true, 3);
        let at_most = draw.pick(&["g2".to_owned(), "g3".to_owned()]);
        let because = "B".into();
        with.limits.push(Limit {
            name: format!("m{number}"),
            because,
            on,
            at_most,
            when,
        });
        if let Some(checked) = check(&with) {
            (model, built) = (with, checked);
        }
    }
    built
}

pub fn check(model: &model::Rubric) -> Option<Rubric> {
    let mut model = model.clone();
    model.digest = canonical::digest(&model).unwrap();
    Rubric::from_model(model).ok()
}

pub fn section_names(model: &model::Rubric) -> Vec<String> {
    fn walk(sections: &[Section], names: &mut Vec<String>) {
        for section in sections {
            names.push(section.name.clone());
            walk(&section.sections, names);
        }
    }
    let mut names = Vec::new();
    walk(&model.sections, &mut names);
    names
}

pub fn criteria(model: &model::Rubric) -> Vec<&Criterion> {
    let mut all = Vec::new();
    model
        .sections
        .iter()
        .for_each(|section| gather(section, &mut all));
    all
}

fn section(draw: &mut Draw, depth: usize, count: &mut usize) -> Section {
    *count += 1;
    let name = format!("S{count}");
    let criteria = (0..draw.below(4)).map(|_| criterion(draw, count)).collect();
    let inner = if depth < 3 { draw.below(3) } else { 0 };
    let inner = if inner == 2 && depth > 1 { 1 } else { inner };
    Section {
        name,
        title: "S".into(),
        owner: draw.one_in(2).then(|| "o".into()),
        weight: i64::try_from(1 + draw.below(3)).unwrap().into(),
        ladder: "l".into(),
        applies: draw.one_in(4).then(|| fact_condition(draw)),
        guidance: None,
        tags: if draw.one_in(2) {
            vec!["tag".into()]
        } else {
            vec![]
        },
        criteria,
        sections: (0..inner)
            .map(|_| section(draw, depth + 1, count))
            .collect(),
    }
}

fn rule(level: &str, when: MappingTest) -> MappingRule {
    MappingRule {
        level: level.into(),
        when,
    }
}

fn criterion(draw: &mut Draw, count: &mut usize) -> Criterion {
    *count += 1;
    let mapping = |rules| Mapping {
        scale: "s".into(),
        rules,
    };
    let answer = match draw.below(9) {
        0..=2 => AnswerForm::Scale {
            scale: draw.pick(&["s".to_owned(), "t".to_owned()]),
            without: vec![],
        },
        3 => AnswerForm::Scale {
            scale: "s".into(),
            without: vec!["x".into()],
        },
        4 => AnswerForm::YesNo,
        5 => AnswerForm::Checklist {
            items: choices(&["u", "v"]),
            levels: None,
        },
        6 => AnswerForm::Checklist {
            items: choices(&["u", "v"]),
            levels: Some(mapping(vec![
                rule("a", MappingTest::AtLeast(2)),
                rule("b", MappingTest::Exactly(1)),
                rule("c", MappingTest::Otherwise),
            ])),
        },
        7 => AnswerForm::Proportion {
            of: "things".into(),
            none: draw.pick(&[NoneCounted::Excluded, NoneCounted::Counts(fraction(1, 4))]),
            levels: draw.one_in(2).then(|| {
                mapping(vec![
                    rule("a", MappingTest::From(fraction(2, 3))),
                    rule("b", MappingTest::From(fraction(1, 2))),
                    rule("c", MappingTest::Otherwise),
                ])
            }),
        },
        _ => AnswerForm::Number {
            unit: "days".into(),
            from: 0.into(),
            to: 5.into(),
            decimal: false,
            levels: mapping(vec![
                rule("a", MappingTest::UpTo(1.into())),
                rule("b", MappingTest::UpTo(fraction(5, 2))),
                rule("c", MappingTest::Otherwise),
            ]),
        },
    };
    Criterion {
        name: format!("c{count}"),
        question: "Q".into(),
        owner: draw.one_in(2).then(|| "o".into()),
        weight: (!draw.one_in(5)).then(|| {
            draw.pick(&[
                fraction(1, 1),
                fraction(2, 1),
                fraction(3, 2),
                fraction(1, 3),
            ])
        }),
        marks: if draw.one_in(2) {
            vec![Mark::Essential]
        } else {
            vec![]
        },
        tags: if draw.one_in(3) {
            vec!["tag".into()]
        } else {
            vec![]
        },
        applies: draw.one_in(5).then(|| fact_condition(draw)),
        answer,
        cites: vec![],
        guidance: None,
        means: BTreeMap::new(),
        examples: vec![],
        prompt: None,
        leave_out: None,
        comment_required_below: None,
        was: vec![],
    }
}

fn comparison<T: Clone>(draw: &mut Draw, values: &[T]) -> Comparison<T> {
    let value = draw.pick(values);
    match draw.below(8) {
        0 => Comparison::Is(value),
        1 => Comparison::IsNot(value),
        2 => Comparison::AtLeast(value),
        3 => Comparison::AtMost(value),
        4 => Comparison::Below(value),
        5 => Comparison::Above(value),
        6 => Comparison::OneOf(vec![value, draw.pick(values)]),
        _ => Comparison::NotOneOf(vec![value]),
    }
}

fn fact_condition(draw: &mut Draw) -> Condition {
    match draw.below(5) {
        0 => Condition::Fact(
            "f1".into(),
            Comparison::Is(FactValue::YesNo(draw.one_in(2))),
        ),
        1 => Condition::Fact("f2".into(), Comparison::Is(FactValue::Option("p".into()))),
        2 => Condition::Fact(
            "f2".into(),
            Comparison::NotOneOf(vec![
                FactValue::Option("q".into()),
                FactValue::Option("p".into()),
            ]),
        ),
        _ => {
            let values = [fraction(2, 1), fraction(3, 1), fraction(5, 2)].map(FactValue::Number);
            Condition::Fact("f3".into(), comparison(draw, &values))
        }
    }
}

fn criterion_test(draw: &mut Draw, answer: Option<&AnswerForm>) -> CriterionTest {
    let levels: &[&str] = match answer {
        None => &["a", "c"],
        Some(AnswerForm::YesNo) => &["yes", "no"],
        Some(AnswerForm::Scale { scale, .. }) if scale == "t" => &["a", "c"],
        Some(_) => &["a", "b", "c"],
    };
    let levels: Vec<String> = levels.iter().map(|level| (*level).to_owned()).collect();
    let numbers = [
        fraction(1, 2),
        fraction(1, 1),
        fraction(2, 1),
        fraction(0, 1),
    ];
    match (draw.below(6), answer) {
        (0, _) => CriterionTest::Excluded(draw.one_in(2)),
        (1, _) => CriterionTest::Value(comparison(draw, &numbers)),
        (_, Some(AnswerForm::Number { .. })) if draw.one_in(2) => {
            CriterionTest::Number(comparison(draw, &numbers))
        }
        (2, Some(AnswerForm::Checklist { .. })) => CriterionTest::Has("u".into()),
        (_, Some(AnswerForm::Checklist { levels: None, .. })) => CriterionTest::Lacks("v".into()),
        (_, Some(AnswerForm::Proportion { levels: None, .. })) => {
            CriterionTest::Value(comparison(draw, &numbers))
        }
        _ => CriterionTest::Level(comparison(draw, &levels)),
    }
}

fn judged_test(draw: &mut Draw, grades: bool) -> JudgedTest {
    let names = ["g1".to_owned(), "g2".to_owned(), "g3".to_owned()];
    let scores = [
        fraction(1, 2),
        fraction(2, 3),
        fraction(1, 3),
        fraction(1, 1),
    ];
    match draw.below(5) {
        0 => JudgedTest::Scored(draw.one_in(2)),
        1 | 2 if grades => JudgedTest::Grade(comparison(draw, &names)),
        _ => JudgedTest::Score(comparison(draw, &scores)),
    }
}

/// A condition, which may look at what it should not.
pub fn condition(draw: &mut Draw, model: &model::Rubric, grades: bool, depth: usize) -> Condition {
    let sections = section_names(model);
    let all = criteria(model);
    if depth > 0 && draw.one_in(3) {
        let parts = vec![
            condition(draw, model, grades, depth - 1),
            condition(draw, model, grades, depth - 1),
        ];
        return match draw.below(3) {
            0 => Condition::All(parts),
            1 => Condition::AnyOf(parts),
            _ => Condition::Not(Box::new(parts[0].clone())),
        };
    }
    match draw.below(8) {
        0 => fact_condition(draw),
        1 | 2 if !all.is_empty() => {
            let one = draw.pick(&all);
            Condition::Criterion(one.name.clone(), criterion_test(draw, Some(&one.answer)))
        }
        3 => Condition::Judged(Subject::It, judged_test(draw, false)),
        4 => {
            let name = draw.pick(&sections);
            Condition::Judged(Subject::Section(name), judged_test(draw, grades))
        }
        kind => {
            let quantity = match draw.below(7) {
                0 => Quantity::Any,
                1 => Quantity::Every,
                2 => Quantity::No,
                3 => Quantity::AtLeast(2),
                4 => Quantity::AtMost(1),
                5 => Quantity::Exactly(1),
                _ => Quantity::AllBut(1),
            };
            let on_sections = kind < 6;
            let members = if on_sections {
                Members::Sections
            } else {
                Members::Criteria
            };
            let group = match draw.below(4) {
                0 if on_sections => Group::Named(vec![draw.pick(&sections)]),
                0 if !all.is_empty() => Group::Named(vec![draw.pick(&all).name.clone()]),
                1 => Group::Whole(members),
                _ => Group::Described(Description {
                    members,
                    marks: if !on_sections && draw.one_in(2) {
                        vec![Mark::Essential]
                    } else {
                        vec![]
                    },
                    within: match draw.below(3) {
                        0 => None,
                        1 => Some("it".into()),
                        _ => Some(draw.pick(&sections)),
                    },
                    tagged: if draw.one_in(3) {
                        vec!["tag".into()]
                    } else {
                        vec![]
                    },
                    owned_by: None,
                }),
            };
            let test = if on_sections {
                MemberTest::Section(judged_test(draw, grades))
            } else {
                let numbers = [fraction(1, 2), fraction(0, 1)];
                MemberTest::Criterion(if draw.one_in(2) {
                    CriterionTest::Value(comparison(draw, &numbers))
                } else {
                    criterion_test(draw, None)
                })
            };
            Condition::Group(GroupCondition {
                quantity,
                group,
                test,
            })
        }
    }
}

/// Every answer worth trying.
pub fn possible_answers(model: &model::Rubric, criterion: &Criterion) -> Vec<Answer> {
    let level = |name: &str| Answer::Level(name.to_owned());
    let counted = |count, of| {
        Answer::Detailed(DetailedAnswer {
            count: Some(count),
            of: Some(of),
            ..DetailedAnswer::default()
        })
    };
    let number = |number: i64| Answer::Number(Decimal::new(number.into()).unwrap());
    let ticked = |items: &[&str]| {
        Answer::Detailed(DetailedAnswer {
            ticked: Some(items.iter().map(|item| (*item).to_owned()).collect()),
            ..DetailedAnswer::default()
        })
    };
    let mapped = match &criterion.answer {
        AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
            levels.is_some()
        }
        AnswerForm::Number { .. } => true,
        _ => false,
    };
    let mut all = match &criterion.answer {
        AnswerForm::Scale { scale, without } => {
            let scale = model.scales.iter().find(|one| one.name == *scale).unwrap();
            let levels = scale
                .levels
                .iter()
                .filter(|level| !without.contains(&level.name));
            levels.map(|one| level(&one.name)).collect()
        }
        AnswerForm::YesNo => vec![Answer::YesNo(true), Answer::YesNo(false)],
        AnswerForm::Checklist { .. } => {
            vec![
                ticked(&[]),
                ticked(&["u"]),
                ticked(&["v"]),
                ticked(&["u", "v"]),
            ]
        }
        AnswerForm::Proportion { .. } => {
            vec![
                counted(0, 0),
                counted(0, 3),
                counted(1, 2),
                counted(2, 3),
                counted(4, 4),
            ]
        }
        AnswerForm::Number { .. } => (0..=5).map(number).collect(),
    };
    if mapped {
        all.push(level("x"));
    }
    all
}

pub fn possible_facts(model: &model::Rubric, fact: &str) -> Vec<FactAnswer> {
    let fact = model.facts.iter().find(|one| one.name == fact).unwrap();
    match &fact.kind {
        FactKind::YesNo => vec![FactAnswer::YesNo(true), FactAnswer::YesNo(false)],
        FactKind::OneOf { options } => options
            .iter()
            .map(|one| FactAnswer::Option(one.name.clone()))
            .collect(),
        FactKind::Number { decimal, .. } => {
            let step = if *decimal { 4 } else { 1 };
            let numbers = (0..=4 * step).map(|number| fraction(number, step));
            numbers
                .map(|number| FactAnswer::Number(Decimal::new(number).unwrap()))
                .collect()
        }
    }
}

/// Random facts and answers; of each, one in `missing` is missing.
pub fn audit(draw: &mut Draw, rubric: &Rubric, missing: Option<usize>) -> (Facts, Answers) {
    let model = rubric.model();
    let leave = |draw: &mut Draw| missing.is_some_and(|bound| draw.one_in(bound));
    let mut facts = Facts::new();
    for fact in &model.facts {
        let value = draw.pick(&possible_facts(model, &fact.name));
        if !leave(draw) {
            facts.insert(fact.name.clone(), value);
        }
    }
    let mut answers = Answers::new();
    for criterion in criteria(model) {
        let answer = draw.pick(&possible_answers(model, criterion));
        if !leave(draw) {
            answers.insert(criterion.name.clone(), answer);
        }
    }
    (facts, answers)
}

/// The audit, through the builder.
pub fn build(rubric: &Rubric, facts: &Facts, answers: &Answers) -> Audit {
    let mut builder = rubric.audit_builder();
    for (name, value) in facts {
        builder.fact(name, value).expect("a fact that fits");
    }
    for (name, answer) in answers {
        builder.answer(name, answer).expect("an answer that fits");
    }
    builder.build()
}
