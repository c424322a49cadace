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
    fn new(answer: Answer) -> Self {
        Self {
            answer,
            level: None,
            value: None,
            number: None,
            ticked: None,
        }
    }

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

pub fn answers(model: &Rubric, criterion: &Criterion) -> Vec<Possible> {
    let scale = build::scale_of(&criterion.answer)
        .map(|name| model.scales.iter().find(|one| one.name == name).unwrap());
    let at = |possible: Possible, name: &str| {
        let levels = &scale.unwrap().levels;
        let place = levels.iter().position(|one| one.name == name).unwrap();
        Possible {
            level: Some(place),
            value: levels[place].value.as_ref().map(exact),
            ..possible
        }
    };
    let as_level = |name: &String| at(Possible::new(Answer::Level(name.clone())), name);
    let mapped = |possible: Possible, levels: &Mapping, number: Exact| {
        let rule = levels.rules.iter().find(|rule| match &rule.when {
            MappingTest::AtLeast(least) => number >= Exact::from(i128::from(*least)),
            MappingTest::Exactly(exactly) => number == Exact::from(i128::from(*exactly)),
            MappingTest::From(from) => number >= exact(from),
            MappingTest::UpTo(to) => number <= exact(to),
            MappingTest::Otherwise => true,
        });
        at(possible, &rule.unwrap().level)
    };
    let mut all = match &criterion.answer {
        AnswerForm::Scale { without, .. } => {
            let levels = scale.unwrap().levels.iter();
            let allowed = levels.filter(|level| !without.contains(&level.name));
            return allowed.map(|level| as_level(&level.name)).collect();
        }
        AnswerForm::YesNo => [true, false]
            .map(|yes| Possible {
                level: Some(usize::from(!yes)),
                value: Some(Exact::from(i128::from(yes))),
                ..Possible::new(Answer::YesNo(yes))
            })
            .to_vec(),
        AnswerForm::Checklist { items, levels } => checklists(items)
            .into_iter()
            .map(|ticked| {
                let count = Exact::from(ticked.len() as i128);
                let possible = Possible {
                    value: Some(count / Exact::from(items.len() as i128)),
                    ..ticks(ticked)
                };
                match levels {
                    Some(levels) => mapped(possible, levels, count),
                    None => possible,
                }
            })
            .collect(),
        AnswerForm::Proportion { none, levels, .. } => {
            let mut all: Vec<Possible> = Vec::new();
            for (count, of) in counts(levels.is_some()) {
                let share = match (of, none) {
                    (0, NoneCounted::Excluded) => None,
                    (0, NoneCounted::Counts(share)) => Some(exact(share)),
                    _ => Some(Exact::new(count.into(), of.into())),
                };
                let possible = Possible {
                    value: share,
                    ..Possible::new(counted(count, of))
                };
                let possible = match (levels, share) {
                    (Some(levels), Some(share)) => mapped(possible, levels, share),
                    _ => possible,
                };
                // Nothing tells two proportions of one level apart.
                let same = |one: &Possible| one.level == possible.level;
                if levels.is_none() || !all.iter().any(same) {
                    all.push(possible);
                }
            }
            all
        }
        AnswerForm::Number {
            from,
            to,
            decimal: is_decimal,
            levels,
            ..
        } => range(from, to, *is_decimal)
            .into_iter()
            .map(|number| {
                let possible = Possible {
                    number: Some(number),
                    ..Possible::new(Answer::Number(decimal(number)))
                };
                mapped(possible, levels, number)
            })
            .collect(),
    };
    let levels = scale.iter().flat_map(|scale| &scale.levels);
    let excluded = levels.filter(|level| level.excluded);
    all.extend(excluded.map(|level| as_level(&level.name)));
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
fn counts(mapped: bool) -> Vec<(u32, u32)> {
    let mut counts = vec![(0, 0)];
    if mapped {
        counts.extend((0..=24).map(|count| (count, 24)));
    } else {
        counts.extend([(0, 3), (1, 4), (1, 2), (3, 5), (2, 3), (1, 1)]);
    }
    counts
}

fn checklists(items: &[Choice]) -> Vec<Vec<String>> {
    (0..1_usize << items.len())
        .map(|bits| {
            let ticked = items.iter().enumerate();
            ticked
                .filter(|(place, _)| bits >> place & 1 == 1)
                .map(|(_, item)| item.name.clone())
                .collect()
        })
        .collect()
}

fn ticks(ticked: Vec<String>) -> Possible {
    let detailed = DetailedAnswer {
        ticked: Some(ticked.clone()),
        ..DetailedAnswer::default()
    };
    Possible {
        ticked: Some(ticked),
        ..Possible::new(Answer::Detailed(detailed))
    }
}

fn counted(count: u32, of: u32) -> Answer {
    Answer::Detailed(DetailedAnswer {
        count: Some(count),
        of: Some(of),
        ..DetailedAnswer::default()
    })
}
