//! The kinds of answer that a criterion may be given: one for each way that something may turn out.

use crate::answer::{Answered, Form, Given, Rule, Scale, Standing, mapped};
use crate::combinations::Combinations;
use crate::index::{Criterion, Index};
use crate::number::{Domain, Number};
use crate::trial;

/// The most kinds of answer to one criterion that are told apart.
const MOST: usize = 1_024;

/// The kinds of answer to a criterion, the worst first and then the excluded.
pub(super) struct Kinds {
    pub each: Vec<Given>,
    /// They stand for every answer; otherwise there are answers between them, which may come to
    /// something else: those of a proportion without levels, for it may be any number from 0 to 1.
    pub whole: bool,
}

impl Kinds {
    pub(super) fn new(index: &Index, criterion: &Criterion) -> Self {
        let scale = index.scale_of(criterion);
        let mut kinds = Self {
            each: Vec::new(),
            whole: true,
        };
        for level in criterion.form.choices(scale).iter() {
            kinds.add(criterion, scale, Answered::Level(level));
        }
        match &criterion.form {
            Form::Scale(_) => {}
            Form::YesNo => {
                kinds.add(criterion, scale, Answered::YesNo(false));
                kinds.add(criterion, scale, Answered::YesNo(true));
            }
            Form::Checklist(items, _) => kinds.checklist(criterion, scale, items.len()),
            Form::Proportion(_, rules) => {
                kinds.add(criterion, scale, Answered::Counted(0, 0));
                kinds.proportion(criterion, scale, rules.as_deref());
            }
            Form::Number(domain, rules) => {
                let constants = rules.iter().filter_map(Rule::constant);
                for number in domain.representatives(constants.chain(&criterion.asked.numbers)) {
                    kinds.add(criterion, scale, Answered::Number(number));
                }
            }
        }
        kinds.each.sort_by(
            |left, right| match (&left.standing.value, &right.standing.value) {
                (Some(left), Some(right)) => left.cmp(right),
                (left, right) => left.is_none().cmp(&right.is_none()),
            },
        );
        kinds
    }

    fn add(&mut self, criterion: &Criterion, scale: Option<&Scale>, answered: Answered) {
        if let Some(standing) = criterion.form.standing(scale, &answered) {
            self.push(criterion, answered, standing);
        }
    }

    /// Adds a kind, unless there is one that no condition and no score tells from it.
    fn push(&mut self, criterion: &Criterion, answered: Answered, standing: Standing) {
        let alike = |one: &Given| {
            let excluded = one.standing.value.is_none() && standing.value.is_none();
            excluded || (one.standing == standing && criterion.asked.same(&one.answered, &answered))
        };
        if self.each.iter().any(alike) {
            return;
        }
        if self.each.len() >= MOST {
            self.whole = false;
            return;
        }
        self.each.push(trial::given(answered, standing));
    }

    /// Each choice of the items that are asked for, with each number of others.
    fn checklist(&mut self, criterion: &Criterion, scale: Option<&Scale>, items: usize) {
        let asked = &criterion.asked.items;
        let others: Vec<usize> = (0..items).filter(|item| !asked.contains(item)).collect();
        for picked in (0..=asked.len()).flat_map(|count| Combinations::new(asked.len(), count)) {
            for count in 0..=others.len() {
                if self.each.len() >= MOST {
                    self.whole = false;
                    return;
                }
                let mut ticked = vec![false; items];
                let picked = picked.iter().filter_map(|place| asked.get(*place));
                for item in picked.chain(others.iter().take(count)) {
                    if let Some(ticked) = ticked.get_mut(*item) {
                        *ticked = true;
                    }
                }
                self.add(criterion, scale, Answered::Ticked(ticked));
            }
        }
    }

    fn proportion(&mut self, criterion: &Criterion, scale: Option<&Scale>, rules: Option<&[Rule]>) {
        let share = Domain {
            from: Number::ZERO,
            to: Number::ONE,
            decimal: true,
        };
        let marks = match rules {
            Some(rules) => share.representatives(rules.iter().filter_map(Rule::constant)),
            None => share.representatives(&criterion.asked.values),
        };
        self.whole &= rules.is_some();
        for mark in marks {
            let standing = match rules {
                Some(rules) => mapped(rules, &mark).map(|level| Standing {
                    level: Some(level),
                    value: scale.and_then(|scale| scale.value(level)).cloned(),
                }),
                None => Some(share_of(mark)),
            };
            if let Some(standing) = standing {
                self.push(criterion, A_SHARE, standing);
            }
        }
    }

    /// Those that count, the worst first.
    pub(super) fn scored(&self) -> impl DoubleEndedIterator<Item = (&Given, &Number)> {
        let each = self.each.iter();
        each.filter_map(|one| Some((one, one.standing.value.as_ref()?)))
    }
}

/// In place of some count: what it is of does not matter once it is known what it comes to.
pub(super) const A_SHARE: Answered = Answered::Counted(0, 1);

/// What a proportion without levels comes to.
pub(super) fn share_of(value: Number) -> Standing {
    Standing {
        level: None,
        value: Some(value),
    }
}
