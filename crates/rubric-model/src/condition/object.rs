//! The JSON form of a condition: one flat object, of which only certain members go together.

use serde::{Deserialize, Serialize};

use super::{
    Comparison, Condition, CriterionTest, FactValue, Group, GroupCondition, JudgedTest, MemberTest,
    Quantity, Subject,
};
use crate::{Name, Rational};

/// A condition: it joins conditions (`all`, `any_of`, `not`), compares one thing (`fact`,
/// `criterion`, `section`, `overall`, `it`), or counts the members of a group (`any`, `every`,
/// `no`, or `at_least`, `at_most`, `exactly`, `all_but` with `of`).
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(super) struct ConditionObject {
    /// Each of these holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<Vec<Condition>>,
    /// At least one of these holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    any_of: Option<Vec<Condition>>,
    /// This does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    not: Option<Box<Condition>>,

    /// The fact compared, with one of `is`, `is_not`, `at_least`, `at_most`, `below`, `above`,
    /// `one_of`, `not_one_of`.
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<Name>,
    /// The criterion asked about, with one of `level`, `value`, `number`, `excluded`, `has`,
    /// `lacks`.
    #[serde(skip_serializing_if = "Option::is_none")]
    criterion: Option<Name>,
    /// The section asked about, with one of `grade`, `score`, `scored`.
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<Name>,
    /// Always true: the whole, with one of `grade`, `score`, `scored`.
    #[serde(skip_serializing_if = "Option::is_none")]
    overall: Option<bool>,
    /// Always true: the thing judged, with one of `grade`, `score`, `scored`.
    #[serde(skip_serializing_if = "Option::is_none")]
    it: Option<bool>,

    /// At least one member of this group is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    any: Option<Group>,
    /// All members of this group are so.
    #[serde(skip_serializing_if = "Option::is_none")]
    every: Option<Group>,
    /// No member of this group is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    no: Option<Group>,
    /// The group of `at_least`, `at_most`, `exactly` or `all_but`.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Group>,
    /// All members but at most so many are so.
    #[serde(skip_serializing_if = "Option::is_none")]
    all_but: Option<u32>,
    /// Exactly so many members are so.
    #[serde(skip_serializing_if = "Option::is_none")]
    exactly: Option<u32>,
    /// So many members or more (a number), or a fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<CountOrValue>,
    /// So many members or fewer (a number), or a fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<CountOrValue>,

    /// A fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<FactValue>,
    /// A fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    is_not: Option<FactValue>,
    /// A fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    below: Option<FactValue>,
    /// A fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<FactValue>,
    /// A fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<FactValue>>,
    /// A fact's comparison.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_one_of: Option<Vec<FactValue>>,

    /// How the level of a criterion, or of each member, compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Comparison<Name>>,
    /// How the value of a criterion, or of each member, compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Comparison<Rational>>,
    /// How the number of a criterion, or of each member, compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Comparison<Rational>>,
    /// Whether the answer leaves the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded: Option<bool>,
    /// An item that is ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    has: Option<Name>,
    /// An item that is not ticked.
    #[serde(skip_serializing_if = "Option::is_none")]
    lacks: Option<Name>,
    /// How the grade of a section, of the whole, or of each member compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<Comparison<Name>>,
    /// How the score of a section, of the whole, or of each member compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<Comparison<Rational>>,
    /// Whether it has a score.
    #[serde(skip_serializing_if = "Option::is_none")]
    scored: Option<bool>,
}

/// A count of members, as a number, or a fact's value, as text or true or false.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
enum CountOrValue {
    /// A count of members.
    Count(u32),
    /// A fact's value.
    Value(FactValue),
}

impl From<Condition> for ConditionObject {
    fn from(condition: Condition) -> Self {
        let mut object = Self::default();
        match condition {
            Condition::All(parts) => object.all = Some(parts),
            Condition::AnyOf(parts) => object.any_of = Some(parts),
            Condition::Not(part) => object.not = Some(part),
            Condition::Fact(name, comparison) => {
                object.fact = Some(name);
                object.put_fact_comparison(comparison);
            }
            Condition::Criterion(name, test) => {
                object.criterion = Some(name);
                object.put_criterion_test(test);
            }
            Condition::Judged(subject, test) => {
                match subject {
                    Subject::Overall => object.overall = Some(true),
                    Subject::Section(name) => object.section = Some(name),
                    Subject::It => object.it = Some(true),
                }
                object.put_judged_test(test);
            }
            Condition::Group(GroupCondition {
                quantity,
                group,
                test,
            }) => {
                object.put_quantity(quantity, group);
                match test {
                    MemberTest::Criterion(test) => object.put_criterion_test(test),
                    MemberTest::Section(test) => object.put_judged_test(test),
                }
            }
        }
        object
    }
}

impl ConditionObject {
    fn put_fact_comparison(&mut self, comparison: Comparison<FactValue>) {
        match comparison {
            Comparison::Is(value) => self.is = Some(value),
            Comparison::IsNot(value) => self.is_not = Some(value),
            Comparison::AtLeast(value) => self.at_least = Some(CountOrValue::Value(value)),
            Comparison::AtMost(value) => self.at_most = Some(CountOrValue::Value(value)),
            Comparison::Below(value) => self.below = Some(value),
            Comparison::Above(value) => self.above = Some(value),
            Comparison::OneOf(values) => self.one_of = Some(values),
            Comparison::NotOneOf(values) => self.not_one_of = Some(values),
        }
    }

    fn put_criterion_test(&mut self, test: CriterionTest) {
        match test {
            CriterionTest::Level(comparison) => self.level = Some(comparison),
            CriterionTest::Value(comparison) => self.value = Some(comparison),
            CriterionTest::Number(comparison) => self.number = Some(comparison),
            CriterionTest::Excluded(excluded) => self.excluded = Some(excluded),
            CriterionTest::Has(item) => self.has = Some(item),
            CriterionTest::Lacks(item) => self.lacks = Some(item),
        }
    }

