//! A second scorer, obviously right: complete audits only, straight from the model, no tables.

use std::collections::BTreeMap;

use num_rational::BigRational;
use rubric_model::Rational;
use rubric_model::audit::{Answer, FactAnswer};
use rubric_model::condition::*;
use rubric_model::rubric::*;

pub type Facts = BTreeMap<String, FactAnswer>;
pub type Answers = BTreeMap<String, Answer>;

/// What a section or the whole comes to; nothing where it is not scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Result {
    pub score: BigRational,
    pub before: String,
    pub grade: String,
    pub limits: Vec<String>,
}

/// A criterion's answer: not applicable, excluded, or counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    NotApplicable,
    Excluded,
    In {
        level: Option<String>,
        value: BigRational,
    },
}

pub struct Naive<'a> {
    pub rubric: &'a Rubric,
    pub facts: &'a Facts,
    pub answers: &'a Answers,
    pub states: BTreeMap<String, State>,
    pub results: BTreeMap<String, Option<Result>>,
    pub overall: Option<Result>,
    scores: BTreeMap<String, BigRational>,
}

pub fn score<'a>(rubric: &'a Rubric, facts: &'a Facts, answers: &'a Answers) -> Naive<'a> {
    let mut naive = Naive {
        rubric,
        facts,
        answers,
        states: BTreeMap::new(),
        results: BTreeMap::new(),
        overall: None,
        scores: BTreeMap::new(),
    };
    for section in &rubric.sections {
        naive.states_in(section, true);
    }
    let parts = rubric
        .sections
        .iter()
        .filter_map(|section| naive.section(section))
        .collect();
    let score = mean(parts);
    naive.overall = naive.judge("", &rubric.overall.ladder, score);
    naive
}

fn mean(parts: Vec<(BigRational, BigRational)>) -> Option<BigRational> {
    let zero = BigRational::from_integer(0.into());
    let total: BigRational = parts
        .iter()
        .fold(zero.clone(), |sum, (weight, _)| sum + weight);
    if parts.is_empty() {
        return None;
    }
    Some(
        parts
            .iter()
            .fold(zero, |sum, (weight, value)| sum + weight * value)
            / total,
    )
}

