//! Which question of one version is which of another.

use std::collections::{BTreeSet, HashMap};

use rubric_model::rubric::{Criterion, Rubric, Section};

/// The criterion of the new version that each one of the old is, by its name. Nothing is paired twice, and
/// the way back pairs the same. What asks the same comes first, by its name and then by what it was called;
/// then what is called the same, and then what was so called.
pub(crate) fn pairs<'r>(
    old: &[&'r Criterion],
    new: &[&'r Criterion],
) -> HashMap<&'r str, &'r Criterion> {
    let old_by_name = by_name(old, |one| &one.name);
    let new_by_name = by_name(new, |one| &one.name);
    let mut candidates: BTreeSet<(bool, bool, [String; 2], [String; 2])> = BTreeSet::new();
    let mut add = |old: &Criterion, new: &Criterion| {
        let names = [folded(&old.name), folded(&new.name)];
        let mut either_way = names.clone();
        either_way.sort();
        candidates.insert((
            old.question != new.question,
            names[0] != names[1],
            either_way,
            names,
        ));
    };
    for old in old {
        let names = std::iter::once(&old.name).chain(&old.was);
        for new in names.filter_map(|name| new_by_name.get(&folded(name))) {
            add(old, new);
        }
    }
    for new in new {
        for old in new
            .was
            .iter()
            .filter_map(|name| old_by_name.get(&folded(name)))
        {
            add(old, new);
        }
    }
    let mut pairs = HashMap::new();
    let mut taken = BTreeSet::new();
    for (_, _, _, [old, new]) in candidates {
        let (Some(old), Some(new)) = (old_by_name.get(&old), new_by_name.get(&new)) else {
            continue;
        };
        if !pairs.contains_key(old.name.as_str()) && taken.insert(new.name.as_str()) {
            pairs.insert(old.name.as_str(), *new);
        }
    }
    pairs
}

pub(crate) fn by_name<'r, T>(all: &[&'r T], name: fn(&T) -> &String) -> HashMap<String, &'r T> {
    all.iter().map(|one| (folded(name(one)), *one)).collect()
}

/// The criteria of a rubric at any depth, in reading order.
pub(crate) fn criteria(rubric: &Rubric) -> Vec<&Criterion> {
    fn collect<'r>(sections: &'r [Section], found: &mut Vec<&'r Criterion>) {
        for section in sections {
            found.extend(&section.criteria);
            collect(&section.sections, found);
        }
    }
    let mut found = Vec::new();
    collect(&rubric.sections, &mut found);
    found
}

/// A name whatever its letter case.
pub(crate) fn folded(name: &str) -> String {
    name.to_lowercase()
}
