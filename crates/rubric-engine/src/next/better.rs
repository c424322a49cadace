//! Better answers to one criterion.

use std::rc::Rc;

use crate::answer::{Answered, Form, Given, Rule, Scale, Standing};
use crate::combinations::Combinations;
use crate::index::{Criterion, Index};
use crate::number::Number;

/// An answer in place of another, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub answered: Answered,
    pub standing: Standing,
}

/// The better answers to a criterion that counts, the least change first: a better level, yes in
/// place of no, more items ticked, more of as many, a number that comes to a level no worse. None
/// is worth less than the answer now, and none is excluded.
pub(crate) struct Better<'a> {
    criterion: &'a Criterion,
    scale: Option<&'a Scale>,
    now: &'a Given,
    kind: Kind<'a>,
}

enum Kind<'a> {
    /// This many levels above the one at this place.
    Level(usize, usize),
    Yes,
    Items(&'a [bool], usize),
    Count(u32, u32),
    Numbers(Vec<Number>),
}

impl<'a> Better<'a> {
    /// Nothing where no answer is better.
    pub(crate) fn new(index: &'a Index, criterion: &'a Criterion, now: &'a Given) -> Option<Self> {
        now.standing.value.as_ref()?;
        let scale = index.scale_of(criterion);
        let kind = match (&criterion.form, &now.answered) {
            (Form::Scale(_), Answered::Level(level)) => {
                let above = (0..*level).filter(|place| may_be(criterion, scale, *place));
                Kind::Level(above.count(), *level)
            }
            (Form::YesNo, Answered::YesNo(false)) => Kind::Yes,
            (Form::Checklist(..), Answered::Ticked(ticked)) => {
                let open = ticked.iter().filter(|ticked| !**ticked).count();
                Kind::Items(ticked, open)
            }
            (Form::Proportion(..), Answered::Counted(part, of)) => Kind::Count(*part, *of),
            (Form::Number(domain, rules), Answered::Number(number)) => {
                let far = |mark: &Number| {
                    if mark > number {
                        mark - number
                    } else {
                        number - mark
                    }
                };
                let level = |number: &Number| criterion.form.level(number);
                let now = level(number);
                let asked = &criterion.asked;
                let constants = rules.iter().filter_map(Rule::constant);
                let mut marks = domain.representatives(constants.chain(&asked.numbers));
                // Where only the level matters, numbers of the same one are no better.
                marks.retain(|mark| {
                    mark != number && (level(mark) < now || (!asked.harmless && level(mark) == now))
                });
                marks.sort_by_cached_key(far);
                Kind::Numbers(marks)
            }
            _ => return None,
        };
        let better = Self {
            criterion,
            scale,
            now,
            kind,
        };
        (better.length() > 0).then_some(better)
    }

    /// Whether each is no worse than those before it, in whatever is asked of it, and lowers no
    /// grade: where one is enough, so are those after it.
    pub(crate) fn is_chain(&self) -> bool {
        let picked = matches!(self.kind, Kind::Items(..)) && !self.criterion.asked.items.is_empty();
        self.criterion.asked.harmless && !picked
    }

    /// How much work it is to make one.
    pub(crate) fn work(&self) -> usize {
        match self.kind {
            Kind::Items(ticked, _) => ticked.len() / super::SMALL,
            _ => 0,
        }
    }

    /// Whether none can lower a grade, whatever the other answers are.
    pub(crate) fn is_harmless(&self) -> bool {
        self.criterion.asked.harmless
    }

    /// The place of one in the chain.
    pub(crate) fn place_of(&self, change: &Change) -> usize {
        let length = match (&self.kind, &change.answered) {
            (Kind::Level(_, level), Answered::Level(above)) => (*above..*level)
                .filter(|place| may_be(self.criterion, self.scale, *place))
                .count(),
            (Kind::Items(_, open), Answered::Ticked(ticked)) => {
                let still = ticked.iter().filter(|ticked| !**ticked).count();
                open.saturating_sub(still)
            }
            (Kind::Count(part, _), Answered::Counted(more, _)) => {
                usize::try_from(more.saturating_sub(*part)).unwrap_or(0)
            }
            (Kind::Numbers(numbers), Answered::Number(number)) => {
                (numbers.iter().position(|one| one == number))
                    .map_or(0, |place| place.saturating_add(1))
            }
            _ => 1,
        };
        length.saturating_sub(1)
    }

