//! What limits and ladders speak of without naming it: criteria that are essential, that have a tag,
//! or that an agency owns.

use rubric_model::condition::{Condition, Group, GroupCondition, Members};
use rubric_model::rubric::{Mark, Rubric as Model};

use super::conditions::each;
use super::merge::same;

/// What limits and ladders speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    marks: Vec<Mark>,
    pub tags: bool,
    pub owners: bool,
    /// Criteria of a whole, or by description.
    criteria: bool,
    /// By name.
    named: Vec<String>,
}

impl Groups {
    pub(super) fn of(models: [&Model; 2]) -> Self {
        let mut groups = Self::default();
        for model in models {
            let rungs = model.ladders.iter().flat_map(|ladder| &ladder.grades);
            let rules = rungs.filter_map(|grade| grade.when.as_ref());
            for condition in rules.chain(model.limits.iter().map(|limit| &limit.when)) {
                each(condition, &mut |condition| groups.add(condition));
            }
        }
        groups
    }

    fn add(&mut self, condition: &Condition) {
        match condition {
            Condition::Criterion(name, _) => self.named.push(name.clone()),
            Condition::Group(GroupCondition { group, .. }) => match group {
                Group::Named(names) => self.named.extend(names.iter().cloned()),
                Group::Whole(members) => self.criteria |= *members == Members::Criteria,
                Group::Described(description) => {
                    self.criteria |= description.members == Members::Criteria;
                    self.marks.extend(&description.marks);
                    self.tags |= !description.tagged.is_empty();
                    self.owners |= description.owned_by.is_some();
                }
            },
            _ => {}
        }
    }

    /// Whether they speak of a mark.
    pub(super) fn marked(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Whether they look at a criterion, or may.
    pub(super) fn look_at(&self, criterion: &str) -> bool {
        self.criteria || self.named.iter().any(|name| same(name, criterion))
    }
}
