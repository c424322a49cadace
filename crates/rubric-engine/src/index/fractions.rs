//! Scores are fractions that can be written down.

use num_rational::BigRational;
use rubric_model::rubric::{AnswerForm, Rubric, Section};

use super::MOST_DIGITS;
use crate::error::RubricError;
use crate::number::shared;
use crate::pointer::Pointer;

/// Refuses points and weights that have no common denominator of a size to compute with.
pub(super) fn check(model: &Rubric) -> Result<(), RubricError> {
    let mut unit = BigRational::from_integer(1.into());
    let root = Pointer::Root;
    let levels = model.scales.iter().flat_map(|scale| &scale.levels);
    for value in levels.filter_map(|level| level.value.as_ref()) {
        meet(&mut unit, &value.0, &root.member("scales"))?;
    }
    let mut open: Vec<&Section> = model.sections.iter().collect();
    let at = root.member("sections");
    while let Some(section) = open.pop() {
        meet(&mut unit, &section.weight.0, &at)?;
        for criterion in &section.criteria {
            if let Some(weight) = &criterion.weight {
                meet(&mut unit, &weight.0, &at)?;
            }
            if let AnswerForm::Checklist { items, .. } = &criterion.answer {
                let items = u32::try_from(items.len()).unwrap_or(u32::MAX).max(1);
                meet(&mut unit, &BigRational::new(1.into(), items.into()), &at)?;
            }
        }
        open.extend(&section.sections);
    }
    Ok(())
}

fn meet(unit: &mut BigRational, number: &BigRational, at: &Pointer<'_>) -> Result<(), RubricError> {
    *unit = shared(unit, number);
    // Ten bits make a little more than three digits.
    if unit.denom().bits() / 10 * 3 > MOST_DIGITS {
        return Err(at.refuse(format!(
            "points and weights have no common denominator of at most {MOST_DIGITS} digits"
        )));
    }
    Ok(())
}
