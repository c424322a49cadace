//! Two lists beside each other, by name.

use super::words::names;

/// What stands in one of two lists, or in both.
pub(super) enum Pair<'a, T> {
    Both(&'a T, &'a T),
    Added(&'a T),
    Removed(&'a T),
}

/// Whether two names are the same, whatever their letter case.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

/// The two lists as one, in the order of the new one; what is only in the old one stands where it
/// stood.
pub(super) fn merged<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> &str,
) -> Vec<Pair<'a, T>> {
    let place = |wanted: &T| old.iter().position(|one| same(name(one), name(wanted)));
    let is_gone = |one: &T| !new.iter().any(|other| same(name(one), name(other)));
    let mut pairs = Vec::new();
    let mut next = 0;
    let removed = |from: usize, to: usize| {
        let between = old.iter().take(to).skip(from);
        between.filter(|one| is_gone(one)).map(Pair::Removed)
    };
    for one in new {
        match place(one).and_then(|place| Some((place, old.get(place)?))) {
            Some((place, before)) => {
                pairs.extend(removed(next, place));
                next = next.max(place);
                pairs.push(Pair::Both(before, one));
            }
            None => pairs.push(Pair::Added(one)),
        }
    }
    pairs.extend(removed(next, old.len()));
    pairs
}

/// The names that are in both lists, in the order of each, where the orders differ.
pub(super) fn reordered<T>(
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> &String,
) -> Option<(String, String)> {
    let common = |these: &[T], others: &[T]| -> Vec<String> {
        let kept = these.iter().filter(|one| {
            let mut others = others.iter();
            others.any(|other| same(name(one), name(other)))
        });
        kept.map(|one| name(one).clone()).collect()
    };
    let (before, after) = (common(old, new), common(new, old));
    let differs = before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .any(|(one, other)| !same(one, other));
    differs.then(|| (names(&before), names(&after)))
}

#[cfg(test)]
mod tests {
    use super::{Pair, merged, reordered};

    fn shown(old: &[&str], new: &[&str]) -> String {
        let pairs = merged(old, new, |name| name);
        let word = |pair: Pair<'_, &str>| match pair {
            Pair::Both(_, one) => format!("={one}"),
            Pair::Added(one) => format!("+{one}"),
            Pair::Removed(one) => format!("-{one}"),
        };
        let words: Vec<String> = pairs.into_iter().map(word).collect();
        words.join(" ")
    }

    #[test]
    fn what_is_removed_stands_where_it_stood() {
        assert_eq!(shown(&["a", "b", "c"], &["a", "x", "c"]), "=a +x -b =c");
        assert_eq!(shown(&["a", "b", "c"], &["c", "a"]), "-b =c =a");
        assert_eq!(shown(&["a", "b"], &[]), "-a -b");
        assert_eq!(shown(&["a"], &["A", "b"]), "=A +b");
    }

    #[test]
    fn an_order_is_that_of_what_is_in_both() {
        let names = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        let differs =
            |old: &[&str], new: &[&str]| reordered(&names(old), &names(new), |name| name).is_some();
        assert!(!differs(&["a", "b"], &["a", "x", "b"]));
        assert!(differs(&["a", "b"], &["b", "a"]));
    }
}
