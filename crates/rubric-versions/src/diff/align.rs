//! The old rubric with the names that its criteria have in the new one.

use std::collections::{HashMap, HashSet};

use rubric_model::canonical;
use rubric_model::rubric::Rubric as Model;

use super::merge::same;
use super::{conditions, parts};
use crate::pair;

/// The criteria that have another name, or the same in other letters: the new one, and the old one. None
/// gets a name that another keeps.
pub(super) fn renamed(old: &Model, new: &Model) -> Vec<(String, String)> {
    let (before, after) = (pair::criteria(old), pair::criteria(new));
    let pairs = pair::pairs(&before, &after);
    let mut old_of: HashMap<&str, &str> = HashMap::new();
    for (old, new) in &pairs {
        old_of.insert(new.name.as_str(), old);
    }
    let mut renamed: Vec<(String, String)> = (after.iter())
        .filter_map(|new| {
            Some((
                new.name.clone(),
                (*old_of.get(new.name.as_str())?).to_owned(),
            ))
        })
        .filter(|(new, old)| new != old)
        .collect();
    loop {
        let goes = |name: &str| renamed.iter().any(|(_, old)| same(old, name));
        let stays: HashSet<String> = (before.iter())
            .filter(|one| !goes(&one.name))
            .map(|one| pair::folded(&one.name))
            .collect();
        let kept = renamed.len();
        renamed.retain(|(new, _)| !stays.contains(&pair::folded(new)));
        if renamed.len() == kept {
            return renamed;
        }
    }
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