impl Naive<'_> {
    fn states_in(&mut self, section: &Section, around: bool) {
        let applies = around
            && section
                .applies
                .as_ref()
                .is_none_or(|one| self.holds(one, ""));
        for criterion in &section.criteria {
            let own = criterion
                .applies
                .as_ref()
                .is_none_or(|one| self.holds(one, ""));
            let state = if applies && own {
                self.state(criterion)
            } else {
                State::NotApplicable
            };
            self.states.insert(criterion.name.clone(), state);
        }
        for inner in &section.sections {
            self.states_in(inner, applies);
        }
    }

    fn level(&self, scale: &str, level: &str) -> State {
        let scale = self
            .rubric
            .scales
            .iter()
            .find(|one| one.name == scale)
            .unwrap();
        let level = scale.levels.iter().find(|one| one.name == level).unwrap();
        match &level.value {
            Some(value) => State::In {
                level: Some(level.name.clone()),
                value: value.0.clone(),
            },
            None => State::Excluded,
        }
    }

    fn state(&self, criterion: &Criterion) -> State {
        let int = |number: u64| BigRational::from_integer(number.into());
        let mapped = |mapping: &Mapping, number: BigRational| {
            let rule = mapping.rules.iter().find(|rule| match &rule.when {
                MappingTest::AtLeast(least) => number >= int((*least).into()),
                MappingTest::Exactly(exactly) => number == int((*exactly).into()),
                MappingTest::From(from) => number >= from.0,
                MappingTest::UpTo(to) => number <= to.0,
                MappingTest::Otherwise => true,
            });
            self.level(&mapping.scale, &rule.unwrap().level)
        };
        let answer = self
            .answers
            .get(&criterion.name)
            .expect("naive scores complete audits");
        match (&criterion.answer, answer) {
            (AnswerForm::Scale { scale, .. }, Answer::Level(level)) => self.level(scale, level),
            (AnswerForm::YesNo, Answer::YesNo(yes)) => State::In {
                level: Some(if *yes { "yes" } else { "no" }.to_owned()),
                value: int((*yes).into()),
            },
            (AnswerForm::Checklist { items, levels }, Answer::Detailed(detailed)) => {
                let ticked = int(detailed.ticked.as_ref().unwrap().len() as u64);
                match levels {
                    Some(mapping) => mapped(mapping, ticked),
                    None => State::In {
                        level: None,
                        value: ticked / int(items.len() as u64),
                    },
                }
            }
            (AnswerForm::Proportion { none, levels, .. }, Answer::Detailed(detailed)) => {
                let (count, of) = (detailed.count.unwrap(), detailed.of.unwrap());
                let share = match (of, none) {
                    (0, NoneCounted::Excluded) => return State::Excluded,
                    (0, NoneCounted::Counts(share)) => share.0.clone(),
                    _ => int(count.into()) / int(of.into()),
                };
                match levels {
                    Some(mapping) => mapped(mapping, share),
                    None => State::In {
                        level: None,
                        value: share,
                    },
                }
            }
            (AnswerForm::Number { levels, .. }, Answer::Number(number)) => {
                mapped(levels, number.number().0.clone())
            }
            (form, Answer::Level(level)) => {
                let scale = match form {
                    AnswerForm::Checklist {
                        levels: Some(mapping),
                        ..
                    }
                    | AnswerForm::Proportion {
                        levels: Some(mapping),
                        ..
                    }
                    | AnswerForm::Number {
                        levels: mapping, ..
                    } => &mapping.scale,
                    _ => panic!("a level of what?"),
                };
                self.level(scale, level)
            }
            other => panic!("does not fit: {other:?}"),
        }
    }

    fn section(&mut self, section: &Section) -> Option<(BigRational, BigRational)> {
        let mut parts = Vec::new();
        for inner in &section.sections {
            parts.extend(self.section(inner));
        }
        for criterion in &section.criteria {
            if let (Some(weight), State::In { value, .. }) =
                (&criterion.weight, &self.states[&criterion.name])
            {
                parts.push((weight.0.clone(), value.clone()));
            }
        }
        let score = mean(parts);
        let result = self.judge(&section.name, &section.ladder, score);
        self.results.insert(section.name.clone(), result.clone());
        result.map(|result| (section.weight.0.clone(), result.score))
    }

    /// Grades the section of a name, or the whole where the name is empty.
    fn judge(&mut self, name: &str, ladder: &str, score: Option<BigRational>) -> Option<Result> {
        let score = score?;
        self.scores.insert(name.to_owned(), score.clone());
        let ladder = self
            .rubric
            .ladders
            .iter()
            .find(|one| one.name == ladder)
            .unwrap();
        let before = ladder
            .grades
            .iter()
            .position(|grade| match (&grade.from, &grade.when) {
                (Some(from), _) => score >= from.0,
                (_, Some(when)) => self.holds(when, name),
                _ => true,
            });
        let before = before.unwrap();
        let mut grade = before;
        let mut limits = Vec::new();
        for limit in &self.rubric.limits {
            let hit = match &limit.on {
                LimitScope::Overall => name.is_empty(),
                LimitScope::EverySection => !name.is_empty(),
                LimitScope::Section(section) => section == name,
            };
            if hit && self.holds(&limit.when, name) {
                let place = ladder
                    .grades
                    .iter()
                    .position(|one| one.name == limit.at_most);
                let ceiling = place.unwrap();
                if ceiling > before {
                    limits.push(limit.name.clone());
                    grade = grade.max(ceiling);
                }
            }
        }
        Some(Result {
            score,
            before: ladder.grades[before].name.clone(),
            grade: ladder.grades[grade].name.clone(),
            limits,
        })
    }

    pub fn holds(&self, condition: &Condition, it: &str) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part, it)),
            Condition::AnyOf(parts) => parts.iter().any(|part| self.holds(part, it)),
            Condition::Not(part) => !self.holds(part, it),
            Condition::Fact(name, comparison) => match &self.facts[name] {
                FactAnswer::YesNo(yes) => compare(comparison, |one| match one {
                    FactValue::YesNo(other) => yes.cmp(other),
                    _ => panic!(),
                }),
                FactAnswer::Number(number) => compare(comparison, |one| match one {
                    FactValue::Number(other) => number.number().cmp(other),
                    _ => panic!(),
                }),
                FactAnswer::Option(option) => compare(comparison, |one| match one {
                    FactValue::Option(other) => option.cmp(other),
                    _ => panic!(),
                }),
            },
            Condition::Criterion(name, test) => self.criterion(name, test),
            Condition::Judged(subject, test) => {
                let name = match subject {
                    Subject::Overall => "",
                    Subject::Section(name) => name,
                    Subject::It => it,
                };
                self.judged(name, test)
            }
            Condition::Group(group) => self.group(group, it),
        }
    }

    fn criterion(&self, name: &str, test: &CriterionTest) -> bool {
        let State::In { level, value } = &self.states[name] else {
            return *test == CriterionTest::Excluded(true);
        };
        let criterion = find_criterion(&self.rubric.sections, name).unwrap();
        match test {
            CriterionTest::Level(comparison) => {
                let scale = match &criterion.answer {
                    AnswerForm::Scale { scale, .. } => scale,
                    AnswerForm::YesNo => {
                        let worse = |level: &str| usize::from(level == "no");
                        let own = worse(level.as_ref().unwrap());
                        return compare(comparison, |other| worse(other).cmp(&own));
                    }
                    AnswerForm::Checklist {
                        levels: Some(mapping),
                        ..
                    }
                    | AnswerForm::Proportion {
                        levels: Some(mapping),
                        ..
                    }
                    | AnswerForm::Number {
                        levels: mapping, ..
                    } => &mapping.scale,
                    _ => panic!("no levels"),
                };
                let scale = self
                    .rubric
                    .scales
                    .iter()
                    .find(|one| one.name == *scale)
                    .unwrap();
                let place = |name: &str| {
                    scale
                        .levels
                        .iter()
                        .position(|one| one.name == name)
                        .unwrap()
                };
                let own = place(level.as_ref().unwrap());
                compare(comparison, |other| place(other).cmp(&own))
            }
            CriterionTest::Value(comparison) => compare(comparison, |other| value.cmp(&other.0)),
            CriterionTest::Number(comparison) => match &self.answers[name] {
                Answer::Number(number) => compare(comparison, |other| number.number().cmp(other)),
                _ => false,
            },
            CriterionTest::Excluded(excluded) => !excluded,
            CriterionTest::Has(item) => self.ticked(name).is_some_and(|all| all.contains(item)),
            CriterionTest::Lacks(item) => self.ticked(name).is_some_and(|all| !all.contains(item)),
        }
    }

    fn ticked(&self, name: &str) -> Option<&Vec<String>> {
        match &self.answers[name] {
            Answer::Detailed(detailed) => detailed.ticked.as_ref(),
            _ => None,
        }
    }

    fn judged(&self, name: &str, test: &JudgedTest) -> bool {
        let Some(score) = self.scores.get(name) else {
            return *test == JudgedTest::Scored(false);
        };
        match test {
            JudgedTest::Scored(scored) => *scored,
            JudgedTest::Score(comparison) => compare(comparison, |other| score.cmp(&other.0)),
            JudgedTest::Grade(comparison) => {
                let (ladder, result) = if name.is_empty() {
                    (&self.rubric.overall.ladder, self.overall.as_ref())
                } else {
                    let section = find_section(&self.rubric.sections, name).unwrap();
                    (&section.ladder, self.results[name].as_ref())
                };
                let ladder = self
                    .rubric
                    .ladders
                    .iter()
                    .find(|one| one.name == *ladder)
                    .unwrap();
                let place = |name: &str| {
                    ladder
                        .grades
                        .iter()
                        .position(|one| one.name == name)
                        .unwrap()
                };
                let own = place(&result.expect("settled").grade);
                compare(comparison, |other| place(other).cmp(&own))
            }
        }
    }

    fn group(&self, group: &GroupCondition, it: &str) -> bool {
        let described = |members| Description {
            members,
            marks: vec![],
            within: None,
            tagged: vec![],
            owned_by: None,
        };
        let names: Vec<String> = match &group.group {
            Group::Named(names) => names.clone(),
            Group::Whole(members) => self.described(&described(*members), it),
            Group::Described(description) => self.described(description, it),
        };
        let tests: Vec<bool> = match &group.test {
            MemberTest::Criterion(test) => names
                .iter()
                .filter(|name| matches!(self.states[*name], State::In { .. }))
                .map(|name| self.criterion(name, test))
                .collect(),
            MemberTest::Section(test) => names
                .iter()
                .filter(|name| self.scores.contains_key(*name))
                .map(|name| self.judged(name, test))
                .collect(),
        };
        let holding = tests.iter().filter(|test| **test).count();
        let failing = tests.len() - holding;
        match group.quantity {
            Quantity::Any => holding > 0,
            Quantity::Every => failing == 0,
            Quantity::No => holding == 0,
            Quantity::AtLeast(count) => holding >= count as usize,
            Quantity::AtMost(count) => holding <= count as usize,
            Quantity::Exactly(count) => holding == count as usize,
            Quantity::AllBut(count) => failing <= count as usize,
        }
    }

    fn described(&self, group: &Description, it: &str) -> Vec<String> {
        let name = match group.within.as_deref() {
            None | Some("it") => it,
            Some(name) => name,
        };
        let sections = match name {
            "" => &self.rubric.sections,
            name => &find_section(&self.rubric.sections, name).unwrap().sections,
        };
        let own = match name {
            "" => &[][..],
            name => &find_section(&self.rubric.sections, name).unwrap().criteria,
        };
        let fits = |tags: &[String], owner: &Option<String>| {
            group.tagged.iter().all(|tag| tags.contains(tag))
                && (group.owned_by.is_none() || group.owned_by == *owner)
        };
        match group.members {
            Members::Sections => sections
                .iter()
                .filter(|one| fits(&one.tags, &one.owner))
                .map(|one| one.name.clone())
                .collect(),
            Members::Criteria => {
                let mut all: Vec<&Criterion> = own.iter().collect();
                sections
                    .iter()
                    .for_each(|section| gather(section, &mut all));
                all.into_iter()
                    .filter(|one| group.marks.iter().all(|mark| one.marks.contains(mark)))
                    .filter(|one| fits(&one.tags, &one.owner))
                    .map(|one| one.name.clone())
                    .collect()
            }
        }
    }
}

