//! What limits and ladders speak of without naming it: criteria that are essential, that have a tag,
//! or that an agency owns.

use rubric_model::condition::{Condition, Description, Group, GroupCondition, Members};
use rubric_model::rubric::{Criterion, Mark, Rubric as Model};

use super::conditions::each;
use super::merge::same;

/// What limits and ladders speak of.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    marks: Vec<Mark>,
    pub tags: bool,
    pub owners: bool,
    /// All criteria of something.
    whole: bool,
    /// Criteria by description.
    described: Vec<Description>,
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
                Group::Whole(members) => self.whole |= *members == Members::Criteria,
                Group::Described(description) => {
                    if description.members == Members::Criteria {
                        self.described.push(description.clone());
                    }
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
    pub(super) fn look_at(&self, criterion: &Criterion) -> bool {
        let fits = |description: &Description| {
            let owner = description.owned_by.as_ref();
            let has_mark = |mark| criterion.marks.contains(mark);
            let has_tag = |tag| criterion.tags.contains(tag);
            owner.is_none_or(|owner| criterion.owner.as_ref() == Some(owner))
                && description.marks.iter().all(has_mark)
                && description.tagged.iter().all(has_tag)
        };
        self.whole
            || self.described.iter().any(fits)
            || self.named.iter().any(|name| same(name, &criterion.name))
    }
}
