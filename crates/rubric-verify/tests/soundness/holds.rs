//! Conditions, made into questions that can be asked of many audits.

use std::cmp::Reverse;

use rubric_model::audit::FactAnswer;
use rubric_model::condition::*;
use rubric_model::rubric::{AnswerForm, Criterion, Ladder, LimitScope, Rubric, Section};
use rubric_model::{Name, Rational};

use crate::build;
use crate::judge::{Exact, Found};
use crate::possible::{self, exact};

pub type Check = Box<dyn Fn(&Found) -> bool>;
/// Nothing where what is asked about is not scored.
type Within = Box<dyn Fn(&Found) -> Option<bool>>;

/// The places of what has a name, in reading order.
pub struct Names<'m> {
    model: &'m Rubric,
    pub sections: Vec<&'m Section>,
    criteria: Vec<&'m Criterion>,
}

#[derive(PartialEq, PartialOrd)]
enum Known {
    YesNo(bool),
    Number(Exact),
    Option(String),
}

impl<'m> Names<'m> {
    pub fn new(model: &'m Rubric) -> Self {
        Self {
            model,
            sections: build::sections(model),
            criteria: build::criteria(model),
        }
    }

    pub fn section(&self, name: &str) -> usize {
        let mut sections = self.sections.iter();
        sections.position(|one| one.name == *name).unwrap()
    }

    fn criterion(&self, name: &str) -> usize {
        let mut criteria = self.criteria.iter();
        criteria.position(|one| one.name == *name).unwrap()
    }

    pub fn parent(&self, section: usize) -> Option<usize> {
        let name = &self.sections[section].name;
        let mut sections = self.sections.iter();
        sections.position(|one| one.sections.iter().any(|inner| inner.name == *name))
    }

    pub fn inside_out(&self) -> Vec<usize> {
        let names = build::inside_out(&self.model.sections).into_iter();
        names.map(|name| self.section(&name)).collect()
    }

