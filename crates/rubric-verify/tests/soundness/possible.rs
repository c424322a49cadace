//! What facts and answers may be: all that can be told apart, but for proportions that are their
//! own value, of which there is no end.

use rubric_model::Rational;
use rubric_model::audit::{Answer, Decimal, DetailedAnswer, FactAnswer};
use rubric_model::rubric::*;

use crate::build;
use crate::judge::Exact;

/// One way to answer a criterion.
#[derive(Clone, Debug)]
pub struct Possible {
    pub answer: Answer,
    /// The place of its level on its scale.
    pub level: Option<usize>,
    /// Nothing where it is excluded.
    pub value: Option<Exact>,
    pub number: Option<Exact>,
    pub ticked: Option<Vec<String>>,
}

impl Possible {
    /// Whether it is a better answer to the same criterion: more items ticked; or else a better
    /// level, or a higher proportion. What is excluded is neither better nor worse.
    pub fn better_than(&self, other: &Self) -> bool {
        let (Some(value), Some(other_value)) = (self.value, other.value) else {
            return false;
        };
        if let (Some(ticked), Some(less)) = (&self.ticked, &other.ticked) {
            return ticked.len() > less.len() && less.iter().all(|item| ticked.contains(item));
        }
        match (self.level, other.level) {
            (Some(level), Some(other_level)) => level < other_level,
            _ => value > other_value,
        }
    }
}

pub fn exact(number: &Rational) -> Exact {
    number.to_string().parse().unwrap()
}

pub fn rational(number: Exact) -> Rational {
    number.to_string().parse().unwrap()
}

fn decimal(number: Exact) -> Decimal {
    Decimal::new(rational(number)).unwrap()
}

/// Whole numbers, or halves where it is decimal: conditions and levels break at whole numbers.
fn range(from: &Rational, to: &Rational, is_decimal: bool) -> Vec<Exact> {
    let step = Exact::new(1, if is_decimal { 2 } else { 1 });
    let (mut number, to) = (exact(from), exact(to));
    let mut numbers = Vec::new();
    while number <= to {
        numbers.push(number);
        number += step;
    }
    numbers
}

pub fn facts(fact: &Fact) -> Vec<FactAnswer> {
    match &fact.kind {
        FactKind::YesNo => vec![FactAnswer::YesNo(true), FactAnswer::YesNo(false)],
        FactKind::OneOf { options } => {
            let options = options.iter();
            options
                .map(|one| FactAnswer::Option(one.name.clone()))
                .collect()
        }
        FactKind::Number {
            from,
            to,
            decimal: is_decimal,
        } => {
            let numbers = range(from, to, *is_decimal).into_iter();
            numbers
                .map(|number| FactAnswer::Number(decimal(number)))
                .collect()
        }
    }
}

/// What is answered, without comment and cause.
pub fn bare(answer: &Answer) -> DetailedAnswer {
    DetailedAnswer {
        comment: None,
        cause: None,
        ..detailed(answer)
    }
}

/// What an answer comes to.
pub fn reading(model: &Rubric, criterion: &Criterion, answer: &Answer) -> Possible {
    let scale = build::scale_of(&criterion.answer)
        .map(|name| model.scales.iter().find(|one| one.name == name).unwrap());
    let given = detailed(answer);
    let mut reading = Possible {
        answer: answer.clone(),
        level: None,
        value: None,
        number: given.number.as_ref().map(|number| exact(number.number())),
        ticked: given.ticked.clone(),
    };
    // What is measured, its value without levels, and the levels it is made.
    let (measure, levels) = match (&criterion.answer, &given) {
        (AnswerForm::YesNo, _) => {
            let yes = given.yes.unwrap();
            reading.level = Some(usize::from(!yes));
            reading.value = Some(Exact::from(i128::from(yes)));
            return reading;
        }
        (_, given) if given.level.is_some() => (None, None),
        (AnswerForm::Checklist { items, levels }, _) => {
            let ticked = given.ticked.unwrap().len() as i128;
            reading.value = Some(Exact::new(ticked, items.len() as i128));
            (Some(Exact::from(ticked)), levels.as_ref())
        }
        (AnswerForm::Proportion { none, levels, .. }, _) => {
            let (count, of) = (given.count.unwrap(), given.of.unwrap());
            reading.value = match (of, none) {
                (0, NoneCounted::Excluded) => None,
                (0, NoneCounted::Counts(share)) => Some(exact(share)),
                _ => Some(Exact::new(count.into(), of.into())),
            };
            (reading.value, levels.as_ref())
        }
        (AnswerForm::Number { levels, .. }, _) => (reading.number, Some(levels)),
        (AnswerForm::Scale { .. }, _) => panic!("{answer:?} is no level"),
    };
    let level = match (given.level, measure, levels) {
        (Some(level), ..) => level,
        (None, Some(measure), Some(levels)) => {
            let mut rules = levels.rules.iter();
            let rule = rules.find(|rule| holds(&rule.when, measure)).unwrap();
            rule.level.clone()
        }
        _ => return reading,
    };
    let levels = &scale.unwrap().levels;
    let place = levels.iter().position(|one| one.name == level).unwrap();
    reading.level = Some(place);
    reading.value = levels[place].value.as_ref().map(exact);
    reading
}

