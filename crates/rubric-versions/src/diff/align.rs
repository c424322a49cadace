//! The old rubric with the names that its criteria have in the new one.

use rubric_model::canonical;
use rubric_model::rubric::Rubric as Model;

use super::merge::same;
use super::{conditions, parts};

/// The criteria that have another name: the new one, and the old one. A criterion of the new rubric
/// is one of the old where the name is the same but for letter case, or else where `was` tells so, and
/// only the first that tells it.
pub(super) fn renamed(old: &Model, new: &Model) -> Vec<(String, String)> {
    let (before, after) = (parts::criteria(old), parts::criteria(new));
    let mut renamed: Vec<(String, String)> = Vec::new();
    for (one, _) in &after {
        let same_name = before
            .iter()
            .find(|(other, _)| same(&other.name, &one.name));
        if let Some((other, _)) = same_name {
            if other.name != one.name {
                renamed.push((one.name.clone(), other.name.clone()));
            }
            continue;
        }
        let told = one.was.iter().rev().find_map(|name| {
            let is_taken = after.iter().any(|(other, _)| same(&other.name, name))
                || renamed.iter().any(|(_, taken)| same(taken, name));
            let mut before = before.iter().filter(|_| !is_taken);
            before.find(|(other, _)| same(&other.name, name))
        });
        renamed.extend(told.map(|(other, _)| (one.name.clone(), other.name.clone())));
    }
    renamed
}

/// The old rubric with the new names.
pub(super) fn aligned(old: &Model, renamed: &[(String, String)]) -> Model {
    let mut model = old.clone();
    if renamed.is_empty() {
        return model;
    }
    let other = |name: &str| {
        let found = renamed.iter().find(|(_, old)| same(old, name));
        found.map(|(new, _)| new.clone())
    };
    parts::each_section(&mut model.sections, &mut |section| {
        for criterion in &mut section.criteria {
            if let Some(name) = other(&criterion.name) {
                criterion.name = name;
            }
        }
    });
    parts::each_condition(&mut model, &mut |condition| {
        conditions::rename(condition, &other);
    });
    with_digest(model)
}

/// A rubric with the digest that is its own.
pub(super) fn with_digest(mut model: Model) -> Model {
    // The model always has a canonical form.
    if let Ok(digest) = canonical::digest(&model) {
        model.digest = digest;
    }
    model
}