/// `order` compares the value at hand with another: for levels and grades, better is greater.
fn compare<T>(comparison: &Comparison<T>, order: impl Fn(&T) -> std::cmp::Ordering) -> bool {
    match comparison {
        Comparison::Is(one) => order(one).is_eq(),
        Comparison::IsNot(one) => order(one).is_ne(),
        Comparison::AtLeast(one) => order(one).is_ge(),
        Comparison::AtMost(one) => order(one).is_le(),
        Comparison::Below(one) => order(one).is_lt(),
        Comparison::Above(one) => order(one).is_gt(),
        Comparison::OneOf(all) => all.iter().any(|one| order(one).is_eq()),
        Comparison::NotOneOf(all) => all.iter().all(|one| order(one).is_ne()),
    }
}

pub fn gather<'a>(section: &'a Section, all: &mut Vec<&'a Criterion>) {
    all.extend(&section.criteria);
    section.sections.iter().for_each(|inner| gather(inner, all));
}

pub fn find_section<'a>(sections: &'a [Section], name: &str) -> Option<&'a Section> {
    sections.iter().find_map(|one| {
        if one.name == name {
            Some(one)
        } else {
            find_section(&one.sections, name)
        }
    })
}

pub fn find_criterion<'a>(sections: &'a [Section], name: &str) -> Option<&'a Criterion> {
    let mut all = Vec::new();
    sections
        .iter()
        .for_each(|section| gather(section, &mut all));
    all.into_iter().find(|one| one.name == name)
}

/// Exact fractions for tests.
pub fn fraction(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator).unwrap()
}
