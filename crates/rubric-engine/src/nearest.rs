//! Which known name someone probably meant.

use std::cell::Cell;

/// How much one reading may spend on suggestions: letters compared with letters.
const BUDGET: usize = 20_000_000;
const MOST_LISTED: usize = 12;

/// Finds near names until its budget is spent.
#[derive(Debug)]
pub(crate) struct Suggestions(Cell<usize>);

impl Default for Suggestions {
    fn default() -> Self {
        Self(Cell::new(BUDGET))
    }
}

impl Suggestions {
    /// The known name nearest to `wanted`, where one is near enough to be meant and no other is as
    /// near.
    ///
    /// Near is by edit distance with neighbouring letters swapped as one edit (optimal string
    /// alignment), letter case aside, up to a third of the letters. In names as short as `C` and
    /// `D` one letter is all the difference: they are near only where they differ in case.
    pub(crate) fn nearest<'a>(
        &self,
        wanted: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        self.spend(wanted.len())?;
        let lowered: Vec<char> = wanted.to_lowercase().chars().collect();
        let most = match lowered.len() {
            0..3 => 0,
            length => length / 3,
        };
        let mut best: Option<(usize, &str)> = None;
        let mut unique = true;
        for name in known {
            self.spend(name.len())?;
            let letters = name.chars().count();
            if letters.abs_diff(lowered.len()) > most {
                continue;
            }
            self.spend(lowered.len().saturating_mul(letters))?;
            let other: Vec<char> = name.to_lowercase().chars().collect();
            let edits = distance(&lowered, &other);
            match best {
                _ if edits > most => {}
                Some((least, _)) if edits > least => {}
                Some((least, same)) if edits == least => unique &= same == name,
                _ => {
                    best = Some((edits, name));
                    unique = true;
                }
            }
        }
        best.filter(|_| unique).map(|(_, name)| name)
    }

    /// Nothing once the budget is spent.
    fn spend(&self, work: usize) -> Option<()> {
        let left = self.0.get().checked_sub(work);
        self.0.set(left.unwrap_or(0));
        left.map(|_| ())
    }

    /// `did you mean …?`, or else the names there are.
    pub(crate) fn help<'a>(
        &self,
        wanted: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) -> Option<String> {
        match self.nearest(wanted, known.clone()) {
            Some(name) => Some(format!("did you mean `{name}`?")),
            None => choices(known),
        }
    }
}

/// `write one of …`, where there are few enough to list.
pub(crate) fn choices<'a>(known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = (known.into_iter())
        .take(MOST_LISTED.saturating_add(1))
        .map(|name| format!("`{name}`"))
        .collect();
    match names.as_slice() {
        [] => None,
        [name] => Some(format!("write {name}")),
        names if names.len() <= MOST_LISTED => Some(format!("write one of {}", names.join(", "))),
        _ => None,
    }
}

/// Names, each as it is `written`, with commas between; where there are many, the first of them.
pub(crate) fn listed<'a>(
    names: impl IntoIterator<Item = &'a str>,
    written: impl Fn(&str) -> String,
) -> String {
    let mut names = names.into_iter();
    let mut list: Vec<String> = (names.by_ref().take(MOST_LISTED)).map(written).collect();
    if names.next().is_some() {
        list.push("…".to_owned());
    }
    list.join(", ")
}

fn distance(left: &[char], right: &[char]) -> usize {
    // Three rows of the usual table: the row before last is for swapped neighbours.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut left_before = None;
    for (row, &letter) in left.iter().enumerate() {
        let mut current = vec![row.saturating_add(1)];
        let mut right_before = None;
        for (column, &other) in right.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX);
            let next = column.saturating_add(1);
            let replaced = cell(&last, column).saturating_add(usize::from(letter != other));
            let removed = cell(&last, next).saturating_add(1);
            let added = cell(&current, column).saturating_add(1);
            let mut least = replaced.min(removed).min(added);
            if column > 0 && left_before == Some(other) && right_before == Some(letter) {
                least = least.min(cell(&before, column.saturating_sub(1)).saturating_add(1));
            }
            current.push(least);
            right_before = Some(other);
        }
        left_before = Some(letter);
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        Suggestions::default().nearest(wanted, known)
    }

    #[test]
    fn names_near_enough_are_offered() {
        let known = ["needs-identified", "needs-effect", "outcomes"];
        assert_eq!(nearest("needs-identifed", known), Some("needs-identified"));
        assert_eq!(nearest("Needs-Effect", known), Some("needs-effect"));
        assert_eq!(nearest("outcmoes", known), Some("outcomes"));
        assert_eq!(nearest("weather", known), None);
    }

    #[test]
    fn one_that_is_as_near_as_another_is_not_offered() {
        assert_eq!(nearest("need-3", ["need-1", "need-2"]), None);
        assert_eq!(
            nearest("need-3", ["need-1", "need-33", "Need-3"]),
            Some("Need-3")
        );
    }

    #[test]
    fn short_names_are_offered_only_for_themselves() {
        assert_eq!(nearest("d", ["C", "D"]), Some("D"));
        assert_eq!(nearest("E", ["C", "D"]), None);
        assert_eq!(nearest("", ["C"]), None);
    }

    #[test]
    fn suggestions_end_when_the_budget_is_spent() {
        let suggestions = Suggestions(Cell::new(100));
        assert_eq!(suggestions.nearest("health", ["healthy"]), Some("healthy"));
        assert_eq!(suggestions.nearest("health", ["healthy", "wealth"]), None);
        assert_eq!(suggestions.nearest("health", ["healthy"]), None);
    }

    #[test]
    fn long_lists_are_cut() {
        let names: Vec<String> = (1..=13).map(|number| number.to_string()).collect();
        let names = names.iter().map(String::as_str);
        assert_eq!(listed(names.clone().take(2), str::to_owned), "1, 2");
        assert!(listed(names.clone().take(12), str::to_owned).ends_with("11, 12"));
        assert!(listed(names, str::to_owned).ends_with("11, 12, …"));
    }

    #[test]
    fn swapped_neighbours_are_one_edit() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance(&letters("ab"), &letters("ba")), 1);
        assert_eq!(distance(&letters("met"), &letters("mte")), 1);
        assert_eq!(distance(&letters(""), &letters("abc")), 3);
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
    }
}
