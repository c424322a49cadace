//! Sections and criteria, and how criteria are answered.

use rubric_model::rubric::{
    AnswerForm, Criterion as ModelCriterion, Mapping, MappingTest, NoneCounted, Rubric,
    Section as ModelSection,
};

use super::{Asked, Criterion, Index, Named, Rules, Section, WrittenPart, bounded, check, find};
use crate::answer::{Form, Rule, RuleTest, Scale};
use crate::condition::Places;
use crate::error::RubricError;
use crate::number::{self, Domain, Number};
use crate::pointer::Pointer;

pub(super) fn read(model: &Rubric, index: &mut Index) -> Result<(), RubricError> {
    let root = Pointer::Root;
    for (place, fact) in model.facts.iter().enumerate() {
        index.names.insert(fact.name.clone(), Named::Fact(place));
    }
    let ladders = index.ladders.iter().map(|ladder| &ladder.name);
    let overall = root.member("overall");
    index.overall.ladder = find(
        ladders,
        &model.overall.ladder,
        "ladder",
        overall.member("ladder"),
    )?;
    index.top = sections(&model.sections, None, index, &root.member("sections"))?;
    whole_weights(index);
    Ok(())
}

/// Multiplies the weights of what stands together, so that they are whole numbers: a mean stays as it
/// is, and adds up quickly.
fn whole_weights(index: &mut Index) {
    let inside: Vec<_> = (index.sections.iter())
        .map(|section| (section.criteria.clone(), section.sections.clone()))
        .collect();
    for (criteria, sections) in inside.into_iter().chain([(0..0, index.top.clone())]) {
        let own = (criteria.clone()).filter_map(|place| index.criteria.get(place)?.weight.as_ref());
        let inner = sections
            .iter()
            .filter_map(|place| index.sections.get(*place));
        let weights = own.chain(inner.map(|section| &section.weight));
        let Some(common) = number::common_denominator(weights) else {
            continue;
        };
        for place in criteria {
            let criterion = index.criteria.get_mut(place);
            if let Some(weight) = criterion.and_then(|one| one.weight.as_mut()) {
                *weight = weight.multiplied(common);
            }
        }
        for place in sections {
            if let Some(section) = index.sections.get_mut(place) {
                section.weight = section.weight.multiplied(common);
            }
        }
    }
}

fn sections(
    list: &[ModelSection],
    parent: Option<usize>,
    index: &mut Index,
    at: &Pointer<'_>,
) -> Result<Vec<usize>, RubricError> {
    let mut places = Vec::new();
    for (place, section) in list.iter().enumerate() {
        let here = at.item(place);
        if Number::from(&section.weight) <= Number::ZERO {
            return Err(here.member("weight").refuse("a weight must be above 0"));
        }
        let ladders = index.ladders.iter().map(|ladder| &ladder.name);
        let ladder = find(ladders, &section.ladder, "ladder", here.member("ladder"))?;
        let own = index.sections.len();
        let first = index.criteria.len();
        index
            .names
            .insert(section.name.clone(), Named::Section(own));
        index.sections.push(Section {
            name: section.name.clone(),
            owner: section.owner.clone(),
            parent,
            weight: (&section.weight).into(),
            tags: section.tags.clone(),
            applies: None,
            criteria: first..first,
            sections: Vec::new(),
            within: first..first,
            rank: 0,
            written: WrittenPart::section(&section.name),
            rules: Rules {
                ladder,
                ..Rules::default()
            },
        });
        let criteria = here.member("criteria");
        for (place, one) in section.criteria.iter().enumerate() {
            let made = criterion(one, own, index, &criteria.item(place))?;
            index
                .names
                .insert(one.name.clone(), Named::Criterion(index.criteria.len()));
            index.criteria.push(made);
        }
        let last = index.criteria.len();
        let inner = sections(
            &section.sections,
            Some(own),
            index,
            &here.member("sections"),
        )?;
        let within = first..index.criteria.len();
        let rank = index.order.len();
        if let Some(entry) = index.sections.get_mut(own) {
            entry.criteria = first..last;
            entry.sections = inner;
            entry.within = within;
            entry.rank = rank;
        }
        index.order.push(own);
        places.push(own);
    }
    Ok(places)
}

