//! Facts, scales and ladders.

use rubric_model::rubric::{FactKind as ModelKind, Grade, Required, Rubric};

use super::{Fact, FactKind, Index, Ladder, MOST_PLACES, bounded, check, written};
use crate::answer::Scale;
use crate::error::RubricError;
use crate::number::{self, Domain, Number};
use crate::pointer::Pointer;

pub(super) fn read(model: &Rubric, index: &mut Index) -> Result<(), RubricError> {
    let root = Pointer::Root;
    bounded(model.causes.len(), "causes", &root.member("causes"))?;
    facts(model, index, &root.member("facts"))?;
    scales(model, index, &root.member("scales"))?;
    ladders(model, index, &root.member("ladders"))
}

fn facts(model: &Rubric, index: &mut Index, at: &Pointer<'_>) -> Result<(), RubricError> {
    for (place, fact) in model.facts.iter().enumerate() {
        let here = at.item(place);
        let kind = match &fact.kind {
            ModelKind::YesNo => FactKind::YesNo,
            ModelKind::Number { from, to, decimal } => {
                if from > to {
                    return Err(here.refuse(format!("`{}` runs from {from} to {to}", fact.name)));
                }
                if !decimal && [from, to].iter().any(|end| !end.0.is_integer()) {
                    return Err(here.refuse(format!("`{}` is whole, its ends are not", fact.name)));
                }
                let (from, to) = (from.into(), to.into());
                FactKind::Number(Domain {
                    from,
                    to,
                    decimal: *decimal,
                })
            }
            ModelKind::OneOf { options } => {
                let at = here.member("options");
                if options.is_empty() {
                    return Err(at.refuse(format!("`{}` has no options", fact.name)));
                }
                bounded(options.len(), "options", &at)?;
                check::unique(options.iter().map(|option| &option.name), &at)?;
                FactKind::OneOf(options.iter().map(|option| option.name.clone()).collect())
            }
        };
        index.facts.push(Fact {
            name: fact.name.clone(),
            kind,
            tests: Vec::new(),
            kinds: Vec::new(),
        });
    }
    Ok(())
}

fn scales(model: &Rubric, index: &mut Index, at: &Pointer<'_>) -> Result<(), RubricError> {
    for (place, scale) in model.scales.iter().enumerate() {
        let here = at.item(place);
        let at = here.member("levels");
        check::unique(scale.levels.iter().map(|level| &level.name), &at)?;
        if scale.levels.len() > MOST_PLACES {
            return Err(at.refuse(format!("there are more than {MOST_PLACES} levels")));
        }
        let mut table = Scale {
            name: scale.name.clone(),
            ..Scale::default()
        };
        let mut last = None;
        for (place, level) in scale.levels.iter().enumerate() {
            let here = at.item(place);
            if level.excluded == level.value.is_some() {
                let message = format!("`{}` must have a value or be excluded", level.name);
                return Err(here.refuse(message));
            }
            if let Some(value) = &level.value {
                let here = here.member("value");
                if !number::is_share(value) {
                    return Err(here.refuse(format!("{value} is not from 0 to 1")));
                }
                match last {
                    None if Number::from(value) != Number::ONE => {
                        return Err(here.refuse("the best level is worth 1"));
                    }
                    Some(last) if value > last => {
                        return Err(here.refuse(format!("`{}` is not best first", level.name)));
                    }
                    _ => last = Some(value),
                }
            }
            table.names.push(level.name.clone());
            table.values.push(level.value.as_ref().map(Number::from));
            if level.comment == Some(Required::Required) {
                table.comment.add(place);
            }
            if level.cause == Some(Required::Required) {
                table.cause.add(place);
            }
        }
        if last.is_none() {
            return Err(at.refuse(format!("`{}` has no scored level", scale.name)));
        }
        index.scales.push(table);
    }
    index.scales.push(Scale::yes_no());
    one_denominator(index);
    for scale in &mut index.scales {
        scale.written = written::levels(scale);
    }
    Ok(())
}

/// Writes the values of all levels over one denominator, so that they add up quickly.
fn one_denominator(index: &mut Index) {
    let values = (index.scales.iter()).flat_map(|scale| scale.values.iter().flatten());
    if let Some(common) = number::common_denominator(values) {
        let values = (index.scales.iter_mut()).flat_map(|scale| scale.values.iter_mut().flatten());
        values.for_each(|value| *value = value.over(common));
    }
}

fn ladders(model: &Rubric, index: &mut Index, at: &Pointer<'_>) -> Result<(), RubricError> {
    for (place, ladder) in model.ladders.iter().enumerate() {
        let here = at.item(place);
        let at = here.member("grades");
        check::unique(ladder.grades.iter().map(|grade| &grade.name), &at)?;
        if ladder.grades.len() > MOST_PLACES {
            return Err(at.refuse(format!("there are more than {MOST_PLACES} grades")));
        }
        rungs(&ladder.grades, &at)?;
        let grades = ladder
            .grades
            .iter()
            .map(|grade| grade.name.clone())
            .collect();
        index.ladders.push(Ladder {
            name: ladder.name.clone(),
            grades,
        });
    }
    Ok(())
}

/// By score, strictly descending, or by rule, never both; the last one, and it alone, is what
/// remains.
fn rungs(grades: &[Grade], at: &Pointer<'_>) -> Result<(), RubricError> {
    let mut above: Option<&Grade> = None;
    for (place, grade) in grades.iter().enumerate() {
        let here = at.item(place);
        let last = place.saturating_add(1) == grades.len();
        let said = [grade.from.is_some(), grade.when.is_some(), grade.otherwise];
        if said.iter().filter(|said| **said).count() != 1 {
            let message = format!("`{}` must say one of from, when, otherwise", grade.name);
            return Err(here.refuse(message));
        }
        if grade.otherwise != last {
            return Err(here.refuse("the last grade, and no other, is otherwise"));
        }
        if let Some(from) = &grade.from {
            if !number::is_share(from) {
                return Err(here
                    .member("from")
                    .refuse(format!("{from} is not from 0 to 1")));
            }
            if above
                .and_then(|above| above.from.as_ref())
                .is_some_and(|above| from >= above)
            {
                return Err(here
                    .member("from")
                    .refuse("grades are not strictly best first"));
            }
        }
        if let (Some(above), false) = (above, grade.otherwise)
            && above.from.is_some() != grade.from.is_some()
        {
            return Err(here.refuse("a ladder goes by score or by rule, not by both"));
        }
        above = Some(grade);
    }
    match grades {
        [] => Err(at.refuse("a ladder needs a grade")),
        _ => Ok(()),
    }
}
