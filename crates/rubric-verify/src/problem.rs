//! What is looked at together: one rubric, the same rubric before and after another answer to one
//! criterion, or two rubrics.

use rubric_model::audit::{Decimal, FactAnswer};
use rubric_model::condition::{Comparison, FactValue};
use rubric_model::rubric::FactKind;
use rubric_model::{Name, Rational};

use crate::halt::Halt;
use crate::possible::{Possible, possible_answers, whole};
use crate::standard::Standard;
use rubric_engine::{Domain, Number};

/// Everything an audit can hold, and where it stands in one or two worlds: rubrics, or readings of
/// one rubric.
pub(crate) struct Problem<'a> {
    pub worlds: Vec<&'a Standard<'a>>,
    pub sections: Vec<Section>,
    pub criteria: Vec<Criterion>,
    pub top: Vec<usize>,
    pub facts: Vec<Fact>,
    /// The criterion that each world has another answer to.
    pub changed: Option<usize>,
}

pub(crate) struct Section {
    pub parent: Option<usize>,
    pub criteria: Vec<usize>,
    pub sections: Vec<usize>,
    /// Its place in each world.
    pub places: [Option<usize>; 2],
}

pub(crate) struct Criterion {
    pub name: Name,
    pub section: usize,
    pub places: [Option<usize>; 2],
    pub possible: Vec<Possible>,
    /// Of the possible answers, the one in each world.
    pub choices: Vec<[usize; 2]>,
}

pub(crate) struct Fact {
    pub name: Name,
    /// Its place in each world.
    pub places: [Option<usize>; 2],
    /// One value of each kind that is told apart.
    pub values: Vec<FactAnswer>,
}

/// Which second answers go with a first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Any other.
    Other,
    /// A better one.
    Better,
}

/// The most comparisons with one fact that are told apart; beyond it no question is decided.
pub const MOST_COMPARISONS: usize = 256;

impl<'a> Problem<'a> {
    /// One rubric.
    pub(crate) fn one(standard: &'a Standard<'a>) -> Result<Self, Halt> {
        Self::laid_out(vec![standard])
    }

    /// One rubric, with the answers that count alone.
    pub(crate) fn counting(standard: &'a Standard<'a>) -> Result<Self, Halt> {
        let mut problem = Self::one(standard)?;
        for criterion in &mut problem.criteria {
            let possible = &criterion.possible;
            criterion
                .choices
                .retain(|[choice, _]| possible.get(*choice).is_some_and(Possible::counts));
        }
        Ok(problem)
    }

    /// One rubric, before and after a change of the answer to one criterion.
    pub(crate) fn changed(
        standard: &'a Standard<'a>,
        criterion: usize,
        change: Change,
    ) -> Result<Self, Halt> {
        let mut problem = Self::laid_out(vec![standard])?;
        problem.worlds.push(standard);
        for section in &mut problem.sections {
            section.places = [section.places[0]; 2];
        }
        for (place, one) in problem.criteria.iter_mut().enumerate() {
            one.places = [one.places[0]; 2];
            if place == criterion {
                one.choices = pairs(&one.possible, change);
            }
        }
        for fact in &mut problem.facts {
            fact.places = [fact.places[0]; 2];
        }
        problem.changed = Some(criterion);
        Ok(problem)
    }