    /// How many there are in the chain.
    pub(crate) fn length(&self) -> usize {
        match &self.kind {
            Kind::Level(above, _) => *above,
            Kind::Yes => 1,
            Kind::Items(_, open) => *open,
            Kind::Count(part, of) => usize::try_from(of.saturating_sub(*part)).unwrap_or(0),
            Kind::Numbers(numbers) => numbers.len(),
        }
    }

    /// The one at a place of the chain.
    pub(crate) fn at(&self, place: usize) -> Option<Change> {
        let answered = match &self.kind {
            Kind::Level(_, level) => {
                let above = (0..*level).rev();
                let mut above = above.filter(|place| may_be(self.criterion, self.scale, *place));
                Answered::Level(above.nth(place)?)
            }
            Kind::Yes => Answered::YesNo(true),
            Kind::Items(ticked, _) => {
                let mut ticked = ticked.to_vec();
                let open = ticked.iter_mut().filter(|ticked| !**ticked);
                open.take(place.saturating_add(1))
                    .for_each(|ticked| *ticked = true);
                Answered::Ticked(ticked)
            }
            Kind::Count(part, of) => {
                let more = u32::try_from(place).ok()?.checked_add(1)?;
                Answered::Counted(part.checked_add(more)?, *of)
            }
            Kind::Numbers(numbers) => Answered::Number(numbers.get(place)?.clone()),
        };
        self.change(answered)
    }

    /// The best of all, where it can do no harm.
    pub(crate) fn best(&self) -> Option<Change> {
        self.last().filter(|_| self.criterion.asked.harmless)
    }

    /// The greatest change.
    pub(crate) fn last(&self) -> Option<Change> {
        self.at(self.length().checked_sub(1)?)
    }

    /// What the answer now is worth.
    pub(crate) fn value(&self) -> Option<&Number> {
        self.now.standing.value.as_ref()
    }

    /// The most that any is worth.
    pub(crate) fn most(&self) -> Option<Number> {
        match &self.kind {
            Kind::Level(..) | Kind::Yes => {}
            _ if self.criterion.asked.harmless => {}
            _ => return Some(Number::ONE),
        }
        self.last()?.standing.value
    }

    /// Each, the least change first, made when it is asked for.
    pub(crate) fn each(&self) -> Box<dyn Iterator<Item = Change> + '_> {
        match &self.kind {
            Kind::Items(ticked, open) if !self.criterion.asked.items.is_empty() => {
                let asked = |item: &usize| self.criterion.asked.items.contains(item);
                let open_items = ticked.iter().enumerate();
                let (asked, rest): (Vec<usize>, Vec<usize>) = open_items
                    .filter_map(|(item, ticked)| (!ticked).then_some(item))
                    .partition(asked);
                let (asked, rest) = (Rc::new(asked), Rc::new(rest));
                let changes = (1..=*open).flat_map(move |more| {
                    let (asked, rest) = (Rc::clone(&asked), Rc::clone(&rest));
                    let fewest = more.saturating_sub(rest.len());
                    (fewest..=more.min(asked.len())).flat_map(move |of_asked| {
                        let (asked, rest) = (Rc::clone(&asked), Rc::clone(&rest));
                        Combinations::new(asked.len(), of_asked).map(move |picked| {
                            let mut all = ticked.to_vec();
                            let picked = picked.iter().filter_map(|place| asked.get(*place));
                            let others = rest.iter().take(more.saturating_sub(of_asked));
                            picked.chain(others).for_each(|item| {
                                if let Some(ticked) = all.get_mut(*item) {
                                    *ticked = true;
                                }
                            });
                            all
                        })
                    })
                });
                Box::new(changes.filter_map(|ticked| self.change(Answered::Ticked(ticked))))
            }
            _ => Box::new((0..self.length()).filter_map(|place| self.at(place))),
        }
    }

    /// Nothing where it is worth less than the answer now, or excluded.
    fn change(&self, answered: Answered) -> Option<Change> {
        let standing = self.criterion.form.standing(self.scale, &answered)?;
        let now = &self.now.standing;
        (standing.value.as_ref()? >= now.value.as_ref()? && standing.level <= now.level)
            .then_some(Change { answered, standing })
    }
}

/// Whether a level has a value and may be chosen.
fn may_be(criterion: &Criterion, scale: Option<&Scale>, level: usize) -> bool {
    let allowed = matches!(&criterion.form, Form::Scale(allowed) if allowed.has(level));
    allowed && scale.is_some_and(|scale| scale.value(level).is_some())
}
