//! The least change of one answer that will do.

use super::better::Change;
use super::{Search, Set};
use crate::number::Number;
use crate::trial::Spent;

impl Search<'_> {
    /// The least change of a candidate's answer, less than `below`, that reaches a better grade
    /// together with the others, which make the score rise by `risen`; and the grade.
    pub(super) fn least(
        &mut self,
        place: usize,
        others: &[(usize, &Change)],
        risen: Number,
        below: Option<&Change>,
    ) -> Result<Option<(usize, Change)>, Spent> {
        let candidates = self.candidates;
        let Some(candidate) = candidates.get(place) else {
            return Ok(None);
        };
        let mut with = Others {
            search: self,
            place,
            others,
            risen,
        };
        let better = &candidate.better;
        if !better.is_chain() {
            for change in better.each().take_while(|one| Some(one) != below) {
                with.search.trial.spend(better.work())?;
                if let Some(grade) = with.reached(&change)? {
                    return Ok(Some((grade, change)));
                }
            }
            return Ok(None);
        }
        // The first that is enough by its score; then, unless that will do, halving the distance.
        let mut end = match below {
            Some(below) => better.place_of(below),
            None => better.length(),
        };
        let mut start = 0;
        if let Some(lacking) = with.search.lacking.clone() {
            let mut least = end;
            while start < least {
                with.search.trial.spend(better.work())?;
                let middle = start.midpoint(least);
                let enough = better.at(middle).is_some_and(|change| {
                    let rise = with.search.rise(place, &change);
                    rise + &with.risen >= lacking
                });
                if enough {
                    least = middle;
                } else {
                    start = middle.saturating_add(1);
                }
            }
        }
        let mut found = None;
        for probe in [Some(start), end.checked_sub(1)].into_iter().flatten() {
            if probe < start || probe >= end {
                continue;
            }
            let Some(change) = better.at(probe) else {
                continue;
            };
            match with.reached(&change)? {
                Some(grade) => {
                    found = Some((grade, change));
                    end = probe;
                }
                None => start = probe.saturating_add(1),
            }
        }
        if found.is_none() {
            return Ok(None);
        }
        while start < end {
            let middle = start.midpoint(end);
            let Some(change) = better.at(middle) else {
                break;
            };
            match with.reached(&change)? {
                Some(grade) => {
                    found = Some((grade, change));
                    end = middle;
                }
                None => start = middle.saturating_add(1),
            }
        }
        Ok(found)
    }

    /// Makes each change of a set that reaches a grade as small as will do, in reading order, and
    /// gives the grade that is reached then.
    pub(super) fn lessen(&mut self, set: &mut Set, grade: &mut usize) -> Result<(), Spent> {
        let candidates = self.candidates;
        let harmful = |(place, _): &(usize, Change)| {
            !candidates
                .get(*place)
                .is_some_and(|one| one.better.is_harmless())
        };
        let again = set.iter().any(harmful);
        let mut risen = (set.iter())
            .map(|(place, change)| self.rise(*place, change))
            .fold(Number::ZERO, |sum, rise| sum + rise);
        loop {
            let mut lessened = false;
            for one in 0..set.len() {
                let others: Vec<(usize, &Change)> = (set.iter().enumerate())
                    .filter(|(other, _)| *other != one)
                    .map(|(_, (place, change))| (*place, change))
                    .collect();
                let Some((place, change)) = set.get(one) else {
                    continue;
                };
                let place = *place;
                let rest = &risen - self.rise(place, change);
                let found = self.least(place, &others, rest.clone(), Some(change))?;
                if let Some((reached, less)) = found {
                    risen = rest + self.rise(place, &less);
                    *grade = reached;
                    lessened = true;
                    if let Some(change) = set.get_mut(one) {
                        change.1 = less;
                    }
                }
            }
            if !(lessened && again) {
                return Ok(());
            }
        }
    }
}

/// A search among changes of one answer, the others given.
struct Others<'s, 'a, 'o> {
    search: &'s mut Search<'a>,
    place: usize,
    others: &'o [(usize, &'o Change)],
    /// What the others make the overall score rise by.
    risen: Number,
}

impl Others<'_, '_, '_> {
    fn reached(&mut self, change: &Change) -> Result<Option<usize>, Spent> {
        let mut changes = self.others.to_vec();
        changes.push((self.place, change));
        let risen = self.search.rise(self.place, change) + &self.risen;
        self.search.reached(&changes, &risen)
    }
}
