//! Guesses at completions in which a criterion decides the grade.

use std::iter;
use std::ops::Range;

use super::kinds::{A_SHARE, share_of};
use super::search::{Told, told_apart};
use super::{Can, Open};
use crate::answer::Given;
use crate::case::Results;
use crate::index::Rung;
use crate::number::Number;
use crate::share::Shares;
use crate::trial::{self, Spent, Trial};
use crate::truth::Truth;

/// What is known of one case of the facts to guess by: where every missing answer counts, scores
/// are sums.
pub(super) struct Guesses {
    /// The whole, where its grade may change, and the sections.
    marks: Vec<Marks>,
    /// The missing answers that apply, those of the greatest share first.
    terms: Vec<Term>,
}

/// The scores at which a grade changes, and what they are of; in parts of the overall score.
struct Marks {
    numbers: Vec<Number>,
    /// The score with each missing answer at its lowest.
    lowest: Number,
    /// The criteria that it is of.
    within: Range<usize>,
}

struct Term {
    /// Its place among the unanswered criteria.
    at: usize,
    place: usize,
    /// What each kind of answer adds to the score, the least first.
    adds: Vec<(Given, Number)>,
    /// Its share, where it may be anything between.
    any: Option<Number>,
}

impl Guesses {
    pub(super) fn new(trial: &mut Trial<'_>, run: &Results, open: &[Open]) -> Result<Self, Spent> {
        let index = trial.index();
        let applies = |one: &Open| run.applies.get(one.place) != Some(&Truth::No);
        let applying = || open.iter().enumerate().filter(|(_, one)| applies(one));
        for (_, one) in applying() {
            trial.set(one.place, one.kinds.each.first().cloned());
        }
        let whole = trial.run()?;
        let shares = Shares::new(index, trial.audit(), &whole);
        let from = |rungs: &[Rung], share: &Number| -> Vec<Number> {
            let rungs = rungs.iter().filter_map(|rung| match rung {
                Rung::From(from) => Some(from * share),
                Rung::When(_) | Rung::Otherwise => None,
            });
            rungs.collect()
        };
        let grades = run.overall.after;
        let best = grades.best().unwrap_or(0);
        let rungs = index
            .overall
            .rungs
            .get(best..grades.worst().unwrap_or(best));
        let mut marks = vec![Marks {
            numbers: from(rungs.unwrap_or_default(), &Number::ONE),
            lowest: whole.overall.low.clone().unwrap_or(Number::ZERO),
            within: 0..index.criteria.len(),
        }];
        let sections = index.sections.iter().zip(&whole.sections).enumerate();
        marks.extend(sections.filter_map(|(place, (section, judged))| {
            let share = shares.section(place)?;
            Some(Marks {
                numbers: from(&section.rules.rungs, share),
                lowest: judged.low.as_ref()? * share,
                within: section.within.clone(),
            })
        }));
        let mut terms: Vec<Term> = applying()
            .map(|(at, one)| {
                let share = shares.criterion(one.place);
                let share = share.cloned().unwrap_or(Number::ZERO);
                let least = one.kinds.scored().next().map(|(_, value)| value);
                let adds = one.kinds.scored().map(|(given, value)| {
                    let more = least.map_or(Number::ZERO, |least| value - least);
                    (given.clone(), more * &share)
                });
                Term {
                    at,
                    place: one.place,
                    adds: adds.collect(),
                    any: (!one.kinds.whole).then_some(share),
                }
            })
            .collect();
        let most = |term: &Term| term.adds.last().map(|(_, add)| add.clone());
        // What may be anything between fills what is left.
        terms.sort_by_cached_key(|term| (term.any.is_some(), std::cmp::Reverse(most(term))));
        Ok(Self { marks, terms })
    }

    /// The unanswered criteria that apply, in the order in which it is best to fix them.
    pub(super) fn order(&self) -> Vec<usize> {
        self.terms.iter().map(|term| term.at).collect()
    }

