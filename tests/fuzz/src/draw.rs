//! Answers drawn from bytes.

use std::collections::BTreeMap;

use arbitrary::Unstructured;
use rubric_engine::Rubric;
use rubric_model::Rational;
use rubric_model::audit::{Answer, Decimal, DetailedAnswer, FactAnswer};
use rubric_model::rubric::{AnswerForm, Criterion, FactKind, Section};

/// A value for every fact, and an answer to every criterion.
pub struct Answers {
    /// By fact.
    pub facts: BTreeMap<String, FactAnswer>,
    /// By criterion.
    pub answers: BTreeMap<String, Answer>,
}

impl Answers {
    /// The names of the facts and criteria.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.facts
            .keys()
            .chain(self.answers.keys())
            .map(String::as_str)
    }
}

/// Draws what a rubric asks.
pub fn answers(bytes: &mut Unstructured<'_>, rubric: &Rubric) -> Answers {
    let model = rubric.model();
    let facts = model.facts.iter().map(|one| {
        let value = match &one.kind {
            FactKind::YesNo => FactAnswer::YesNo(yes(bytes)),
            FactKind::Number { from, to, decimal } => {
                FactAnswer::Number(number(bytes, from, to, *decimal))
            }
            FactKind::OneOf { options } => {
                FactAnswer::Option(options[below(bytes, options.len())].name.clone())
            }
        };
        (one.name.clone(), value)
    });
    let facts = facts.collect();
    let mut criteria = Vec::new();
    model
        .sections
        .iter()
        .for_each(|section| within(section, &mut criteria));
    let answers = criteria
        .into_iter()
        .map(|one| (one.name.clone(), answer(bytes, rubric, one)));
    Answers {
        facts,
        answers: answers.collect(),
    }
}

fn within<'r>(section: &'r Section, all: &mut Vec<&'r Criterion>) {
    all.extend(&section.criteria);
    section.sections.iter().for_each(|inner| within(inner, all));
}

fn answer(bytes: &mut Unstructured<'_>, rubric: &Rubric, criterion: &Criterion) -> Answer {
    let mapping = match &criterion.answer {
        AnswerForm::Scale { .. } | AnswerForm::YesNo => None,
        AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
            levels.as_ref()
        }
        AnswerForm::Number { levels, .. } => Some(levels),
    };
    // What is mapped on to a scale may be answered with one of its excluded levels.
    let excluded = mapping.map_or_else(Vec::new, |mapping| levels(rubric, &mapping.scale, true));
    if !excluded.is_empty() && below(bytes, 8) == 7 {
        return Answer::Level(excluded[below(bytes, excluded.len())].clone());
    }
    match &criterion.answer {
        AnswerForm::Scale { scale, without } => {
            let mut levels = levels(rubric, scale, false);
            levels.retain(|level| !without.contains(level));
            Answer::Level(levels[below(bytes, levels.len())].clone())
        }
        AnswerForm::YesNo => Answer::YesNo(yes(bytes)),
        AnswerForm::Checklist { items, .. } => {
            let ticked = items.iter().filter(|_| yes(bytes));
            Answer::Detailed(DetailedAnswer {
                ticked: Some(ticked.map(|item| item.name.clone()).collect()),
                ..DetailedAnswer::default()
            })
        }
        AnswerForm::Proportion { .. } => {
            let of = below(bytes, 12);
            let count = u32::try_from(below(bytes, of + 1)).ok();
            Answer::Detailed(DetailedAnswer {
                count,
                of: u32::try_from(of).ok(),
                ..DetailedAnswer::default()
            })
        }
        AnswerForm::Number {
            from, to, decimal, ..
        } => Answer::Number(number(bytes, from, to, *decimal)),
    }
}

/// The levels of a scale, or its excluded ones alone.
fn levels(rubric: &Rubric, scale: &str, excluded: bool) -> Vec<String> {
    let scales = &rubric.model().scales;
    let scale = scales.iter().find(|one| one.name == scale).expect("it is");
    let levels = scale
        .levels
        .iter()
        .filter(|level| level.excluded || !excluded);
    levels.map(|level| level.name.clone()).collect()
}

/// A number of the range: an end of it, or one between.
fn number(bytes: &mut Unstructured<'_>, from: &Rational, to: &Rational, decimal: bool) -> Decimal {
    let step = if decimal { "1/10" } else { "1" };
    let step: Rational = step.parse().expect("a number");
    let steps = below(bytes, 256);
    let mut drawn = from.clone();
    for _ in 0..steps {
        if drawn.0 >= to.0 {
            break;
        }
        drawn.0 += &step.0;
    }
    let drawn = if drawn > *to || steps == 255 {
        to.clone()
    } else {
        drawn
    };
    Decimal::new(drawn).expect("a decimal")
}

fn yes(bytes: &mut Unstructured<'_>) -> bool {
    bytes.arbitrary().unwrap_or_default()
}

fn below(bytes: &mut Unstructured<'_>, most: usize) -> usize {
    bytes.choose_index(most).unwrap_or_default()
}