fn criterion(
    one: &ModelCriterion,
    section: usize,
    index: &Index,
    at: &Pointer<'_>,
) -> Result<Criterion, RubricError> {
    if one
        .weight
        .as_ref()
        .is_some_and(|weight| Number::from(weight) <= Number::ZERO)
    {
        return Err(at.member("weight").refuse("a weight must be above 0"));
    }
    let (form, scale) = form(&one.answer, index, &at.member("answer"))?;
    let table = scale.and_then(|place| index.scales.get(place));
    let known = |level: &str, at: Pointer<'_>| match table {
        Some(scale) => find(&scale.names, level, "level", at),
        None => Err(at.refuse(format!("`{}` is not answered by levels", one.name))),
    };
    let means = at.member("means");
    for level in one.means.keys() {
        known(level, means.member(level))?;
    }
    let mut comment = table.map(|scale| scale.comment).unwrap_or_default();
    if let Some(level) = &one.comment_required_below {
        let here = at.member("comment_required_below");
        let place = known(level, here)?;
        let values = table.map_or(&[][..], |scale| &scale.values);
        if values.get(place).is_none_or(Option::is_none) {
            return Err(here.refuse(format!("`{level}` is an excluded level")));
        }
        for (below, value) in values.iter().enumerate().skip(place.saturating_add(1)) {
            if value.is_some() {
                comment.add(below);
            }
        }
    }
    Ok(Criterion {
        name: one.name.clone(),
        owner: one.owner.clone(),
        section,
        weight: one.weight.as_ref().map(Number::from),
        marks: one.marks.clone(),
        tags: one.tags.clone(),
        applies: None,
        open: form.open(table),
        asked: Asked::default(),
        scale,
        form,
        comment,
        written: WrittenPart::criterion(&one.name, one.owner.as_ref()),
    })
}

fn form(
    answer: &AnswerForm,
    index: &Index,
    at: &Pointer<'_>,
) -> Result<(Form, Option<usize>), RubricError> {
    Ok(match answer {
        AnswerForm::Scale { scale, without } => {
            let (place, table) = known_scale(scale, index, at)?;
            let mut allowed = Places::default();
            (0..table.names.len()).for_each(|level| allowed.add(level));
            let here = at.member("without");
            let mut left = Places::default();
            for (item, level) in without.iter().enumerate() {
                left.add(find(&table.names, level, "level", here.item(item))?);
            }
            let mut kept = Places::default();
            let kept_levels = allowed.iter().filter(|level| !left.has(*level));
            kept_levels.for_each(|level| kept.add(level));
            if !kept.iter().any(|level| table.value(level).is_some()) {
                return Err(here.refuse("no scored level is left"));
            }
            (Form::Scale(kept), Some(place))
        }
        AnswerForm::YesNo => (Form::YesNo, index.scales.len().checked_sub(1)),
        AnswerForm::Checklist { items, levels } => {
            let here = at.member("items");
            if items.is_empty() {
                return Err(here.refuse("a checklist needs an item"));
            }
            bounded(items.len(), "items", &here)?;
            check::unique(items.iter().map(|item| &item.name), &here)?;
            let (rules, scale) = mapping(levels.as_ref(), Measured::Items, index, at)?;
            let names = items.iter().map(|item| item.name.clone()).collect();
            (Form::Checklist(names, rules), scale)
        }
        AnswerForm::Proportion {
            of: _,
            none,
            levels,
        } => {
            let none = match none {
                NoneCounted::Excluded => None,
                NoneCounted::Counts(share) if number::is_share(share) => Some(share.into()),
                NoneCounted::Counts(share) => {
                    return Err(at
                        .member("none")
                        .refuse(format!("{share} is not from 0 to 1")));
                }
            };
            let (rules, scale) = mapping(levels.as_ref(), Measured::Share, index, at)?;
            (Form::Proportion(none, rules), scale)
        }
        AnswerForm::Number {
            unit: _,
            from,
            to,
            decimal,
            levels,
        } => {
            if from > to {
                return Err(at.refuse(format!("the number runs from {from} to {to}")));
            }
            if !decimal && [from, to].iter().any(|end| !end.0.is_integer()) {
                return Err(at.refuse("the number is whole, its ends are not"));
            }
            let domain = Domain {
                from: from.into(),
                to: to.into(),
                decimal: *decimal,
            };
            let (rules, scale) = mapping(Some(levels), Measured::Number, index, at)?;
            (Form::Number(domain, rules.unwrap_or_default()), scale)
        }
    })
}

