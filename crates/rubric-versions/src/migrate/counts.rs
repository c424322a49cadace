//! How much came to what.

use std::collections::BTreeMap;

use rubric_model::Name;

use super::{Fate, Kind, Migrated};

/// How many answers and facts came to what. All but `newly_asked` add up to [`Counts::held`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that stand where they stood.
    pub carried: usize,
    /// Those that stand under another name.
    pub renamed: usize,
    /// Those that had been retired, and are not any more.
    pub revived: usize,
    /// Those that a person has to look at.
    pub needs_person: usize,
    /// Those that have no place any more.
    pub retired: usize,
    /// Those that had been retired before, and stay so.
    pub stays_retired: usize,
    /// What the other version alone asks for: it holds nothing yet.
    pub newly_asked: usize,
}

impl Counts {
    /// How many there were.
    #[must_use]
    pub fn held(self) -> usize {
        let all = [
            self.carried,
            self.renamed,
            self.revived,
            self.needs_person,
            self.retired,
            self.stays_retired,
        ];
        all.into_iter().fold(0, usize::saturating_add)
    }

    fn of(&mut self, fate: &Fate) -> &mut usize {
        match fate {
            Fate::Carried => &mut self.carried,
            Fate::Renamed(_) => &mut self.renamed,
            Fate::Revived => &mut self.revived,
            Fate::NeedsPerson(_) => &mut self.needs_person,
            Fate::Retired(_) => &mut self.retired,
            Fate::StaysRetired => &mut self.stays_retired,
        }
    }
}

/// What many audits came to, in all and by criterion and fact. It grows with the rubrics, not with the
/// audits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// In all.
    pub counts: Counts,
    /// By fate and name, without what was simply carried or stays retired.
    pub moves: BTreeMap<(Fate, Kind, Name), usize>,
    /// By name, how many audits lack what is newly asked.
    pub newly_asked: BTreeMap<(Kind, Name), usize>,
}

impl Migrated {
    /// What the audit came to.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut totals = Totals::default();
        totals.add(self);
        totals.counts
    }
}

impl Totals {
    /// Adds what one audit came to.
    pub fn add(&mut self, migrated: &Migrated) {
        for one in &migrated.moves {
            let count = self.counts.of(&one.fate);
            *count = count.saturating_add(1);
            if !matches!(one.fate, Fate::Carried | Fate::StaysRetired) {
                let key = (one.fate.clone(), one.kind, one.name.clone());
                let count = self.moves.entry(key).or_default();
                *count = count.saturating_add(1);
            }
        }
        for one in &migrated.newly_asked {
            self.counts.newly_asked = self.counts.newly_asked.saturating_add(1);
            let count = self.newly_asked.entry(one.clone()).or_default();
            *count = count.saturating_add(1);
        }
    }
}