    fn put_judged_test(&mut self, test: JudgedTest) {
        match test {
            JudgedTest::Grade(comparison) => self.grade = Some(comparison),
            JudgedTest::Score(comparison) => self.score = Some(comparison),
            JudgedTest::Scored(scored) => self.scored = Some(scored),
        }
    }

    fn put_quantity(&mut self, quantity: Quantity, group: Group) {
        match quantity {
            Quantity::Any => self.any = Some(group),
            Quantity::Every => self.every = Some(group),
            Quantity::No => self.no = Some(group),
            Quantity::AtLeast(count) => {
                self.at_least = Some(CountOrValue::Count(count));
                self.of = Some(group);
            }
            Quantity::AtMost(count) => {
                self.at_most = Some(CountOrValue::Count(count));
                self.of = Some(group);
            }
            Quantity::Exactly(count) => {
                self.exactly = Some(count);
                self.of = Some(group);
            }
            Quantity::AllBut(count) => {
                self.all_but = Some(count);
                self.of = Some(group);
            }
        }
    }

    fn take_fact_comparison(&mut self) -> Option<Comparison<FactValue>> {
        let value = |taken: &mut Option<CountOrValue>| match taken.take() {
            Some(CountOrValue::Value(value)) => Some(value),
            other => {
                *taken = other;
                None
            }
        };
        (self.is.take().map(Comparison::Is))
            .or_else(|| self.is_not.take().map(Comparison::IsNot))
            .or_else(|| value(&mut self.at_least).map(Comparison::AtLeast))
            .or_else(|| value(&mut self.at_most).map(Comparison::AtMost))
            .or_else(|| self.below.take().map(Comparison::Below))
            .or_else(|| self.above.take().map(Comparison::Above))
            .or_else(|| self.one_of.take().map(Comparison::OneOf))
            .or_else(|| self.not_one_of.take().map(Comparison::NotOneOf))
    }

    fn take_criterion_test(&mut self) -> Option<CriterionTest> {
        (self.level.take().map(CriterionTest::Level))
            .or_else(|| self.value.take().map(CriterionTest::Value))
            .or_else(|| self.number.take().map(CriterionTest::Number))
            .or_else(|| self.excluded.take().map(CriterionTest::Excluded))
            .or_else(|| self.has.take().map(CriterionTest::Has))
            .or_else(|| self.lacks.take().map(CriterionTest::Lacks))
    }

    fn take_judged_test(&mut self) -> Option<JudgedTest> {
        (self.grade.take().map(JudgedTest::Grade))
            .or_else(|| self.score.take().map(JudgedTest::Score))
            .or_else(|| self.scored.take().map(JudgedTest::Scored))
    }

    fn take_subject(&mut self) -> Option<Subject> {
        let named = |taken: &mut Option<bool>| (taken.take() == Some(true)).then_some(());
        (self.section.take().map(Subject::Section))
            .or_else(|| named(&mut self.overall).map(|()| Subject::Overall))
            .or_else(|| named(&mut self.it).map(|()| Subject::It))
    }

    fn take_group(&mut self) -> Option<(Quantity, Group)> {
        let count = |taken: &mut Option<CountOrValue>| match taken.take() {
            Some(CountOrValue::Count(count)) => Some(count),
            other => {
                *taken = other;
                None
            }
        };
        if let Some(group) = self.any.take() {
            return Some((Quantity::Any, group));
        }
        if let Some(group) = self.every.take() {
            return Some((Quantity::Every, group));
        }
        if let Some(group) = self.no.take() {
            return Some((Quantity::No, group));
        }
        let quantity = (count(&mut self.at_least).map(Quantity::AtLeast))
            .or_else(|| count(&mut self.at_most).map(Quantity::AtMost))
            .or_else(|| self.exactly.take().map(Quantity::Exactly))
            .or_else(|| self.all_but.take().map(Quantity::AllBut))?;
        Some((quantity, self.of.take()?))
    }

    fn take(&mut self) -> Option<Condition> {
        if let Some(parts) = self.all.take() {
            return Some(Condition::All(parts));
        }
        if let Some(parts) = self.any_of.take() {
            return Some(Condition::AnyOf(parts));
        }
        if let Some(part) = self.not.take() {
            return Some(Condition::Not(part));
        }
        if let Some(fact) = self.fact.take() {
            return Some(Condition::Fact(fact, self.take_fact_comparison()?));
        }
        if let Some(criterion) = self.criterion.take() {
            return Some(Condition::Criterion(criterion, self.take_criterion_test()?));
        }
        if let Some(subject) = self.take_subject() {
            return Some(Condition::Judged(subject, self.take_judged_test()?));
        }
        let (quantity, group) = self.take_group()?;
        let test = match self.take_criterion_test() {
            Some(test) => MemberTest::Criterion(test),
            None => MemberTest::Section(self.take_judged_test()?),
        };
        Some(Condition::Group(GroupCondition {
            quantity,
            group,
            test,
        }))
    }
}

impl TryFrom<ConditionObject> for Condition {
    type Error = String;

    fn try_from(mut object: ConditionObject) -> Result<Self, Self::Error> {
        let condition = object
            .take()
            .ok_or("a condition that says nothing complete")?;
        // What is left over would be lost: members that do not go together are an error.
        let rest = serde_json::to_value(&object).map_err(|error| error.to_string())?;
        match rest.as_object().and_then(|members| members.keys().next()) {
            None => Ok(condition),
            Some(member) => Err(format!("`{member}` does not belong in this condition")),
        }
    }
}
