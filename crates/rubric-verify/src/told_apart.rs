//! What the rules of a rubric can tell apart: of each criterion's answers, and of each fact.

use indexmap::IndexSet;
use num_rational::BigRational;
use rubric_model::condition::{
    Comparison, Condition, CriterionTest, FactValue, GroupCondition, MemberTest,
};
use rubric_model::rubric::LimitScope;
use rubric_model::{Name, Rational};

use crate::halt::Halt;
use crate::standard::Standard;

/// What is asked of criteria and facts, anywhere in a rubric.
#[derive(Default)]
pub(crate) struct ToldApart<'a> {
    pub criteria: Vec<Asked<'a>>,
    /// By fact.
    pub facts: Vec<IndexSet<&'a Comparison<FactValue>>>,
}

/// What is asked of one criterion's answer.
#[derive(Clone, Default)]
pub(crate) struct Asked<'a> {
    pub values: IndexSet<&'a Comparison<Rational>>,
    pub numbers: IndexSet<&'a Comparison<Rational>>,
    pub items: IndexSet<&'a Name>,
}

impl Asked<'_> {
    /// The numbers that values are compared with.
    pub(crate) fn value_marks(&self) -> Vec<BigRational> {
        marks(&self.values)
    }

    /// The numbers that the answer itself is compared with.
    pub(crate) fn number_marks(&self) -> Vec<BigRational> {
        marks(&self.numbers)
    }
}

fn marks(asked: &IndexSet<&Comparison<Rational>>) -> Vec<BigRational> {
    let values = asked.iter().flat_map(|comparison| comparison.values());
    values.map(|value| value.0.clone()).collect()
}

impl<'a> ToldApart<'a> {
    pub(crate) fn by(standard: &Standard<'a>) -> Result<Self, Halt> {
        let model = standard.rubric.model();
        let mut told = Self {
            criteria: vec![Asked::default(); standard.criteria.len()],
            facts: vec![IndexSet::new(); model.facts.len()],
        };
        for condition in standard.applying() {
            told.look(standard, condition, None)?;
        }
        for limit in &model.limits {
            for judged in judged_by(standard, &limit.on) {
                told.look(standard, &limit.when, judged)?;
            }
        }
        let subjects = (0..standard.sections.len()).map(Some).chain([None]);
        for judged in subjects {
            let grades = standard.ladder(judged).map(|ladder| &ladder.grades);
            for condition in grades
                .into_iter()
                .flatten()
                .filter_map(|one| one.when.as_ref())
            {
                told.look(standard, condition, judged)?;
            }
        }
        for guarantee in &model.guarantees {
            told.look(standard, &guarantee.whenever, None)?;
            told.look(standard, &guarantee.then, None)?;
        }
        Ok(told)
    }

    fn look(
        &mut self,
        standard: &Standard<'a>,
        condition: &'a Condition,
        judged: Option<usize>,
    ) -> Result<(), Halt> {
        match condition {
            Condition::All(parts) | Condition::AnyOf(parts) => parts
                .iter()
                .try_for_each(|part| self.look(standard, part, judged)),
            Condition::Not(part) => self.look(standard, part, judged),
            Condition::Fact(name, comparison) => {
                let place = standard.fact(name);
                if let Some(asked) = place.and_then(|place| self.facts.get_mut(place)) {
                    asked.insert(comparison);
                }
                Ok(())
            }
            Condition::Criterion(name, test) => {
                let place = standard.criterion(name);
                place.into_iter().for_each(|place| self.ask(place, test));
                Ok(())
            }
            Condition::Judged(..) => Ok(()),
            Condition::Group(group) => {
                if let MemberTest::Criterion(test) = &group.test {
                    for place in members(standard, group, judged)? {
                        self.ask(place, test);
                    }
                }
                Ok(())
            }
        }
    }

    fn ask(&mut self, criterion: usize, test: &'a CriterionTest) {
        let Some(asked) = self.criteria.get_mut(criterion) else {
            return;
        };
        match test {
            CriterionTest::Value(comparison) => drop(asked.values.insert(comparison)),
            CriterionTest::Number(comparison) => drop(asked.numbers.insert(comparison)),
            CriterionTest::Has(item) | CriterionTest::Lacks(item) => drop(asked.items.insert(item)),
            CriterionTest::Level(_) | CriterionTest::Excluded(_) => {}
        }
    }
}

/// The members of a group. A rubric that the engine has checked has no group it refuses.
pub(crate) fn members(
    standard: &Standard<'_>,
    group: &GroupCondition,
    judged: Option<usize>,
) -> Result<Vec<usize>, Halt> {
    (standard.rubric.members(group, judged)).map_err(|_| Halt::Kinds)
}

/// What a limit holds down.
pub(crate) fn judged_by(standard: &Standard<'_>, on: &LimitScope) -> Vec<Option<usize>> {
    match on {
        LimitScope::Overall => vec![None],
        LimitScope::EverySection => (0..standard.sections.len()).map(Some).collect(),
        LimitScope::Section(name) => standard.section(name).map(Some).into_iter().collect(),
    }
}
