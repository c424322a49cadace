//! A rubric laid out by place: its sections and criteria in reading order.

use std::collections::{BTreeSet, HashMap};

use rubric_engine::Rubric;
use rubric_model::Rational;
use rubric_model::condition::Condition;
use rubric_model::rubric::{AnswerForm, Criterion, Ladder, Level, Scale, Section};

use crate::halt::Halt;
use crate::needs::needs;
use crate::told_apart::ToldApart;

/// A rubric, with what its rules can tell apart.
pub(crate) struct Standard<'a> {
    pub rubric: &'a Rubric,
    pub sections: Vec<PlacedSection<'a>>,
    pub criteria: Vec<PlacedCriterion<'a>>,
    /// The sections that are in no other.
    pub top: Vec<usize>,
    pub told_apart: ToldApart<'a>,
    /// By section, the criteria that its score and grade depend on.
    pub needs: Vec<BTreeSet<usize>>,
    names: HashMap<&'a str, Named>,
}

/// What a name stands for. Criteria, sections and facts share one space of names.
#[derive(Clone, Copy)]
enum Named {
    Criterion(usize),
    Section(usize),
    Fact(usize),
}

pub(crate) struct PlacedSection<'a> {
    pub model: &'a Section,
    pub parent: Option<usize>,
    pub criteria: Vec<usize>,
    pub sections: Vec<usize>,
    pub ladder: &'a Ladder,
}

pub(crate) struct PlacedCriterion<'a> {
    pub model: &'a Criterion,
    pub section: usize,
    pub scale: Option<&'a Scale>,
}

impl<'a> Standard<'a> {
    pub(crate) fn new(rubric: &'a Rubric) -> Result<Self, Halt> {
        let model = rubric.model();
        let mut standard = Self {
            rubric,
            sections: Vec::new(),
            criteria: Vec::new(),
            top: Vec::new(),
            told_apart: ToldApart::default(),
            needs: Vec::new(),
            names: HashMap::new(),
        };
        standard.top = standard.place(&model.sections, None);
        let facts = model.facts.iter().enumerate();
        let facts = facts.map(|(place, fact)| (fact.name.as_str(), Named::Fact(place)));
        standard.names.extend(facts);
        standard.told_apart = ToldApart::by(&standard)?;
        standard.needs = needs(&standard)?;
        Ok(standard)
    }

    fn place(&mut self, sections: &'a [Section], parent: Option<usize>) -> Vec<usize> {
        let ladders = &self.rubric.model().ladders;
        let mut places = Vec::new();
        for model in sections {
            let Some(ladder) = ladders.iter().find(|ladder| ladder.name == model.ladder) else {
                continue;
            };
            let own = self.sections.len();
            self.names.insert(&model.name, Named::Section(own));
            let criteria = model.criteria.iter().zip(self.criteria.len()..);
            let criteria =
                criteria.map(|(one, place)| (one.name.as_str(), Named::Criterion(place)));
            self.names.extend(criteria);
            let first = self.criteria.len();
            self.sections.push(PlacedSection {
                model,
                parent,
                criteria: (first..first.saturating_add(model.criteria.len())).collect(),
                sections: Vec::new(),
                ladder,
            });
            self.criteria
                .extend(model.criteria.iter().map(|model| PlacedCriterion {
                    model,
                    section: own,
                    scale: scale_of(self.rubric, model),
                }));
            let inner = self.place(&model.sections, Some(own));
            if let Some(section) = self.sections.get_mut(own) {
                section.sections = inner;
            }
            places.push(own);
        }
        places
    }

    pub(crate) fn criterion(&self, name: &str) -> Option<usize> {
        match self.names.get(name) {
            Some(Named::Criterion(place)) => Some(*place),
            _ => None,
        }
    }

    pub(crate) fn section(&self, name: &str) -> Option<usize> {
        match self.names.get(name) {
            Some(Named::Section(place)) => Some(*place),
            _ => None,
        }
    }

    pub(crate) fn fact(&self, name: &str) -> Option<usize> {
        match self.names.get(name) {
            Some(Named::Fact(place)) => Some(*place),
            _ => None,
        }
    }

    /// The ladder of a section, or of the whole.
    pub(crate) fn ladder(&self, section: Option<usize>) -> Option<&'a Ladder> {
        match section {
            Some(place) => self.sections.get(place).map(|section| section.ladder),
            None => {
                let model = self.rubric.model();
                let name = &model.overall.ladder;
                model.ladders.iter().find(|ladder| ladder.name == *name)
            }
        }
    }

    /// What decides whether sections and criteria apply.
    pub(crate) fn applying(&self) -> impl Iterator<Item = &'a Condition> {
        let sections = self.sections.iter().map(|one| &one.model.applies);
        let criteria = self.criteria.iter().map(|one| &one.model.applies);
        sections.chain(criteria).flatten()
    }
}

impl PlacedCriterion<'_> {
    pub(crate) fn weight(&self) -> Option<&Rational> {
        self.model.weight.as_ref()
    }

    /// The place of a level on its scale; of yes and no, 0 and 1.
    pub(crate) fn level(&self, name: &str) -> Option<usize> {
        match (self.scale, &self.model.answer) {
            (_, AnswerForm::YesNo) => ["yes", "no"].iter().position(|known| *known == name),
            (Some(scale), _) => scale.levels.iter().position(|level| level.name == name),
            (None, _) => None,
        }
    }

    /// The level at a place, where it is one of a declared scale.
    pub(crate) fn declared_level(&self, place: usize) -> Option<&Level> {
        self.scale?.levels.get(place)
    }
}

fn scale_of<'a>(rubric: &'a Rubric, criterion: &Criterion) -> Option<&'a Scale> {
    let name = match &criterion.answer {
        AnswerForm::Scale { scale, .. } => scale,
        AnswerForm::YesNo => return None,
        AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
            &levels.as_ref()?.scale
        }
        AnswerForm::Number { levels, .. } => &levels.scale,
    };
    rubric
        .model()
        .scales
        .iter()
        .find(|scale| scale.name == *name)
}
