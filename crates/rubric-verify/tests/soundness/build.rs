//! Parts of a rubric, and the parts it has.

use std::collections::BTreeMap;

use rubric_model::Rational;
use rubric_model::condition::Condition;
use rubric_model::rubric::*;

pub fn fraction(above: i64, below: i64) -> Rational {
    Rational::new(above, below).unwrap()
}

/// A rubric with one cause and nothing else.
pub fn empty() -> Rubric {
    Rubric {
        format: FORMAT.into(),
        name: "random".into(),
        title: "Random".into(),
        version: "1.0.0".into(),
        publisher: None,
        audits: None,
        jurisdiction: None,
        language: "en".into(),
        effective: None,
        introduction: None,
        digest: String::new(),
        sources: vec![],
        owners: vec![],
        facts: vec![],
        causes: vec![Cause {
            name: "late".into(),
            title: "It came late".into(),
        }],
        scales: vec![],
        ladders: vec![],
        overall: Overall { ladder: "l".into() },
        excluded_share_notice: fraction(1, 4),
        sections: vec![],
        limits: vec![],
        indicators: vec![],
        guarantees: vec![],
        provenance: Provenance::default(),
    }
}

pub fn owners(names: &[&str]) -> Vec<Owner> {
    let owner = |name: &&str| Owner {
        name: (*name).into(),
        title: (*name).into(),
    };
    names.iter().map(owner).collect()
}

pub fn choices(names: &[&str]) -> Vec<Choice> {
    let choice = |name: &&str| Choice {
        name: (*name).into(),
        title: (*name).into(),
    };
    names.iter().map(choice).collect()
}

pub fn scale(name: &str, levels: &[(&str, Option<Rational>)]) -> Scale {
    let level = |(name, value): &(&str, Option<Rational>)| Level {
        name: (*name).into(),
        title: (*name).into(),
        excluded: value.is_none(),
        value: value.clone(),
        means: None,
        comment: None,
        cause: None,
    };
    Scale {
        name: name.into(),
        title: name.into(),
        levels: levels.iter().map(level).collect(),
    }
}

pub fn grade(name: &str, from: Option<Rational>, when: Option<Condition>) -> Grade {
    Grade {
        name: name.into(),
        title: name.into(),
        otherwise: from.is_none() && when.is_none(),
        from,
        when,
        means: None,
    }
}

pub fn ladder(name: &str, grades: Vec<Grade>) -> Ladder {
    Ladder {
        name: name.into(),
        title: name.into(),
        grades,
    }
}

/// On to scale `s`.
pub fn mapping(rules: &[(&str, MappingTest)]) -> Mapping {
    let rule = |(level, when): &(&str, MappingTest)| MappingRule {
        level: (*level).into(),
        when: when.clone(),
    };
    Mapping {
        scale: "s".into(),
        rules: rules.iter().map(rule).collect(),
    }
}

pub fn criterion(name: &str, answer: AnswerForm) -> Criterion {
    Criterion {
        name: name.into(),
        question: format!("is {name} so?"),
        owner: None,
        weight: Some(1.into()),
        marks: vec![],
        tags: vec![],
        applies: None,
        answer,
        cites: vec![],
        guidance: None,
        means: BTreeMap::new(),
        examples: vec![],
        prompt: None,
        leave_out: None,
        comment_required_below: None,
        was: vec![],
    }
}

pub fn section(name: &str, criteria: Vec<Criterion>) -> Section {
    Section {
        name: name.into(),
        title: name.into(),
        owner: None,
        weight: 1.into(),
        ladder: "l".into(),
        applies: None,
        guidance: None,
        tags: vec![],
        criteria,
        sections: vec![],
    }
}

/// The scale whose levels a criterion has.
pub fn scale_of(answer: &AnswerForm) -> Option<&str> {
    match answer {
        AnswerForm::Scale { scale, .. } => Some(scale),
        AnswerForm::YesNo => None,
        AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
            levels.as_ref().map(|levels| levels.scale.as_str())
        }
        AnswerForm::Number { levels, .. } => Some(&levels.scale),
    }
}

/// In reading order.
pub fn sections(model: &Rubric) -> Vec<&Section> {
    fn walk<'m>(sections: &'m [Section], found: &mut Vec<&'m Section>) {
        for section in sections {
            found.push(section);
            walk(&section.sections, found);
        }
    }
    let mut found = Vec::new();
    walk(&model.sections, &mut found);
    found
}

/// In reading order.
pub fn criteria(model: &Rubric) -> Vec<&Criterion> {
    let sections = sections(model);
    sections.into_iter().flat_map(|one| &one.criteria).collect()
}

pub fn section_names(model: &Rubric) -> Vec<String> {
    sections(model).iter().map(|one| one.name.clone()).collect()
}

/// As they are judged.
pub fn inside_out(sections: &[Section]) -> Vec<String> {
    let own = |one: &Section| {
        let mut names = inside_out(&one.sections);
        names.push(one.name.clone());
        names
    };
    sections.iter().flat_map(own).collect()
}

pub fn section_mut<'m>(model: &'m mut Rubric, name: &str) -> &'m mut Section {
    fn find<'m>(sections: &'m mut [Section], name: &str) -> Option<&'m mut Section> {
        sections.iter_mut().find_map(|section| {
            if section.name == name {
                Some(section)
            } else {
                find(&mut section.sections, name)
            }
        })
    }
    find(&mut model.sections, name).unwrap()
}
