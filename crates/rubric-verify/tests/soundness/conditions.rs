//! Conditions of every kind, which look at what they may look at.

use rubric_model::Rational;
use rubric_model::condition::*;
use rubric_model::rubric::{AnswerForm, Criterion, Fact, FactKind, Ladder, Mark, Rubric};

use crate::build::{self, fraction};
use crate::draw::Draw;

/// What a condition is for, and so may look at.
#[derive(Clone)]
pub enum Sees {
    Section(String),
    EverySection,
    Overall,
    Settled,
}

pub struct Maker {
    model: Rubric,
    sees: Sees,
    /// The sections whose scores and grades are settled before.
    settled: Vec<String>,
}

impl Maker {
    pub fn new(model: &Rubric, sees: Sees) -> Self {
        let inside_out = build::inside_out(&model.sections);
        let settled = match &sees {
            Sees::Section(own) => inside_out
                .into_iter()
                .take_while(|one| one != own)
                .collect(),
            Sees::EverySection => vec![],
            Sees::Overall | Sees::Settled => inside_out,
        };
        Self {
            model: model.clone(),
            sees,
            settled,
        }
    }

    pub fn condition(&self, draw: &mut Draw, depth: usize) -> Condition {
        if depth > 0 && draw.one_in(3) {
            let parts = vec![
                self.condition(draw, depth - 1),
                self.condition(draw, depth - 1),
            ];
            return match draw.below(5) {
                0 | 1 => Condition::All(parts),
                2 | 3 => Condition::AnyOf(parts),
                _ => Condition::Not(Box::new(parts[0].clone())),
            };
        }
        match draw.below(12) {
            0 if !self.model.facts.is_empty() => of_facts(draw, &self.model.facts),
            0..=3 => {
                let criterion = draw.pick(&build::criteria(&self.model));
                Condition::Criterion(criterion.name.clone(), of_criterion(draw, criterion))
            }
            4 | 5 => match (&self.sees, draw.below(3)) {
                (Sees::Settled, 0) => self.grade_of(draw, None),
                (Sees::Settled, 1) => Condition::Judged(Subject::Overall, score(draw)),
                _ => Condition::Judged(Subject::It, score(draw)),
            },
            6 | 7 if !self.settled.is_empty() => {
                let name = draw.pick(&self.settled);
                if draw.one_in(3) {
                    Condition::Judged(Subject::Section(name), score(draw))
                } else {
                    self.grade_of(draw, Some(&name))
                }
            }
            8 | 9 => self.of_sections(draw),
            _ => self.of_criteria(draw),
        }
    }

    fn ladder(&self, section: Option<&str>) -> &Ladder {
        let name = match section {
            None => &self.model.overall.ladder,
            Some(name) => {
                let sections = build::sections(&self.model);
                &sections.iter().find(|one| one.name == name).unwrap().ladder
            }
        };
        let mut ladders = self.model.ladders.iter();
        ladders.find(|one| one.name == *name).unwrap()
    }

    fn grade_of(&self, draw: &mut Draw, section: Option<&str>) -> Condition {
        let grades = self.ladder(section).grades.iter();
        let names: Vec<String> = grades.map(|one| one.name.clone()).collect();
        let subject = section.map_or(Subject::Overall, |name| Subject::Section(name.into()));
        Condition::Judged(subject, JudgedTest::Grade(compared(draw, &names)))
    }

    fn of_sections(&self, draw: &mut Draw) -> Condition {
        let names = ["g1".to_owned(), "g2".to_owned(), "g3".to_owned()];
        let test = match draw.below(4) {
            0 => score(draw),
            _ => JudgedTest::Grade(compared(draw, &names)),
        };
        let group = match draw.below(4) {
            0 if self.settled.len() > 1 => Group::Named(two(draw, &self.settled)),
            1 => self.described(draw, Members::Sections),
            _ => Group::Whole(Members::Sections),
        };
        Condition::Group(GroupCondition {
            quantity: quantity(draw),
            group,
            test: MemberTest::Section(test),
        })
    }

    fn of_criteria(&self, draw: &mut Draw) -> Condition {
        let all = build::criteria(&self.model);
        let levelled: Vec<String> = (all.iter())
            .filter(|one| build::scale_of(&one.answer).is_some())
            .map(|one| one.name.clone())
            .collect();
        let levels = ["a".to_owned(), "c".to_owned()];
        let tagged = |within: Option<String>| Description {
            members: Members::Criteria,
            marks: vec![],
            within,
            tagged: vec!["levelled".into()],
            owned_by: None,
        };
        let (group, test) = match draw.below(4) {
            0 if levelled.len() > 1 => (
                Group::Named(two(draw, &levelled)),
                CriterionTest::Level(compared(draw, &levels)),
            ),
            1 => {
                let within = draw.one_in(2).then(|| "it".to_owned());
                (
                    Group::Described(tagged(within)),
                    CriterionTest::Level(compared(draw, &levels)),
                )
            }
            2 => (
                Group::Whole(Members::Criteria),
                CriterionTest::Value(compared(draw, &values())),
            ),
            _ => {
                let described = self.described(draw, Members::Criteria);
                (described, CriterionTest::Value(compared(draw, &values())))
            }
        };
        Condition::Group(GroupCondition {
            quantity: quantity(draw),
            group,
            test: MemberTest::Criterion(test),
        })
    }