    /// The ladder of a section, or of the whole.
    pub fn ladder(&self, subject: Option<usize>) -> &'m Ladder {
        let name = match subject {
            None => &self.model.overall.ladder,
            Some(place) => &self.sections[place].ladder,
        };
        let mut ladders = self.model.ladders.iter();
        ladders.find(|one| one.name == *name).unwrap()
    }

    pub fn is_on(&self, scope: &LimitScope, subject: Option<usize>) -> bool {
        match (scope, subject) {
            (LimitScope::Overall, subject) => subject.is_none(),
            (_, None) => false,
            (LimitScope::EverySection, Some(_)) => true,
            (LimitScope::Section(name), Some(place)) => self.sections[place].name == *name,
        }
    }

    /// A condition, where `it` is a section or the whole.
    pub fn check(&self, condition: &Condition, it: Option<usize>) -> Check {
        let all = |parts: &[Condition]| -> Vec<Check> {
            parts.iter().map(|part| self.check(part, it)).collect()
        };
        match condition {
            Condition::All(parts) => {
                let parts = all(parts);
                Box::new(move |found| parts.iter().all(|part| part(found)))
            }
            Condition::AnyOf(parts) => {
                let parts = all(parts);
                Box::new(move |found| parts.iter().any(|part| part(found)))
            }
            Condition::Not(part) => {
                let part = self.check(part, it);
                Box::new(move |found| !part(found))
            }
            Condition::Fact(name, comparison) => self.fact(name, comparison),
            Condition::Criterion(name, test) => {
                let place = self.criterion(name);
                let holds = self.of_answers(place, test);
                let outside = *test == CriterionTest::Excluded(true);
                Box::new(move |found| match found.answers[place] {
                    Some(answer) => holds[answer].unwrap_or(outside),
                    None => outside,
                })
            }
            Condition::Judged(subject, test) => {
                let subject = match subject {
                    Subject::It => it,
                    Subject::Overall => None,
                    Subject::Section(name) => Some(self.section(name)),
                };
                let holds = self.judged(subject, test);
                let outside = *test == JudgedTest::Scored(false);
                Box::new(move |found| holds(found).unwrap_or(outside))
            }
            Condition::Group(group) => self.group(group, it),
        }
    }

    fn fact(&self, name: &Name, comparison: &Comparison<FactValue>) -> Check {
        let mut facts = self.model.facts.iter();
        let place = facts.position(|one| one.name == *name).unwrap();
        let wanted = |value: &FactValue| match value {
            FactValue::YesNo(yes) => Known::YesNo(*yes),
            FactValue::Number(number) => Known::Number(exact(number)),
            FactValue::Option(name) => Known::Option(name.clone()),
        };
        let given = |value: FactAnswer| match value {
            FactAnswer::YesNo(yes) => Known::YesNo(yes),
            FactAnswer::Number(number) => Known::Number(exact(number.number())),
            FactAnswer::Option(name) => Known::Option(name),
        };
        let values = possible::facts(&self.model.facts[place]).into_iter();
        let holds: Vec<bool> = values
            .map(|value| compares(comparison, &given(value), wanted))
            .collect();
        Box::new(move |found| holds[found.facts[place]])
    }

    /// Whether a test holds of each possible answer; nothing where it is excluded.
    fn of_answers(&self, criterion: usize, test: &CriterionTest) -> Vec<Option<bool>> {
        let criterion = self.criteria[criterion];
        let yes_no = ["yes".to_owned(), "no".to_owned()];
        let levels: Vec<String> = match (&criterion.answer, build::scale_of(&criterion.answer)) {
            (AnswerForm::YesNo, _) => yes_no.to_vec(),
            (_, None) => vec![],
            (_, Some(name)) => {
                let mut scales = self.model.scales.iter();
                let scale = scales.find(|one| one.name == name).unwrap();
                scale.levels.iter().map(|one| one.name.clone()).collect()
            }
        };
        let place = |name: &String| Reverse(levels.iter().position(|one| one == name).unwrap());
        (possible::answers(self.model, criterion).iter())
            .map(|one| {
                let value = one.value?;
                Some(match test {
                    CriterionTest::Level(comparison) => one
                        .level
                        .is_some_and(|level| compares(comparison, &Reverse(level), place)),
                    CriterionTest::Value(comparison) => compares(comparison, &value, exact),
                    CriterionTest::Number(comparison) => one
                        .number
                        .is_some_and(|number| compares(comparison, &number, exact)),
                    CriterionTest::Excluded(excluded) => !excluded,
                    CriterionTest::Has(item) => has(one.ticked.as_ref(), item),
                    CriterionTest::Lacks(item) => !has(one.ticked.as_ref(), item),
                })
            })
            .collect()
    }

    /// Whether a test holds of a section or the whole; nothing where it is not scored.
    fn judged(&self, subject: Option<usize>, test: &JudgedTest) -> Within {
        match test.clone() {
            JudgedTest::Scored(scored) => Box::new(move |found| found.of(subject).map(|_| scored)),
            JudgedTest::Score(comparison) => {
                let comparison = exactly(&comparison);
                Box::new(move |found| {
                    let score = found.of(subject)?.score;
                    Some(compares(&comparison, &score, |number| *number))
                })
            }
            JudgedTest::Grade(comparison) => {
                let grades = self.ladder(subject).grades.iter();
                let names: Vec<String> = grades.map(|one| one.name.clone()).collect();
                let place =
                    |name: &String| Reverse(names.iter().position(|one| one == name).unwrap());
                let holds: Vec<bool> = (0..names.len())
                    .map(|grade| compares(&comparison, &Reverse(grade), place))
                    .collect();
                Box::new(move |found| Some(holds[found.of(subject)?.grade]))
            }
        }
    }

    fn group(&self, group: &GroupCondition, it: Option<usize>) -> Check {
        let enough = counts(group.quantity);
        match &group.test {
            MemberTest::Criterion(test) => {
                let members: Vec<_> = (self.members(&group.group, it, Members::Criteria))
                    .into_iter()
                    .map(|place| (place, self.of_answers(place, test)))
                    .collect();
                Box::new(move |found| {
                    let inside = members
                        .iter()
                        .filter_map(|(place, holds)| holds[found.answers[*place]?]);
                    enough(&inside.collect::<Vec<bool>>())
                })
            }
            MemberTest::Section(test) => {
                let members: Vec<_> = (self.members(&group.group, it, Members::Sections))
                    .into_iter()
                    .map(|place| self.judged(Some(place), test))
                    .collect();
                Box::new(move |found| {
                    let inside = members.iter().filter_map(|holds| holds(found));
                    enough(&inside.collect::<Vec<bool>>())
                })
            }
        }
    }

    fn members(&self, group: &Group, it: Option<usize>, members: Members) -> Vec<usize> {
        let all = Description {
            members,
            marks: vec![],
            within: None,
            tagged: vec![],
            owned_by: None,
        };
        let criteria = members == Members::Criteria;
        let said = match group {
            Group::Named(names) if criteria => {
                return names.iter().map(|name| self.criterion(name)).collect();
            }
            Group::Named(names) => return names.iter().map(|name| self.section(name)).collect(),
            Group::Whole(_) => &all,
            Group::Described(description) => description,
        };
        let within = match said.within.as_deref() {
            None | Some("it") => it,
            Some(name) => Some(self.section(name)),
        };
        let fits = |tags: &[Name], owner: &Option<Name>| {
            said.tagged.iter().all(|tag| tags.contains(tag))
                && (said.owned_by.is_none() || said.owned_by == *owner)
        };
        if criteria {
            let inside = |one: &Criterion| {
                let around =
                    |section: &&&Section| section.criteria.iter().any(|c| c.name == one.name);
                let own = self.sections.iter().find(around).unwrap();
                let own = self.section(&own.name);
                let mut path = std::iter::successors(Some(own), |place| self.parent(*place));
                within.is_none_or(|within| path.any(|place| place == within))
            };
            let marked = |one: &Criterion| said.marks.iter().all(|mark| one.marks.contains(mark));
            (0..self.criteria.len())
                .filter(|place| {
                    let one = self.criteria[*place];
                    inside(one) && marked(one) && fits(&one.tags, &one.owner)
                })
                .collect()
        } else {
            (0..self.sections.len())
                .filter(|place| {
                    let one = self.sections[*place];
                    self.parent(*place) == within && fits(&one.tags, &one.owner)
                })
                .collect()
        }
    }
}

