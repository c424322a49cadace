//! From a condition's names to places, with a check that it looks only at what is settled.

use std::cell::Cell;
use std::collections::BTreeSet;

use rubric_model::Name;
use rubric_model::condition::{
    Comparison, Condition, CriterionTest as ModelCriterionTest, Description, Group, GroupCondition,
    JudgedTest as ModelJudgedTest, MemberTest, Members, Subject,
};

use super::comparison::{fact_test, lookup, values};
use super::{Criterion, FactKind, Index, MOST_MEMBERS, Named, Rules, find};
use crate::answer::Form;
use crate::condition::{Cond, CriterionTest, JudgedTest, Member, Places, Which};
use crate::error::RubricError;
use crate::number;
use crate::pointer::Pointer;

/// What a condition may look at, and what `it` is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sees {
    /// Facts alone.
    Facts,
    /// What is settled before this section's grade, and its own score.
    Section(usize),
    /// What is settled before the overall grade, and the overall score.
    Overall,
    /// Everything.
    Settled,
}

/// Looks names up.
pub(crate) struct Resolver<'a> {
    index: &'a Index,
    come_to: Cell<usize>,
}

pub(super) type Resolved<T> = Result<T, RubricError>;

impl<'a> Resolver<'a> {
    pub(crate) fn new(index: &'a Index) -> Self {
        Self::after(index, 0)
    }

    /// One that goes on from what conditions have come to before.
    pub(crate) fn after(index: &'a Index, come_to: usize) -> Self {
        Self {
            index,
            come_to: Cell::new(come_to),
        }
    }

    /// What the conditions come to so far, as [`MOST_MEMBERS`] counts it.
    pub(crate) fn come_to(&self) -> usize {
        self.come_to.get()
    }

    /// Counts a piece of work, unless it is too much.
    fn charge(&self, work: usize, at: &Pointer<'_>) -> Resolved<()> {
        self.come_to.set(self.come_to.get().saturating_add(work));
        if self.come_to.get() > MOST_MEMBERS {
            return Err(at.refuse(format!(
                "conditions come to more than {MOST_MEMBERS} comparisons and members"
            )));
        }
        Ok(())
    }