fn holds(test: &MappingTest, measure: Exact) -> bool {
    match test {
        MappingTest::AtLeast(least) => measure >= Exact::from(i128::from(*least)),
        MappingTest::Exactly(exactly) => measure == Exact::from(i128::from(*exactly)),
        MappingTest::From(from) => measure >= exact(from),
        MappingTest::UpTo(to) => measure <= exact(to),
        MappingTest::Otherwise => true,
    }
}

pub fn detailed(answer: &Answer) -> DetailedAnswer {
    let nothing = DetailedAnswer::default();
    match answer.clone() {
        Answer::Detailed(detailed) => detailed,
        Answer::YesNo(yes) => DetailedAnswer {
            yes: Some(yes),
            ..nothing
        },
        Answer::Number(number) => DetailedAnswer {
            number: Some(number),
            ..nothing
        },
        Answer::Level(level) => DetailedAnswer {
            level: Some(level),
            ..nothing
        },
    }
}

pub fn answers(model: &Rubric, criterion: &Criterion) -> Vec<Possible> {
    let mut answers = match &criterion.answer {
        AnswerForm::Scale { .. } => vec![],
        AnswerForm::YesNo => vec![Answer::YesNo(true), Answer::YesNo(false)],
        AnswerForm::Checklist { items, .. } => checklists(items),
        AnswerForm::Proportion { levels, .. } => proportions(levels.is_some()),
        AnswerForm::Number {
            from,
            to,
            decimal: is_decimal,
            ..
        } => {
            let numbers = range(from, to, *is_decimal).into_iter();
            numbers
                .map(|number| Answer::Number(decimal(number)))
                .collect()
        }
    };
    let scale = build::scale_of(&criterion.answer);
    let scales = model.scales.iter().filter(|one| Some(&*one.name) == scale);
    let levels = scales.flat_map(|one| &one.levels);
    let chosen = levels.filter(|level| match &criterion.answer {
        AnswerForm::Scale { without, .. } => !without.contains(&level.name),
        _ => level.excluded,
    });
    answers.extend(chosen.map(|level| Answer::Level(level.name.clone())));

    let mut all: Vec<Possible> = Vec::new();
    for answer in answers {
        let one = reading(model, criterion, &answer);
        // Nothing tells two proportions of one level apart.
        let is_mapped =
            matches!(&criterion.answer, AnswerForm::Proportion { .. }) && scale.is_some();
        if !is_mapped || !all.iter().any(|known| known.level == one.level) {
            all.push(one);
        }
    }
    all
}

/// Whether all that can be told apart is there.
pub fn is_finite(criterion: &Criterion) -> bool {
    !matches!(
        &criterion.answer,
        AnswerForm::Proportion { levels: None, .. }
    )
}

/// Levels break at quarters and sixths; of what has no levels, a few.
fn proportions(mapped: bool) -> Vec<Answer> {
    let mut counts = vec![(0, 0)];
    if mapped {
        counts.extend((0..=24).map(|count| (count, 24)));
    } else {
        counts.extend([(0, 3), (1, 4), (1, 2), (3, 5), (2, 3), (1, 1)]);
    }
    let counted = |(count, of)| {
        Answer::Detailed(DetailedAnswer {
            count: Some(count),
            of: Some(of),
            ..DetailedAnswer::default()
        })
    };
    counts.into_iter().map(counted).collect()
}

fn checklists(items: &[Choice]) -> Vec<Answer> {
    let ticked = |bits: usize| {
        let items = items.iter().enumerate();
        let ticked = items.filter(|(place, _)| bits >> place & 1 == 1);
        Answer::Detailed(DetailedAnswer {
            ticked: Some(ticked.map(|(_, item)| item.name.clone()).collect()),
            ..DetailedAnswer::default()
        })
    };
    (0..1 << items.len()).map(ticked).collect()
}