fn has(ticked: Option<&Vec<String>>, item: &String) -> bool {
    ticked.is_some_and(|ticked| ticked.contains(item))
}

fn compares<T, O: PartialOrd>(comparison: &Comparison<T>, value: &O, of: impl Fn(&T) -> O) -> bool {
    match comparison {
        Comparison::Is(one) => *value == of(one),
        Comparison::IsNot(one) => *value != of(one),
        Comparison::AtLeast(one) => *value >= of(one),
        Comparison::AtMost(one) => *value <= of(one),
        Comparison::Below(one) => *value < of(one),
        Comparison::Above(one) => *value > of(one),
        Comparison::OneOf(all) => all.iter().any(|one| *value == of(one)),
        Comparison::NotOneOf(all) => all.iter().all(|one| *value != of(one)),
    }
}

fn exactly(comparison: &Comparison<Rational>) -> Comparison<Exact> {
    let all = |numbers: &[Rational]| numbers.iter().map(exact).collect();
    match comparison {
        Comparison::Is(one) => Comparison::Is(exact(one)),
        Comparison::IsNot(one) => Comparison::IsNot(exact(one)),
        Comparison::AtLeast(one) => Comparison::AtLeast(exact(one)),
        Comparison::AtMost(one) => Comparison::AtMost(exact(one)),
        Comparison::Below(one) => Comparison::Below(exact(one)),
        Comparison::Above(one) => Comparison::Above(exact(one)),
        Comparison::OneOf(numbers) => Comparison::OneOf(all(numbers)),
        Comparison::NotOneOf(numbers) => Comparison::NotOneOf(all(numbers)),
    }
}

/// Of those that are members, whether the test holds of each.
fn counts(quantity: Quantity) -> impl Fn(&[bool]) -> bool {
    move |inside| {
        let holding = inside.iter().filter(|holds| **holds).count();
        let failing = inside.len() - holding;
        let count = |count: u32| count as usize;
        match quantity {
            Quantity::Any => holding >= 1,
            Quantity::Every => failing == 0,
            Quantity::No => holding == 0,
            Quantity::AtLeast(least) => holding >= count(least),
            Quantity::AtMost(most) => holding <= count(most),
            Quantity::Exactly(exactly) => holding == count(exactly),
            Quantity::AllBut(exceptions) => failing <= count(exceptions),
        }
    }
}