    /// Two rubrics; nothing where their sections do not lie alike.
    pub(crate) fn two(
        first: &'a Standard<'a>,
        second: &'a Standard<'a>,
    ) -> Result<Option<Self>, Halt> {
        let parent = |standard: &Standard<'_>, section: Option<usize>| {
            let section = section.and_then(|place| standard.sections.get(place));
            section.map(|section| section.model.name.clone())
        };
        for section in &second.sections {
            if let Some(place) = first.section(&section.model.name) {
                let other = first.sections.get(place).and_then(|one| one.parent);
                if parent(first, other) != parent(second, section.parent) {
                    return Ok(None);
                }
            }
        }
        for criterion in &second.criteria {
            if let Some(place) = first.criterion(&criterion.model.name) {
                let other = first.criteria.get(place).map(|one| one.section);
                if parent(first, other) != parent(second, Some(criterion.section)) {
                    return Ok(None);
                }
            }
        }
        Self::laid_out(vec![first, second]).map(Some)
    }

    fn laid_out(worlds: Vec<&'a Standard<'a>>) -> Result<Self, Halt> {
        let mut problem = Self {
            sections: Vec::new(),
            criteria: Vec::new(),
            top: Vec::new(),
            facts: Vec::new(),
            changed: None,
            worlds,
        };
        for world in 0..problem.worlds.len() {
            problem.add_sections(world)?;
        }
        problem.add_facts()?;
        Ok(problem)
    }

    fn add_sections(&mut self, world: usize) -> Result<(), Halt> {
        let Some(standard) = self.worlds.get(world).copied() else {
            return Ok(());
        };
        let mut mine = Vec::new();
        for (place, section) in standard.sections.iter().enumerate() {
            let known = match world {
                0 => None,
                _ => (self.worlds.first()).and_then(|first| first.section(&section.model.name)),
            };
            let own = known.unwrap_or(self.sections.len());
            if known.is_none() {
                let parent = section.parent.and_then(|parent| mine.get(parent).copied());
                self.sections.push(Section {
                    parent,
                    criteria: Vec::new(),
                    sections: Vec::new(),
                    places: [None; 2],
                });
                match parent.and_then(|parent| self.sections.get_mut(parent)) {
                    Some(parent) => parent.sections.push(own),
                    None => self.top.push(own),
                }
            }
            if let Some(one) = self.sections.get_mut(own) {
                put(&mut one.places, world, place);
            }
            mine.push(own);
        }
        for (place, criterion) in standard.criteria.iter().enumerate() {
            let known = match world {
                0 => None,
                _ => (self.worlds.first()).and_then(|first| first.criterion(&criterion.model.name)),
            };
            if let Some(one) = known.and_then(|known| self.criteria.get_mut(known)) {
                one.places[1] = Some(place);
                continue;
            }
            let section = mine.get(criterion.section).copied().unwrap_or_default();
            let mut places = [None; 2];
            put(&mut places, world, place);
            if let Some(section) = self.sections.get_mut(section) {
                section.criteria.push(self.criteria.len());
            }
            self.criteria.push(Criterion {
                name: criterion.model.name.clone(),
                section,
                places,
                possible: Vec::new(),
                choices: Vec::new(),
            });
        }
        if world.saturating_add(1) == self.worlds.len() {
            for criterion in &mut self.criteria {
                let rubrics: Vec<(&Standard<'_>, usize)> = (self.worlds.iter().copied())
                    .zip(criterion.places)
                    .filter_map(|(standard, place)| Some((standard, place?)))
                    .collect();
                criterion.possible = possible_answers(&rubrics)?;
                criterion.choices = (0..criterion.possible.len()).map(|one| [one; 2]).collect();
            }
        }
        Ok(())
    }

    fn add_facts(&mut self) -> Result<(), Halt> {
        let mut facts: Vec<Fact> = Vec::new();
        for (world, standard) in self.worlds.iter().enumerate() {
            for (place, fact) in standard.rubric.model().facts.iter().enumerate() {
                let known = facts.iter_mut().find(|known| known.name == fact.name);
                match known {
                    Some(known) => put(&mut known.places, world, place),
                    None => {
                        let mut places = [None; 2];
                        put(&mut places, world, place);
                        facts.push(Fact {
                            name: fact.name.clone(),
                            places,
                            values: Vec::new(),
                        });
                    }
                }
            }
        }
        for fact in &mut facts {
            let mut asked: Vec<&Comparison<FactValue>> = Vec::new();
            let mut kinds: Vec<&FactKind> = Vec::new();
            for (standard, place) in self.worlds.iter().zip(fact.places) {
                let Some(place) = place else { continue };
                asked.extend(standard.told_apart.facts.get(place).into_iter().flatten());
                kinds.extend(
                    standard
                        .rubric
                        .model()
                        .facts
                        .get(place)
                        .map(|fact| &fact.kind),
                );
            }
            if asked.len() > MOST_COMPARISONS {
                return Err(Halt::Kinds);
            }
            for kind in &kinds {
                for value in values(kind, &asked) {
                    let fits = kinds.iter().all(|kind| may_be(kind, &value));
                    if fits && !fact.values.contains(&value) {
                        fact.values.push(value);
                    }
                }
            }
        }
        self.facts = facts;
        Ok(())
    }

    /// The place in the problem of something that has a place in a world.
    pub(crate) fn criterion(&self, world: usize, place: usize) -> Option<usize> {
        if self.is_laid_out_as(world) {
            return (place < self.criteria.len()).then_some(place);
        }
        let here = |one: &Criterion| one.places.get(world).copied().flatten() == Some(place);
        self.criteria.iter().position(here)
    }

    /// The place in the problem of a section that has a place in a world.
    pub(crate) fn section(&self, world: usize, place: usize) -> Option<usize> {
        if self.is_laid_out_as(world) {
            return (place < self.sections.len()).then_some(place);
        }
        let here = |one: &Section| one.places.get(world).copied().flatten() == Some(place);
        self.sections.iter().position(here)
    }

    /// The place in the problem of a fact that has a place in a world.
    pub(crate) fn fact(&self, world: usize, place: usize) -> Option<usize> {
        if self.is_laid_out_as(world) {
            return (place < self.facts.len()).then_some(place);
        }
        let here = |one: &Fact| one.places.get(world).copied().flatten() == Some(place);
        self.facts.iter().position(here)
    }

    /// Whether everything has the same place here as in a world.
    fn is_laid_out_as(&self, world: usize) -> bool {
        world == 0 || self.changed.is_some()
    }

    /// The answer that a choice is in a world.
    pub(crate) fn chosen(
        &self,
        criterion: usize,
        choice: usize,
        world: usize,
    ) -> Option<&Possible> {
        let criterion = self.criteria.get(criterion)?;
        let chosen = criterion.choices.get(choice)?.get(world)?;
        criterion.possible.get(*chosen)
    }

    /// Which of what an answer comes to is that of a world.
    pub(crate) fn stand(&self, criterion: usize, world: usize) -> usize {
        let both = self.criteria.get(criterion);
        let both = both.is_some_and(|one| one.possible.iter().any(|one| one.stands.len() > 1));
        if both { world } else { 0 }
    }
}

