//! What changes ask of the version number.

use rubric_model::assurance::Verdict;
use rubric_model::diff::{Bump, CalledFor, Change, Class, Standing};
use rubric_model::rubric::Rubric as Model;

use super::rules::bump;

/// What is known of all changes together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Together {
    /// The most they do; nothing where nothing changed.
    pub class: Option<Class>,
    /// Whether that is decided, or holds by rule.
    pub is_sure: bool,
}

/// What the changes from one rubric to the other ask of the version. The same rule holds of all
/// versions, those that begin with 0 among them.
pub(super) fn called_for(
    [old, new]: [&Model; 2],
    changes: &[Change],
    together: Together,
) -> CalledFor {
    let none = |standing| CalledFor {
        standing,
        bump: None,
        at_least: None,
        because: Vec::new(),
    };
    if old.name != new.name {
        return none(Standing::OtherRubric);
    }
    let Some(class) = together.class else {
        return none(Standing::Enough);
    };
    let part = bump(class);
    let before = numbers(&old.version);
    let least = moved(before, part);
    let standing = if numbers(&new.version) >= least {
        Standing::Enough
    } else if part == Bump::Major && !together.is_sure && !changes.iter().any(moves_alone) {
        Standing::NotDecided
    } else {
        Standing::TooLow
    };
    let calls = |change: &&Change| bump(change.class) >= part;
    let mut because: Vec<String> = Vec::new();
    for change in changes.iter().filter(calls) {
        if !because.contains(&change.element) {
            because.push(change.element.clone());
        }
    }
    let [major, minor, patch] = least;
    CalledFor {
        standing,
        bump: Some(part),
        at_least: Some(format!("{major}.{minor}.{patch}")),
        because,
    }
}

/// Whether a change alone gives some audit another score or grade.
fn moves_alone(change: &Change) -> bool {
    (change.alone.as_ref())
        .is_some_and(|alone| [alone.same_score, alone.same_grade].contains(&Verdict::Refuted))
}

fn moved([major, minor, patch]: [u64; 3], part: Bump) -> [u64; 3] {
    match part {
        Bump::Patch => [major, minor, patch.saturating_add(1)],
        Bump::Minor => [major, minor.saturating_add(1), 0],
        Bump::Major => [major.saturating_add(1), 0, 0],
    }
}

fn numbers(version: &str) -> [u64; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    [(); 3].map(|()| parts.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{moved, numbers};
    use rubric_model::diff::Bump;

    #[test]
    fn a_part_moves_and_those_after_it_begin_again() {
        assert_eq!(moved(numbers("1.4.7"), Bump::Patch), [1, 4, 8]);
        assert_eq!(moved(numbers("1.4.7"), Bump::Minor), [1, 5, 0]);
        assert_eq!(moved(numbers("0.4.7"), Bump::Major), [1, 0, 0]);
        assert!(numbers("1.10.0") > numbers("1.9.9"));
    }
}
