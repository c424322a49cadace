//! The parts of a compiled rubric, by name.

use rubric_model::condition::Condition;
use rubric_model::rubric::{
    Criterion, Grade, Indicator, Ladder, Level, Limit, Measure, Rubric as Model, Scale, Section,
};

use super::merge::same;

/// Every criterion in reading order, with its section.
pub(super) fn criteria(model: &Model) -> Vec<(&Criterion, &Section)> {
    let sections = sections(model).into_iter();
    sections
        .flat_map(|(section, _)| section.criteria.iter().map(move |one| (one, section)))
        .collect()
}

/// Every section in reading order, with the name of the one it stands in.
pub(super) fn sections(model: &Model) -> Vec<(&Section, Option<&str>)> {
    fn below<'m>(
        sections: &'m [Section],
        within: Option<&'m str>,
        found: &mut Vec<(&'m Section, Option<&'m str>)>,
    ) {
        for section in sections {
            found.push((section, within));
            below(&section.sections, Some(&section.name), found);
        }
    }
    let mut found = Vec::new();
    below(&model.sections, None, &mut found);
    found
}

/// Does something to every section.
pub(super) fn each_section(sections: &mut [Section], act: &mut dyn FnMut(&mut Section)) {
    for section in sections {
        act(section);
        each_section(&mut section.sections, act);
    }
}

/// Does something to the section with a name.
pub(super) fn section(model: &mut Model, name: &str, act: impl Fn(&mut Section)) {
    each_section(&mut model.sections, &mut |section| {
        if same(&section.name, name) {
            act(section);
        }
    });
}

/// Does something to the criterion with a name.
pub(super) fn criterion(model: &mut Model, name: &str, act: impl Fn(&mut Criterion)) {
    each_section(&mut model.sections, &mut |section| {
        let mut criteria = section.criteria.iter_mut();
        if let Some(one) = criteria.find(|one| same(&one.name, name)) {
            act(one);
        }
    });
}

/// Does something to the scale with a name.
pub(super) fn scale(model: &mut Model, name: &str, act: impl Fn(&mut Scale)) {
    let mut scales = model.scales.iter_mut();
    if let Some(scale) = scales.find(|scale| same(&scale.name, name)) {
        act(scale);
    }
}

/// Does something to a level of a scale.
pub(super) fn level(model: &mut Model, [scale, level]: [&str; 2], act: impl Fn(&mut Level)) {
    self::scale(model, scale, |scale| {
        let mut levels = scale.levels.iter_mut();
        if let Some(level) = levels.find(|one| same(&one.name, level)) {
            act(level);
        }
    });
}

/// Does something to the ladder with a name.
pub(super) fn ladder(model: &mut Model, name: &str, act: impl Fn(&mut Ladder)) {
    let mut ladders = model.ladders.iter_mut();
    if let Some(ladder) = ladders.find(|ladder| same(&ladder.name, name)) {
        act(ladder);
    }
}

/// Does something to a grade of a ladder.
pub(super) fn grade(model: &mut Model, [ladder, grade]: [&str; 2], act: impl Fn(&mut Grade)) {
    self::ladder(model, ladder, |ladder| {
        let mut grades = ladder.grades.iter_mut();
        if let Some(grade) = grades.find(|one| same(&one.name, grade)) {
            act(grade);
        }
    });
}

/// Does something to the limit with a name.
pub(super) fn limit(model: &mut Model, name: &str, act: impl Fn(&mut Limit)) {
    let mut limits = model.limits.iter_mut();
    if let Some(limit) = limits.find(|limit| same(&limit.name, name)) {
        act(limit);
    }
}

/// Does something to every condition.
pub(super) fn each_condition(model: &mut Model, act: &mut dyn FnMut(&mut Condition)) {
    let rungs = model.ladders.iter_mut().flat_map(|one| &mut one.grades);
    rungs
        .filter_map(|grade| grade.when.as_mut())
        .for_each(&mut *act);
    model
        .limits
        .iter_mut()
        .for_each(|limit| act(&mut limit.when));
    for guarantee in &mut model.guarantees {
        act(&mut guarantee.whenever);
        act(&mut guarantee.then);
    }
    for Indicator { measure, .. } in &mut model.indicators {
        match measure {
            Measure::Share { r#where, among } => {
                act(r#where);
                among.iter_mut().for_each(&mut *act);
            }
            Measure::Count { r#where } => act(r#where),
            Measure::MeanOfSection(_) | Measure::MeanOfOverall => {}
        }
    }
}
