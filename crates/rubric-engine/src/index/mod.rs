//! The rubric as dense tables, made once when it is loaded.

mod answers;
mod asked;
mod check;
mod comparison;
mod depth;
mod fractions;
mod judged;
mod needs;
mod resolve;
mod scales;
mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use rubric_model::Name;
use rubric_model::rubric::{Mark, Rubric as Model};

use crate::answer::{Form, Open, Scale};
use crate::condition::{Cond, FactGiven, FactTest, Places};
use crate::error::RubricError;
use crate::number::{Domain, Number};
use crate::pointer::Pointer;
use crate::set::Set;

pub(crate) use asked::Asked;
pub(crate) use check::unknown_format;
pub(crate) use depth::check_condition;
pub(crate) use judged::facts_in;
pub(crate) use resolve::{Resolver, Sees};
pub(crate) use written::WrittenLevel;
use written::{Written, WrittenPart};

/// The most levels a scale, and the most grades a ladder, may have.
pub const MOST_PLACES: usize = 64;
/// The most items a checklist, options a fact and rules a mapping may have, and the most causes.
pub const MOST_CHOICES: usize = 1_000;
/// The most sections a rubric may have.
pub const MOST_SECTIONS: usize = 1_000;
/// The most criteria a rubric may have.
pub const MOST_CRITERIA: usize = 10_000;
/// The deepest that sections may nest, and the deepest that a condition may.
pub const MOST_DEPTH: usize = 64;
/// The most that all conditions may come to together: their comparisons, with the values that are
/// compared with, and everything that their groups look at to find their members. Each limit on
/// every section and each ladder is counted once for each section it grades.
pub const MOST_MEMBERS: usize = 1_000_000;

/// The most digits, or a few more, that the least common denominator of all points, weights and
/// checklists may have.
pub const MOST_DIGITS: u64 = 1_000;

/// Everything that scoring looks up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub facts: Vec<Fact>,
    pub causes: Vec<Name>,
    /// The last one is that of yes-no criteria.
    pub scales: Vec<Scale>,
    pub ladders: Vec<Ladder>,
    /// In reading order.
    pub criteria: Vec<Criterion>,
    /// In reading order.
    pub sections: Vec<Section>,
    pub top: Vec<usize>,
    /// Sections as they are judged: inside out.
    pub order: Vec<usize>,
    pub overall: Rules,
    pub names: BTreeMap<Name, Named>,
    pub written: Written,
    /// What the conditions that decide a result come to, as [`MOST_MEMBERS`] counts it.
    pub conditions: usize,
}

/// What a bare name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Fact(usize),
    Criterion(usize),
    Section(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Fact {
    pub name: Name,
    pub kind: FactKind,
    /// What `applies`, limits and rungs ask of it.
    pub tests: Vec<FactTest>,
    /// One value for each way in which these may turn out; none where nothing is asked.
    pub kinds: Vec<FactGiven>,
}

#[derive(Clone, Debug)]
pub(crate) enum FactKind {
    YesNo,
    Number(Domain),
    OneOf(Vec<Name>),
}

#[derive(Clone, Debug)]
pub(crate) struct Ladder {
    pub name: Name,
    pub grades: Vec<Name>,
}

#[derive(Clone, Debug)]
pub(crate) struct Criterion {
    pub name: Name,
    pub owner: Option<Name>,
    pub section: usize,
    /// Nothing where it is unscored.
    pub weight: Option<Number>,
    pub marks: Vec<Mark>,
    pub tags: Vec<Name>,
    pub applies: Option<Cond>,
    pub scale: Option<usize>,
    pub form: Form,
    pub open: Open,
    pub asked: Asked,
    /// The levels at which a comment must stand beside the answer.
    pub comment: Places,
    pub written: WrittenPart,
}

#[derive(Clone, Debug)]
pub(crate) struct Section {
    pub name: Name,
    pub owner: Option<Name>,
    pub parent: Option<usize>,
    pub weight: Number,
    pub tags: Vec<Name>,
    pub applies: Option<Cond>,
    /// Its own criteria.
    pub criteria: Range<usize>,
    /// Its direct sections.
    pub sections: Vec<usize>,
    /// Its criteria at any depth.
    pub within: Range<usize>,
    /// Its place in the order of judging.
    pub rank: usize,
    pub rules: Rules,
    pub written: WrittenPart,
}

/// How a section or the whole is graded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    pub ladder: usize,
    pub rungs: Vec<Rung>,
    /// In reading order.
    pub limits: Vec<Limit>,
    pub thresholds: Vec<Threshold>,
    pub needs: Needs,
}

#[derive(Clone, Debug)]
pub(crate) enum Rung {
    From(Number),
    When(Cond),
    Otherwise,
}

#[derive(Clone, Debug)]
pub(crate) struct Limit {
    /// Its place among the rubric's limits.
    pub place: usize,
    pub ceiling: usize,
    pub when: Cond,
}

/// A number that a score is compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Threshold {
    pub number: Number,
    /// The comparison tells scores below it from scores on it.
    pub below: bool,
    /// The comparison tells scores above it from scores on it.
    pub above: bool,
    /// The greatest tenth of a percent that is not above it.
    pub floor: i64,
    /// The least tenth of a percent that is not below it.
    pub ceiling: i64,
}

impl Threshold {
    fn new(number: Number, below: bool, above: bool) -> Self {
        let (floor, ceiling) = number.around_in_thousandths();
        Self {
            number,
            below,
            above,
            floor,
            ceiling,
        }
    }
}

/// The facts and criteria that a result depends on, by place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    pub facts: Set,
    pub criteria: Set,
}

impl Index {
    /// Checks a rubric and makes its tables.
    pub(crate) fn build(model: &Model) -> Result<Self, RubricError> {
        depth::check(model)?;
        check::header(model)?;
        check::names(model)?;
        check::citations(model)?;
        fractions::check(model)?;
        let mut index = Self {
            causes: model
                .causes
                .iter()
                .map(|cause| cause.name.clone())
                .collect(),
            written: Written::of(model),
            ..Self::default()
        };
        scales::read(model, &mut index)?;
        answers::read(model, &mut index)?;
        judged::read(model, &mut index)?;
        Ok(index)
    }

    /// How much there is to look at to score one audit.
    pub(crate) fn size(&self) -> usize {
        let tables = self.criteria.len().saturating_add(self.sections.len());
        tables.saturating_add(self.conditions)
    }

    pub(crate) fn scale_of(&self, criterion: &Criterion) -> Option<&Scale> {
        criterion.scale.and_then(|place| self.scales.get(place))
    }

    pub(crate) fn ladder_of(&self, rules: &Rules) -> Option<&Ladder> {
        self.ladders.get(rules.ladder)
    }

    pub(crate) fn named(&self, name: &str) -> Option<Named> {
        self.names.get(name).copied()
    }
}

/// Refuses a list that is too long to choose from.
fn bounded(count: usize, kind: &str, at: &Pointer<'_>) -> Result<(), RubricError> {
    if count > MOST_CHOICES {
        return Err(at.refuse(format!("there are more than {MOST_CHOICES} {kind}")));
    }
    Ok(())
}

/// The place of a named thing, or a refusal.
fn find(
    names: impl IntoIterator<Item = impl AsRef<str>>,
    wanted: &str,
    kind: &str,
    at: Pointer<'_>,
) -> Result<usize, RubricError> {
    names
        .into_iter()
        .position(|name| name.as_ref() == wanted)
        .ok_or_else(|| at.refuse(format!("there is no {kind} `{wanted}`")))
}