fn put(places: &mut [Option<usize>; 2], world: usize, place: usize) {
    if let Some(own) = places.get_mut(world) {
        *own = Some(place);
    }
}

fn pairs(possible: &[Possible], change: Change) -> Vec<[usize; 2]> {
    let mut pairs = Vec::new();
    for (first, before) in possible.iter().enumerate() {
        for (second, after) in possible.iter().enumerate() {
            let fits = match change {
                // Which of two is the first makes no difference.
                Change::Other => {
                    let several = before.stands.first().and_then(|stand| stand.value.as_ref());
                    first < second || first == second && several.is_some_and(|one| !one.is_point())
                }
                Change::Better => after.is_better_than(before),
            };
            if fits {
                pairs.push([first, second]);
            }
        }
    }
    pairs
}

fn values(kind: &FactKind, asked: &[&Comparison<FactValue>]) -> Vec<FactAnswer> {
    match kind {
        FactKind::YesNo => vec![FactAnswer::YesNo(false), FactAnswer::YesNo(true)],
        FactKind::OneOf { options } => (options.iter())
            .map(|option| FactAnswer::Option(option.name.clone()))
            .collect(),
        FactKind::Number { from, to, decimal } => {
            let domain = Domain {
                from: from.into(),
                to: to.into(),
                decimal: *decimal,
            };
            let compared = asked.iter().flat_map(|comparison| comparison.values());
            let marks = compared.filter_map(|value| match value {
                FactValue::Number(number) => Some(Number::from(number)),
                FactValue::YesNo(_) | FactValue::Option(_) => None,
            });
            let marks: Vec<Number> = marks.collect();
            let marks = domain.representatives(&marks);
            let marks: Vec<_> = (marks.iter()).map(|mark| Rational::from(mark).0).collect();
            // With one between each two, a case can be told by an ordinary number.
            let between = marks.iter().zip(marks.iter().skip(1)).map(|(low, high)| {
                let middle = (low + high) / whole(2);
                if *decimal { middle } else { middle.floor() }
            });
            let mut numbers: Vec<_> = between.chain(marks.iter().cloned()).collect();
            numbers.sort();
            numbers.dedup();
            let numbers = numbers.into_iter();
            let numbers = numbers.filter_map(|number| Decimal::new(Rational(number)));
            numbers.map(FactAnswer::Number).collect()
        }
    }
}

fn may_be(kind: &FactKind, value: &FactAnswer) -> bool {
    match (kind, value) {
        (FactKind::YesNo, FactAnswer::YesNo(_)) => true,
        (FactKind::OneOf { options }, FactAnswer::Option(name)) => {
            options.iter().any(|option| option.name == *name)
        }
        (FactKind::Number { from, to, decimal }, FactAnswer::Number(number)) => {
            let number = number.number();
            let is_whole = number.0.is_integer();
            from <= number && number <= to && (*decimal || is_whole)
        }
        _ => false,
    }
}

/// Whether a comparison holds of a fact's value.
pub(crate) fn fact_passes(comparison: &Comparison<FactValue>, value: &FactAnswer) -> bool {
    comparison.holds(|with| match (value, with) {
        (FactAnswer::Number(number), FactValue::Number(with)) => number.number().cmp(with),
        (FactAnswer::YesNo(yes), FactValue::YesNo(with)) => yes.cmp(with),
        (FactAnswer::Option(option), FactValue::Option(with)) => option.cmp(with),
        _ => std::cmp::Ordering::Less,
    })
}
