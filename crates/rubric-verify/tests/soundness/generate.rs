//! Small rubrics of every kind, by seed.

use rubric_engine::Rubric;
use rubric_model::canonical;
use rubric_model::rubric::*;
use rubric_model::{Rational, rubric as model};

use crate::build::{self, fraction, grade, ladder};
use crate::conditions::{Maker, Sees, of_facts};
use crate::declared;
use crate::draw::Draw;
use crate::judge::Judge;

pub struct Generated {
    pub rubric: Rubric,
    /// How many ladders by rule, limits and guarantees were drawn.
    pub drawn: usize,
    /// How many of them the engine refused; they were left out.
    pub refused: usize,
}

/// A rubric with few enough audits to go through them all.
pub fn rubric(seed: u64) -> Generated {
    let mut draw = Draw::new(seed);
    let mut model = build::empty();
    model.facts = declared::facts(&mut draw);
    model.owners = build::owners(&["o1", "o2", "o3"]);
    model.scales = declared::scales(&mut draw);
    model.ladders = vec![declared::by_score(&mut draw, "l")];
    let mut count = 0;
    let top = 1 + draw.below(4);
    model.sections = (0..top)
        .map(|_| section(&mut draw, &model.facts, 1, &mut count))
        .collect();
    let most = match draw.below(20) {
        0 => 20_000,
        number => [400, 1_000, 2_000][number % 3],
    };
    count_something(&mut model);
    while Judge::new(&model).audits() > most && drop_criterion(&mut model) {
        count_something(&mut model);
    }
    if draw.one_in(4) {
        model.ladders.push(declared::by_score(&mut draw, "m"));
        let names = build::section_names(&model);
        build::section_mut(&mut model, &draw.pick(&names)).ladder = "m".into();
    }

    let mut rules = Rules {
        model,
        drawn: 0,
        refused: 0,
    };
    if draw.one_in(3) {
        rules.ladder_by_rule(&mut draw);
    }
    for number in 0..draw.below(5) {
        rules.add(|model| limit(&mut draw, model, &format!("m{number}")));
    }
    for number in 0..draw.below(3) {
        rules.add(|model| {
            let maker = Maker::new(model, Sees::Settled);
            model.guarantees.push(Guarantee {
                name: format!("p{number}"),
                title: format!("promise {number}"),
                whenever: maker.condition(&mut draw, 1),
                then: maker.condition(&mut draw, 1),
            });
        });
    }
    Generated {
        rubric: checked(&rules.model).expect("each rule was checked"),
        drawn: rules.drawn,
        refused: rules.refused,
    }
}

pub fn checked(model: &model::Rubric) -> Option<Rubric> {
    let mut model = model.clone();
    model.digest = canonical::digest(&model).unwrap();
    Rubric::from_model(model).ok()
}

struct Rules {
    model: model::Rubric,
    drawn: usize,
    refused: usize,
}

impl Rules {
    fn add(&mut self, change: impl FnOnce(&mut model::Rubric)) {
        let mut with = self.model.clone();
        change(&mut with);
        self.drawn += 1;
        if checked(&with).is_some() {
            self.model = with;
        } else {
            self.refused += 1;
        }
    }

    /// For the whole, for a section, or for both.
    fn ladder_by_rule(&mut self, draw: &mut Draw) {
        let names = build::section_names(&self.model);
        let whole = draw.one_in(2);
        let part = (!whole || draw.one_in(3)).then(|| draw.pick(&names));
        self.add(|model| {
            let sees = match &part {
                Some(name) if !whole => Sees::Section(name.clone()),
                Some(_) => Sees::EverySection,
                None => Sees::Overall,
            };
            let maker = Maker::new(model, sees);
            let mut grades = vec![
                grade("g1", None, Some(maker.condition(draw, 1))),
                grade("g2", None, Some(maker.condition(draw, 1))),
            ];
            if draw.one_in(2) {
                grades.push(grade("g3", None, Some(maker.condition(draw, 1))));
            }
            let last = format!("g{}", grades.len() + 1);
            grades.push(grade(&last, None, None));
            model.ladders.push(ladder("r", grades));
            if whole {
                model.overall.ladder = "r".into();
            }
            if let Some(name) = &part {
                build::section_mut(model, name).ladder = "r".into();
            }
        });
        let used = |name: &str| {
            let sections = build::sections(&self.model);
            self.model.overall.ladder == name || sections.iter().any(|one| one.ladder == name)
        };
        let kept = (self.model.ladders.iter())
            .filter(|one| used(&one.name))
            .cloned()
            .collect();
        self.model.ladders = kept;
    }
}