    pub(crate) fn index(&self) -> &'a Index {
        self.index
    }

    pub(crate) fn condition(
        &self,
        condition: &Condition,
        sees: Sees,
        at: &Pointer<'_>,
    ) -> Resolved<Cond> {
        let parts = |parts: &[Condition], member: &str| -> Resolved<Vec<Cond>> {
            let here = at.member(member);
            let each = parts.iter().enumerate();
            each.map(|(place, part)| self.condition(part, sees, &here.item(place)))
                .collect()
        };
        if let (
            Sees::Facts,
            Condition::Criterion(..) | Condition::Judged(..) | Condition::Group(_),
        ) = (sees, condition)
        {
            return Err(at.refuse("what applies may depend on facts alone"));
        }
        self.charge(1, at)?;
        Ok(match condition {
            Condition::All(list) => Cond::All(parts(list, "all")?),
            Condition::AnyOf(list) => Cond::AnyOf(parts(list, "any_of")?),
            Condition::Not(part) => {
                Cond::Not(Box::new(self.condition(part, sees, &at.member("not"))?))
            }
            Condition::Fact(name, comparison) => {
                let Some(Named::Fact(place)) = self.index.named(name) else {
                    let message = format!("there is no fact `{name}`");
                    return Err(at.member("fact").refuse(message));
                };
                let Some(fact) = self.index.facts.get(place) else {
                    return Err(at.refuse("no such fact"));
                };
                self.charge(values(comparison), at)?;
                if let FactKind::OneOf(options) = &fact.kind {
                    let looked_at = options.len().saturating_mul(values(comparison));
                    self.charge(options.len().saturating_add(looked_at) / SMALL, at)?;
                }
                Cond::Fact(place, fact_test(fact, comparison, at)?)
            }
            Condition::Criterion(name, test) => {
                let place = self.criterion(name, at)?;
                Cond::Criterion(place, self.criterion_test(place, test, at)?)
            }
            Condition::Judged(subject, test) => {
                let which = match subject {
                    Subject::Overall => Which::Overall,
                    Subject::Section(name) => Which::Section(self.section(name, at)?),
                    Subject::It => it(sees),
                };
                Cond::Judged(which, self.judged_test(which, test, sees, at)?)
            }
            Condition::Group(group) => self.group(group, sees, at)?,
        })
    }

    fn criterion(&self, name: &str, at: &Pointer<'_>) -> Resolved<usize> {
        match self.index.named(name) {
            Some(Named::Criterion(place)) => Ok(place),
            _ => Err(at.refuse(format!("there is no criterion `{name}`"))),
        }
    }

    fn section(&self, name: &str, at: &Pointer<'_>) -> Resolved<usize> {
        match self.index.named(name) {
            Some(Named::Section(place)) => Ok(place),
            _ => Err(at.refuse(format!("there is no section `{name}`"))),
        }
    }

    fn criterion_test(
        &self,
        place: usize,
        test: &ModelCriterionTest,
        at: &Pointer<'_>,
    ) -> Resolved<CriterionTest> {
        let Some(criterion) = self.index.criteria.get(place) else {
            return Err(at.refuse("no such criterion"));
        };
        self.charge(
            match (test, &criterion.form) {
                (ModelCriterionTest::Level(comparison), _) => values(comparison),
                (
                    ModelCriterionTest::Value(comparison) | ModelCriterionTest::Number(comparison),
                    _,
                ) => values(comparison),
                (
                    ModelCriterionTest::Has(_) | ModelCriterionTest::Lacks(_),
                    Form::Checklist(items, _),
                ) => 1_usize.saturating_add(items.len() / SMALL),
                _ => 1,
            },
            at,
        )?;
        Ok(match (test, &criterion.form) {
            (ModelCriterionTest::Level(comparison), _) => {
                CriterionTest::Levels(self.levels(criterion, comparison, at)?)
            }
            (ModelCriterionTest::Value(comparison), _) => {
                CriterionTest::Value(number::comparison(comparison))
            }
            (ModelCriterionTest::Number(comparison), Form::Number(..)) => {
                CriterionTest::Number(number::comparison(comparison))
            }
            (ModelCriterionTest::Number(_), _) => {
                let message = format!("`{}` is not answered by a number", criterion.name);
                return Err(at.refuse(message));
            }
            (ModelCriterionTest::Excluded(excluded), _) => CriterionTest::Excluded(*excluded),
            (ModelCriterionTest::Has(item), Form::Checklist(items, _)) => {
                CriterionTest::Ticked(find(items, item, "item", at.member("has"))?, true)
            }
            (ModelCriterionTest::Lacks(item), Form::Checklist(items, _)) => {
                CriterionTest::Ticked(find(items, item, "item", at.member("lacks"))?, false)
            }
            (ModelCriterionTest::Has(_) | ModelCriterionTest::Lacks(_), _) => {
                return Err(at.refuse(format!("`{}` is not a checklist", criterion.name)));
            }
        })
    }

    /// The scored levels of which a comparison holds.
    fn levels(
        &self,
        criterion: &Criterion,
        comparison: &Comparison<Name>,
        at: &Pointer<'_>,
    ) -> Resolved<Places> {
        let Some(scale) = self.index.scale_of(criterion) else {
            return Err(at.refuse(format!("`{}` is not answered by levels", criterion.name)));
        };
        let here = at.member("level");
        let wanted = lookup(comparison, |level| find(&scale.names, level, "level", here))?;
        let mut holding = Places::default();
        for place in (0..scale.names.len()).filter(|place| scale.value(*place).is_some()) {
            // An excluded level has no place in the order: nothing is better or worse than it.
            let ordered = wanted
                .bound
                .is_none_or(|bound| scale.value(bound).is_some());
            if ordered && wanted.holds(place) {
                holding.add(place);
            }
        }
        Ok(holding)
    }

    fn judged_test(
        &self,
        which: Which,
        test: &ModelJudgedTest,
        sees: Sees,
        at: &Pointer<'_>,
    ) -> Resolved<JudgedTest> {
        let asks_grade = matches!(test, ModelJudgedTest::Grade(_));
        if !self.is_settled(which, asks_grade, sees) {
            return Err(at.refuse("a condition may look only at what is settled before it"));
        }
        self.charge(
            match test {
                ModelJudgedTest::Grade(comparison) => values(comparison),
                ModelJudgedTest::Score(comparison) => values(comparison),
                ModelJudgedTest::Scored(_) => 1,
            },
            at,
        )?;
        Ok(match test {
            ModelJudgedTest::Grade(comparison) => {
                let ladder = self
                    .rules(which)
                    .and_then(|rules| self.index.ladder_of(rules));
                let Some(ladder) = ladder else {
                    return Err(at.refuse("no such ladder"));
                };
                let here = at.member("grade");
                let known = |grade: &str| {
                    let kind = format!("grade in ladder `{}`", ladder.name);
                    find(&ladder.grades, grade, &kind, here)
                };
                let wanted = lookup(comparison, known)?;
                let mut holding = Places::default();
                (0..ladder.grades.len())
                    .filter(|place| wanted.holds(*place))
                    .for_each(|place| holding.add(place));
                JudgedTest::Grades(holding)
            }
            ModelJudgedTest::Score(comparison) => JudgedTest::Score(number::comparison(comparison)),
            ModelJudgedTest::Scored(scored) => JudgedTest::Scored(*scored),
        })
    }

    fn rules(&self, which: Which) -> Option<&Rules> {
        match which {
            Which::Overall => Some(&self.index.overall),
            Which::Section(place) => self.index.sections.get(place).map(|section| &section.rules),
        }
    }

    fn is_settled(&self, which: Which, asks_grade: bool, sees: Sees) -> bool {
        let rank = |place: usize| self.index.sections.get(place).map(|section| section.rank);
        match (sees, which) {
            (Sees::Facts, _) | (Sees::Section(_), Which::Overall) => false,
            (Sees::Settled, _) | (Sees::Overall, Which::Section(_)) => true,
            (Sees::Overall, Which::Overall) => !asks_grade,
            (Sees::Section(own), Which::Section(place)) if own == place => !asks_grade,
            (Sees::Section(own), Which::Section(place)) => rank(place) < rank(own),
        }
    }

    fn group(&self, condition: &GroupCondition, sees: Sees, at: &Pointer<'_>) -> Resolved<Cond> {
        let member = |place: usize| match &condition.test {
            MemberTest::Criterion(test) => Ok(Member::Criterion(
                place,
                self.criterion_test(place, test, at)?,
            )),
            MemberTest::Section(test) => {
                let test = self.judged_test(Which::Section(place), test, sees, at)?;
                Ok(Member::Section(place, test))
            }
        };
        let members = self.members(condition, sees, at)?;
        let members = members.into_iter().map(member).collect::<Resolved<_>>()?;
        Ok(Cond::Group(condition.quantity, members))
    }

    /// The places of a group's criteria or sections, whether or not they count in an audit.
    pub(crate) fn members(
        &self,
        condition: &GroupCondition,
        sees: Sees,
        at: &Pointer<'_>,
    ) -> Resolved<Vec<usize>> {
        match &condition.group {
            Group::Named(names) if names.is_empty() => Err(at.refuse("a group of nothing")),
            Group::Named(names) => {
                let place = |name: &Name| match condition.test {
                    MemberTest::Criterion(_) => self.criterion(name, at),
                    MemberTest::Section(_) => self.section(name, at),
                };
                self.charge(names.len(), at)?;
                let mut places = Vec::new();
                let mut seen = BTreeSet::new();
                for name in names {
                    let place = place(name)?;
                    if !seen.insert(place) {
                        return Err(at.refuse(format!("`{name}` is in the group twice")));
                    }
                    places.push(place);
                }
                Ok(places)
            }
            Group::Whole(members) => {
                let all = Description {
                    members: *members,
                    marks: Vec::new(),
                    within: None,
                    tagged: Vec::new(),
                    owned_by: None,
                };
                self.described(&all, &condition.test, sees, at)
            }
            Group::Described(description) => self.described(description, &condition.test, sees, at),
        }
    }

    fn described(
        &self,
        group: &Description,
        test: &MemberTest,
        sees: Sees,
        at: &Pointer<'_>,
    ) -> Resolved<Vec<usize>> {
        let within = match group.within.as_deref() {
            None | Some("it") => it(sees),
            Some(name) => Which::Section(self.section(name, at)?),
        };
        if group.owned_by.is_some() {
            let all = (self.index.sections.len()).saturating_add(self.index.criteria.len());
            self.charge(all / SMALL, at)?;
        }
        if let Some(owner) = &group.owned_by
            && !self.has_owner(owner)
        {
            return Err(at.refuse(format!("nothing is owned by `{owner}`")));
        }
        let section = match within {
            Which::Overall => None,
            Which::Section(place) => self.index.sections.get(place),
        };
        let each = (1_usize)
            .saturating_add(group.tagged.len())
            .saturating_add(group.marks.len());
        let charge = |candidates: usize| self.charge(candidates.saturating_mul(each), at);
        let fits = |tags: &[Name], owner: &Option<Name>| {
            group.tagged.iter().all(|tag| tags.contains(tag))
                && (group.owned_by.is_none() || group.owned_by == *owner)
        };
        match (group.members, test) {
            (Members::Sections, MemberTest::Section(_)) => {
                if !group.marks.is_empty() {
                    return Err(at.refuse("only criteria are essential or statutory"));
                }
                let all = section.map_or(&self.index.top, |section| &section.sections);
                charge(all.len())?;
                let fitting = |place: &usize| {
                    let section = self.index.sections.get(*place);
                    section.is_some_and(|section| fits(&section.tags, &section.owner))
                };
                Ok(all.iter().copied().filter(fitting).collect())
            }
            (Members::Criteria, MemberTest::Criterion(_)) => {
                let all = section.map_or(0..self.index.criteria.len(), |section| {
                    section.within.clone()
                });
                charge(all.len())?;
                let fitting = |place: &usize| {
                    self.index.criteria.get(*place).is_some_and(|criterion| {
                        group
                            .marks
                            .iter()
                            .all(|mark| criterion.marks.contains(mark))
                            && fits(&criterion.tags, &criterion.owner)
                    })
                };
                Ok(all.filter(fitting).collect())
            }
            _ => Err(at.refuse("sections have grades and scores, criteria have levels")),
        }
    }

    fn has_owner(&self, owner: &str) -> bool {
        let of_sections = self.index.sections.iter().map(|section| &section.owner);
        let of_criteria = self.index.criteria.iter().map(|criterion| &criterion.owner);
        of_sections
            .chain(of_criteria)
            .flatten()
            .any(|name| name == owner)
    }
}

/// How many names or flags looked at in a row are as little work as one comparison.
const SMALL: usize = 16;

fn it(sees: Sees) -> Which {
    match sees {
        Sees::Section(place) => Which::Section(place),
        Sees::Facts | Sees::Overall | Sees::Settled => Which::Overall,
    }
}
