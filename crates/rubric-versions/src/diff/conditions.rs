//! The conditions within a condition.

use rubric_model::condition::{Condition, Group, GroupCondition, MemberTest};

/// Every condition within one, itself among them.
pub(super) fn each<'c>(condition: &'c Condition, see: &mut dyn FnMut(&'c Condition)) {
    see(condition);
    match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => {
            parts.iter().for_each(|part| each(part, see));
        }
        Condition::Not(inner) => each(inner, see),
        _ => {}
    }
}

/// Calls criteria in a condition otherwise.
pub(super) fn rename(condition: &mut Condition, renamed: &dyn Fn(&str) -> Option<String>) {
    let set = |name: &mut String| {
        if let Some(other) = renamed(name) {
            *name = other;
        }
    };
    match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => {
            parts.iter_mut().for_each(|part| rename(part, renamed));
        }
        Condition::Not(inner) => rename(inner, renamed),
        Condition::Criterion(name, _) => set(name),
        Condition::Group(GroupCondition {
            group: Group::Named(names),
            test: MemberTest::Criterion(_),
            ..
        }) => names.iter_mut().for_each(set),
        _ => {}
    }
}
