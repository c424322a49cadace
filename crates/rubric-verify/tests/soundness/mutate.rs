//! A rubric, changed in one place.

use rubric_model::Rational;
use rubric_model::rubric::*;

use crate::build::{self, fraction};
use crate::conditions;
use crate::draw::Draw;
use crate::generate;

/// A change that can be made; nothing where there is not what it changes.
type Change = fn(&mut Draw, &mut Rubric) -> Option<()>;

const CHANGES: [(&str, Change); 14] = [
    ("nothing", |_, _| Some(())),
    ("texts", texts),
    ("a threshold", threshold),
    ("a criterion's weight", |draw, model| {
        let changed = weight(draw);
        criterion(draw, model)
            .weight
            .as_mut()
            .map(|one| *one = changed)
    }),
    ("a section's weight", |draw, model| {
        section(draw, model).weight = weight(draw);
        Some(())
    }),
    ("a limit away", |draw, model| {
        let place = some(draw, model.limits.len())?;
        model.limits.remove(place);
        Some(())
    }),
    ("a limit more", |draw, model| {
        generate::limit(draw, model, "more");
        Some(())
    }),
    ("a limit's grade", |draw, model| {
        let place = some(draw, model.limits.len())?;
        model.limits[place].at_most = draw.pick(&["g2".to_owned(), "g3".to_owned()]);
        Some(())
    }),
    ("a level away", |draw, model| {
        match &mut criterion(draw, model).answer {
            AnswerForm::Scale { without, .. } if without.is_empty() => {
                without.push(draw.pick(&["a".to_owned(), "c".to_owned()]));
                Some(())
            }
            _ => None,
        }
    }),
    ("a level's value", |draw, model| {
        let middle = &mut model.scales[0].levels[1];
        middle.value = Some(draw.pick(&[fraction(1, 4), fraction(3, 5), fraction(1, 2)]));
        Some(())
    }),
    ("another first item", |draw, model| {
        match &mut criterion(draw, model).answer {
            AnswerForm::Checklist { items, .. } => {
                items.first_mut()?.name = "another".to_owned();
                Some(())
            }
            _ => None,
        }
    }),
    ("a criterion unscored", |draw, model| {
        criterion(draw, model).weight.take().map(|_| ())
    }),
    ("a criterion away", |draw, model| {
        let section = section(draw, model);
        let place = some(draw, section.criteria.len())?;
        section.criteria.remove(place);
        Some(())
    }),
    ("what a criterion applies to", |draw, model| {
        let facts = model.facts.clone();
        some(draw, facts.len())?;
        criterion(draw, model).applies = Some(conditions::of_facts(draw, &facts));
        Some(())
    }),
];

/// What was changed, and what it was made.
pub fn mutated(draw: &mut Draw, model: &Rubric) -> (&'static str, rubric_engine::Rubric) {
    loop {
        let (told, change) = draw.pick(&CHANGES);
        let mut changed = model.clone();
        if change(draw, &mut changed).is_some()
            && let Some(checked) = generate::checked(&changed)
        {
            return (told, checked);
        }
    }
}

fn some(draw: &mut Draw, count: usize) -> Option<usize> {
    (count > 0).then(|| draw.below(count))
}

fn section<'m>(draw: &mut Draw, model: &'m mut Rubric) -> &'m mut Section {
    let name = draw.pick(&build::section_names(model));
    build::section_mut(model, &name)
}

fn criterion<'m>(draw: &mut Draw, model: &'m mut Rubric) -> &'m mut Criterion {
    let sections = build::sections(model).into_iter();
    let filled: Vec<String> = sections
        .filter(|one| !one.criteria.is_empty())
        .map(|one| one.name.clone())
        .collect();
    let section = build::section_mut(model, &draw.pick(&filled));
    let place = draw.below(section.criteria.len());
    &mut section.criteria[place]
}

fn weight(draw: &mut Draw) -> Rational {
    draw.pick(&[fraction(1, 1), fraction(5, 2), fraction(3, 7)])
}

fn texts(_: &mut Draw, model: &mut Rubric) -> Option<()> {
    model.title.push_str(", again");
    for name in build::section_names(model) {
        let section = build::section_mut(model, &name);
        section.guidance = Some("as before".into());
        for one in &mut section.criteria {
            one.question.push_str(" indeed");
        }
    }
    Some(())
}

fn threshold(draw: &mut Draw, model: &mut Rubric) -> Option<()> {
    let place = draw.below(model.ladders.len());
    let from = model.ladders[place].grades[0].from.as_mut()?;
    *from = draw.pick(&[
        fraction(9, 10),
        fraction(7, 10),
        fraction(4, 5),
        fraction(1, 1),
    ]);
    Some(())
}