    fn described(&self, draw: &mut Draw, members: Members) -> Group {
        let criteria = members == Members::Criteria;
        let named = if criteria {
            build::section_names(&self.model)
        } else {
            self.settled.clone()
        };
        let within = match draw.below(3) {
            0 => Some("it".to_owned()),
            1 if !named.is_empty() => Some(draw.pick(&named)),
            _ => None,
        };
        let owned: Vec<String> = (build::sections(&self.model).iter())
            .filter_map(|one| one.owner.clone())
            .collect();
        Group::Described(Description {
            members,
            marks: if criteria && draw.one_in(2) {
                vec![Mark::Essential]
            } else {
                vec![]
            },
            within,
            tagged: if !criteria && draw.one_in(2) {
                vec!["key".into()]
            } else {
                vec![]
            },
            owned_by: (!owned.is_empty() && draw.one_in(3)).then(|| draw.pick(&owned)),
        })
    }
}

fn two(draw: &mut Draw, names: &[String]) -> Vec<String> {
    let first = draw.below(names.len());
    let second = (first + 1 + draw.below(names.len() - 1)) % names.len();
    vec![names[first].clone(), names[second].clone()]
}

fn quantity(draw: &mut Draw) -> Quantity {
    match draw.below(9) {
        0 | 1 => Quantity::Any,
        2 => Quantity::Every,
        3 => Quantity::No,
        4 => Quantity::AtLeast(2),
        5 => Quantity::AtMost(1),
        6 => Quantity::Exactly(1),
        7 => Quantity::Exactly(0),
        _ => Quantity::AllBut(1),
    }
}

fn compared<T: Clone>(draw: &mut Draw, values: &[T]) -> Comparison<T> {
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

fn values() -> [Rational; 4] {
    [
        fraction(1, 2),
        fraction(0, 1),
        fraction(1, 1),
        fraction(2, 3),
    ]
}

fn score(draw: &mut Draw) -> JudgedTest {
    let scores = [
        fraction(1, 2),
        fraction(2, 3),
        fraction(1, 3),
        fraction(1, 1),
        fraction(3, 10),
    ];
    match draw.below(6) {
        0 => JudgedTest::Scored(draw.one_in(2)),
        _ => JudgedTest::Score(compared(draw, &scores)),
    }
}

fn of_criterion(draw: &mut Draw, criterion: &Criterion) -> CriterionTest {
    let names = |names: &[&str]| -> Vec<String> {
        let owned = names.iter().map(|name| (*name).to_owned());
        owned.collect()
    };
    let levels = match &criterion.answer {
        AnswerForm::YesNo => names(&["yes", "no"]),
        other => match build::scale_of(other) {
            Some("s") => names(&["a", "b", "c"]),
            Some(_) => names(&["a", "c"]),
            None => vec![],
        },
    };
    let decimal = matches!(&criterion.answer, AnswerForm::Number { decimal: true, .. });
    let halves = if decimal { 1 } else { 2 };
    let numbers = [fraction(1, 1), fraction(2, 1), fraction(3, halves)];
    match (draw.below(7), &criterion.answer) {
        (0, _) => CriterionTest::Excluded(draw.one_in(2)),
        (1, _) => CriterionTest::Value(compared(draw, &values())),
        (2 | 3, AnswerForm::Number { .. }) => CriterionTest::Number(compared(draw, &numbers)),
        (2 | 3, AnswerForm::Checklist { .. }) => CriterionTest::Has("u".into()),
        (4, AnswerForm::Checklist { .. }) => CriterionTest::Lacks("v".into()),
        _ if levels.is_empty() => CriterionTest::Value(compared(draw, &values())),
        _ => CriterionTest::Level(compared(draw, &levels)),
    }
}

/// About one or two facts.
pub fn of_facts(draw: &mut Draw, facts: &[Fact]) -> Condition {
    let fact = draw.pick(facts);
    let numbers = |below| [0, 1, 2].map(|number| FactValue::Number(fraction(number, below)));
    let comparison = match &fact.kind {
        FactKind::YesNo => {
            let value = FactValue::YesNo(draw.one_in(2));
            draw.pick(&[Comparison::Is(value.clone()), Comparison::IsNot(value)])
        }
        FactKind::OneOf { .. } => {
            let option = |name: &str| FactValue::Option(name.into());
            draw.pick(&[
                Comparison::Is(option("p")),
                Comparison::IsNot(option("q")),
                Comparison::OneOf(vec![option("q"), option("r")]),
                Comparison::NotOneOf(vec![option("q"), option("p")]),
            ])
        }
        // Half a year lies between two whole ones; of hours, possible values lie between.
        FactKind::Number { decimal: false, .. } => {
            let below = 1 + i64::from(draw.one_in(3));
            compared(draw, &numbers(below))
        }
        FactKind::Number { .. } => compared(draw, &numbers(1)),
    };
    let one = Condition::Fact(fact.name, comparison);
    match draw.below(8) {
        0 => Condition::Not(Box::new(one)),
        1 => Condition::AnyOf(vec![one, of_facts(draw, facts)]),
        _ => one,
    }
}