/// What a mapping makes levels of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measured {
    Items,
    Share,
    Number,
}

fn known_scale<'a>(
    name: &str,
    index: &'a Index,
    at: &Pointer<'_>,
) -> Result<(usize, &'a Scale), RubricError> {
    let at = at.member("scale");
    // The last scale is that of yes-no criteria, and has no name.
    let place = find(
        index.scales.iter().map(|scale| &scale.name),
        name,
        "scale",
        at,
    )?;
    match index.scales.get(place) {
        Some(scale) if !name.is_empty() => Ok((place, scale)),
        _ => Err(at.refuse("a scale must be named")),
    }
}

fn mapping(
    mapping: Option<&Mapping>,
    measured: Measured,
    index: &Index,
    at: &Pointer<'_>,
) -> Result<(Option<Vec<Rule>>, Option<usize>), RubricError> {
    let Some(mapping) = mapping else {
        return Ok((None, None));
    };
    let at = at.member("levels");
    let (place, scale) = known_scale(&mapping.scale, index, &at)?;
    let at = at.member("rules");
    bounded(mapping.rules.len(), "rules", &at)?;
    let mut rules = Vec::new();
    let (mut rising, mut falling) = (false, false);
    for (item, rule) in mapping.rules.iter().enumerate() {
        let here = at.item(item);
        let level = find(&scale.names, &rule.level, "level", here.member("level"))?;
        if scale.value(level).is_none() {
            let message = format!("`{}` is an excluded level", rule.level);
            return Err(here.member("level").refuse(message));
        }
        let last = item.saturating_add(1) == mapping.rules.len();
        if last != (rule.when == MappingTest::Otherwise) {
            return Err(here.refuse("the last rule, and no other, is otherwise"));
        }
        let test = match (&rule.when, measured) {
            (MappingTest::Otherwise, _) => RuleTest::Otherwise,
            (MappingTest::AtLeast(items), Measured::Items) => RuleTest::From(Number::whole(*items)),
            (MappingTest::Exactly(items), Measured::Items) => {
                RuleTest::Exactly(Number::whole(*items))
            }
            (MappingTest::From(from), Measured::Share) if !number::is_share(from) => {
                return Err(here
                    .member("when")
                    .refuse(format!("{from} is not from 0 to 1")));
            }
            (MappingTest::From(from), Measured::Share | Measured::Number) => {
                falling = true;
                RuleTest::From(from.into())
            }
            (MappingTest::UpTo(to), Measured::Number) => {
                rising = true;
                RuleTest::UpTo(to.into())
            }
            _ => {
                return Err(here
                    .member("when")
                    .refuse("not a rule for this form of answer"));
            }
        };
        if rising && falling {
            return Err(here.member("when").refuse("rules go up or down, not both"));
        }
        rules.push(Rule { level, test });
    }
    if rules.is_empty() {
        return Err(at.refuse("a mapping needs a rule"));
    }
    Ok((Some(rules), Some(place)))
}