    /// Notes that a criterion can decide the grade, where a guess shows it.
    pub(super) fn look(
        &self,
        trial: &mut Trial<'_>,
        open: &mut [Open],
        at: usize,
    ) -> Result<(), Spent> {
        let own = self.terms.iter().find(|term| term.at == at);
        let (Some(own), Some(one)) = (own, open.get_mut(at)) else {
            return Ok(());
        };
        if one.can == Can::Yes {
            return Ok(());
        }
        let swing = own.adds.last().map(|(_, add)| add.clone());
        let swing = swing.unwrap_or(Number::ZERO);
        let about = |marks: &&Marks| marks.within.contains(&own.place);
        let near = |marks: &Marks| {
            let each = marks.numbers.iter().flat_map(|mark| [(mark, 1), (mark, 0)]);
            let guesses =
                each.filter_map(|(mark, skipped)| self.close_to(marks, mark, &swing, at, skipped));
            guesses.collect::<Vec<_>>()
        };
        let ends = iter::once_with(|| {
            let highest = self.all(at, |term| term.adds.last());
            vec![highest, self.all(at, |term| term.adds.first())]
        });
        let mut marks = self.marks.iter().filter(about);
        let whole = marks.next().into_iter().map(near);
        let guesses = whole.chain(ends).chain(marks.map(near));
        'guesses: for some in guesses {
            trial.spend(self.terms.len())?;
            for guess in some {
                for (place, given) in guess {
                    trial.set(place, Some(given));
                }
                if let Told::Apart = told_apart(trial, one)? {
                    one.can = Can::Yes;
                    break 'guesses;
                }
            }
        }
        for term in &self.terms {
            trial.set(term.place, None);
        }
        Ok(())
    }

    fn others(&self, at: usize) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.at != at)
    }

    fn all<'t>(
        &'t self,
        at: usize,
        pick: impl Fn(&'t Term) -> Option<&'t (Given, Number)>,
    ) -> Vec<(usize, Given)> {
        (self.others(at))
            .filter_map(|term| Some((term.place, pick(term)?.0.clone())))
            .collect()
    }

    /// Answers to the others that bring a score to less than a mark, with the criterion at its
    /// lowest, and to no less with it at its highest; the lowest answers are left out where that
    /// can be, for limits often speak of them. What the score is not of is at its highest.
    fn close_to(
        &self,
        marks: &Marks,
        mark: &Number,
        swing: &Number,
        at: usize,
        skipped: usize,
    ) -> Option<Vec<(usize, Given)>> {
        let below = mark - &marks.lowest;
        let least = &below - swing;
        let kept = |term: &Term| skipped.min(term.adds.len().saturating_sub(1));
        let mut sum = (self.others(at))
            .filter(|term| marks.within.contains(&term.place))
            .filter_map(|term| Some(&term.adds.get(kept(term))?.1))
            .fold(Number::ZERO, |sum, add| sum + add);
        if sum >= below {
            return None;
        }
        let mut guess = Vec::new();
        for term in self.others(at) {
            if !marks.within.contains(&term.place) {
                guess.extend(
                    term.adds
                        .last()
                        .map(|(given, _)| (term.place, given.clone())),
                );
                continue;
            }
            let Some((_, start)) = term.adds.get(kept(term)) else {
                continue;
            };
            let rest = &sum - start;
            if let Some(share) = &term.any {
                // In the middle, as far as that goes.
                let wanted = (&least + &below) / Number::whole(2) - &rest;
                let wanted = wanted.clamp(Number::ZERO, share.clone());
                if *share > Number::ZERO && &rest + &wanted < below {
                    sum = rest + &wanted;
                    guess.push((term.place, trial::given(A_SHARE, share_of(wanted / share))));
                    continue;
                }
            }
            let fits = term.adds.iter().rfind(|(_, add)| &rest + add < below);
            let (given, add) = fits.or(term.adds.first())?;
            sum = rest + add;
            guess.push((term.place, given.clone()));
        }
        (sum >= least && sum < below).then_some(guess)
    }
}