pub fn limit(draw: &mut Draw, model: &mut model::Rubric, name: &str) {
    let names = build::section_names(model);
    let (on, sees) = match draw.below(4) {
        0 | 1 => (LimitScope::Overall, Sees::Overall),
        2 => (LimitScope::EverySection, Sees::EverySection),
        _ => {
            let section = draw.pick(&names);
            (LimitScope::Section(section.clone()), Sees::Section(section))
        }
    };
    let when = Maker::new(model, sees).condition(draw, 2);
    model.limits.push(Limit {
        name: name.into(),
        because: "it must be so".into(),
        on,
        at_most: draw.pick(&["g2".to_owned(), "g3".to_owned()]),
        when,
    });
}

fn weight(draw: &mut Draw) -> Rational {
    draw.pick(&[
        fraction(1, 1),
        fraction(1, 1),
        fraction(2, 1),
        fraction(3, 2),
        fraction(1, 3),
        fraction(7, 11),
        fraction(13, 100),
    ])
}

fn owner(draw: &mut Draw) -> Option<String> {
    draw.pick(&[None, Some("o1".to_owned()), Some("o2".to_owned())])
}

fn section(draw: &mut Draw, facts: &[Fact], depth: usize, count: &mut usize) -> Section {
    *count += 1;
    let name = format!("S{count}");
    let owner = owner(draw);
    let criteria = (0..1 + draw.below(3))
        .map(|_| criterion(draw, facts, owner.as_ref(), count))
        .collect();
    let inner = usize::from(depth < 3 && draw.one_in(4)) + usize::from(depth < 2 && draw.one_in(8));
    Section {
        title: name.clone(),
        name,
        owner,
        weight: weight(draw),
        ladder: "l".into(),
        applies: (!facts.is_empty() && draw.one_in(5)).then(|| of_facts(draw, facts)),
        guidance: None,
        tags: if draw.one_in(3) {
            vec!["key".into()]
        } else {
            vec![]
        },
        criteria,
        sections: (0..inner)
            .map(|_| section(draw, facts, depth + 1, count))
            .collect(),
    }
}

fn criterion(
    draw: &mut Draw,
    facts: &[Fact],
    around: Option<&String>,
    count: &mut usize,
) -> Criterion {
    *count += 1;
    let answer = declared::form(draw);
    let mut one = build::criterion(&format!("c{count}"), answer);
    one.owner = around.cloned().or_else(|| owner(draw));
    one.weight = (!draw.one_in(6)).then(|| weight(draw));
    if draw.one_in(3) {
        one.marks = vec![Mark::Essential];
    }
    // Criteria with this tag have the levels a and c.
    if build::scale_of(&one.answer).is_some() && draw.one_in(2) {
        one.tags = vec!["levelled".into()];
    }
    if build::scale_of(&one.answer) == Some("s") && draw.one_in(3) {
        one.comment_required_below = Some(draw.pick(&["a".to_owned(), "b".to_owned()]));
    }
    if !facts.is_empty() && draw.one_in(4) {
        one.applies = Some(of_facts(draw, facts));
    }
    one
}

/// Takes a criterion from the section that has most of its own, or else a section; whether there
/// was one to take.
fn drop_criterion(model: &mut model::Rubric) -> bool {
    let most = build::sections(model)
        .iter()
        .max_by_key(|section| section.criteria.len())
        .map(|section| (section.name.clone(), section.criteria.len()));
    if let Some((name, 2..)) = most {
        let section = build::section_mut(model, &name);
        section.criteria.pop().is_some()
    } else if model.sections.len() > 1 {
        model.sections.pop().is_some()
    } else {
        model.sections[0].sections.pop().is_some()
    }
}

/// Where no criterion counts, the first one does.
fn count_something(model: &mut model::Rubric) {
    let names = build::section_names(model);
    let counts = |one: &&Section| one.criteria.iter().any(|one| one.weight.is_some());
    if !build::sections(model).iter().any(counts) {
        build::section_mut(model, &names[0]).criteria[0].weight = Some(1.into());
    }
}
