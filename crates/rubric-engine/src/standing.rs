//! What a part of an audit comes to by itself, for those who reason about audits.

use rubric_model::audit::Answer;
use rubric_model::condition::GroupCondition;
use rubric_model::{Name, Rational};

use crate::error::{Problem, RubricError};
use crate::fit;
use crate::index::{Resolver, Sees};
use crate::nearest::Suggestions;
use crate::pointer::Pointer;
use crate::rubric::Rubric;

/// What an answer comes to: without a value it leaves the sum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// The level it is, or comes to.
    pub level: Option<Name>,
    /// What it is worth, 0 to 1.
    pub value: Option<Rational>,
}

impl Rubric {
    /// What an answer to a criterion comes to.
    ///
    /// # Errors
    /// When the rubric has no such criterion, or the answer is not one it may have.
    pub fn standing(&self, criterion: &str, answer: &Answer) -> Result<Standing, Problem> {
        let index = self.index();
        let root = Pointer::Root;
        let suggestions = Suggestions::default();
        let (place, fitted) = fit::answer(index, criterion, answer, false, &root, &suggestions)
            .map_err(|problems| {
                let first = problems.into_iter().next();
                first.unwrap_or_else(|| root.problem(format!("`{criterion}` does not fit")))
            })?;
        let scale = (index.criteria.get(place)).and_then(|one| index.scale_of(one));
        let name = |level: usize| scale?.names.get(level).cloned();
        Ok(Standing {
            level: fitted.standing.level.and_then(name),
            value: fitted.standing.value.as_ref().map(Rational::from),
        })
    }

    /// The places, in reading order, of the criteria or sections that a group holds when the
    /// section at a place is judged, or the whole; whether or not they count in some audit.
    ///
    /// # Errors
    /// When the group speaks of what the rubric does not have.
    pub fn members(
        &self,
        group: &GroupCondition,
        judged: Option<usize>,
    ) -> Result<Vec<usize>, RubricError> {
        let sees = judged.map_or(Sees::Settled, Sees::Section);
        Resolver::new(self.index()).members(group, sees, &Pointer::Root)
    }
}
