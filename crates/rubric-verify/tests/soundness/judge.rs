//! A second scorer, for complete audits alone, quick enough to score all of them.

use num_rational::Ratio;
use rubric_model::audit::FactAnswer;
use rubric_model::condition::Condition;
use rubric_model::rubric::Rubric;

use crate::build;
use crate::holds::{Check, Names};
use crate::possible::{self, Possible};

pub type Exact = Ratio<i128>;

/// What an audit comes to. Facts and answers are places among those that are possible.
#[derive(Clone, Debug)]
pub struct Found {
    pub facts: Vec<usize>,
    /// Nothing where a criterion does not apply.
    pub answers: Vec<Option<usize>>,
    /// In reading order; nothing where a section is not scored.
    pub sections: Vec<Option<Judged>>,
    pub overall: Option<Judged>,
}

#[derive(Clone, Debug)]
pub struct Judged {
    pub score: Exact,
    /// After limits.
    pub grade: usize,
    /// The limits that lowered the grade.
    pub biting: Vec<bool>,
    /// The rungs that hold by themselves.
    pub holding: Vec<bool>,
}

pub struct Judge {
    pub facts: Vec<Vec<FactAnswer>>,
    pub criteria: Vec<Asked>,
    pub sections: Vec<Part>,
    inside_out: Vec<usize>,
    top: Vec<usize>,
    overall: Rules,
    /// What each guarantee speaks of, and what it says.
    pub guarantees: Vec<(Check, Check)>,
    pub finite: bool,
}

pub struct Asked {
    pub name: String,
    pub weight: Option<Exact>,
    pub possible: Vec<Possible>,
    section: usize,
    applies: Option<Check>,
}

pub struct Part {
    pub ladder: String,
    weight: Exact,
    parent: Option<usize>,
    criteria: Vec<usize>,
    sections: Vec<usize>,
    applies: Option<Check>,
    rules: Rules,
}

struct Rules {
    rungs: Vec<Check>,
    limits: Vec<Option<(usize, Check)>>,
}

impl Judge {
    pub fn new(model: &Rubric) -> Self {
        let names = Names::new(model);
        let on_facts =
            |condition: &Option<Condition>| condition.as_ref().map(|one| names.check(one, None));
        let mut sections = Vec::new();
        let mut criteria = Vec::new();
        for (place, section) in names.sections.iter().enumerate() {
            let first = criteria.len();
            criteria.extend(section.criteria.iter().map(|one| Asked {
                name: one.name.clone(),
                weight: one.weight.as_ref().map(possible::exact),
                possible: possible::answers(model, one),
                section: place,
                applies: on_facts(&one.applies),
            }));
            let inner = section.sections.iter().map(|one| names.section(&one.name));
            sections.push(Part {
                ladder: section.ladder.clone(),
                weight: possible::exact(&section.weight),
                parent: names.parent(place),
                criteria: (first..criteria.len()).collect(),
                sections: inner.collect(),
                applies: on_facts(&section.applies),
                rules: rules(model, &names, Some(place)),
            });
        }
        let top = model.sections.iter().map(|one| names.section(&one.name));
        let promised = model.guarantees.iter().map(|one| {
            let checks = [&one.whenever, &one.then].map(|part| names.check(part, None));
            checks.into()
        });
        Self {
            facts: model.facts.iter().map(possible::facts).collect(),
            finite: build::criteria(model).into_iter().all(possible::is_finite),
            top: top.collect(),
            inside_out: names.inside_out(),
            overall: rules(model, &names, None),
            guarantees: promised.collect(),
            criteria,
            sections,
        }
    }

    /// How many audits there are.
    pub fn audits(&self) -> usize {
        let cases = self.cases();
        let of_case = |facts: &Vec<usize>| -> usize {
            let asked = self.applying(facts).into_iter().zip(&self.criteria);
            asked
                .map(|(applies, one)| if applies { one.possible.len() } else { 1 })
                .fold(1, usize::saturating_mul)
        };
        cases.iter().map(of_case).fold(0, usize::saturating_add)
    }

    /// Every combination of facts.
    pub fn cases(&self) -> Vec<Vec<usize>> {
        let mut cases = vec![vec![]];
        for values in &self.facts {
            let longer = |case: &Vec<usize>| -> Vec<Vec<usize>> {
                (0..values.len())
                    .map(|value| [case.as_slice(), &[value]].concat())
                    .collect()
            };
            cases = cases.iter().flat_map(longer).collect();
        }
        cases
    }

    /// Which criteria apply.
    pub fn applying(&self, facts: &[usize]) -> Vec<bool> {
        let found = Found {
            facts: facts.to_vec(),
            answers: vec![],
            sections: vec![],
            overall: None,
        };
        let holds = |check: &Option<Check>| check.as_ref().is_none_or(|check| check(&found));
        let mut sections: Vec<bool> = Vec::new();
        for section in &self.sections {
            let around = section.parent.is_none_or(|parent| sections[parent]);
            sections.push(around && holds(&section.applies));
        }
        (self.criteria.iter())
            .map(|one| sections[one.section] && holds(&one.applies))
            .collect()
    }

    /// What an audit comes to, in which exactly the criteria that apply are answered.
    pub fn judge(&self, facts: &[usize], answers: &[Option<usize>]) -> Found {
        let mut found = Found {
            facts: facts.to_vec(),
            answers: answers.to_vec(),
            sections: vec![None; self.sections.len()],
            overall: None,
        };
        for &place in &self.inside_out {
            let part = &self.sections[place];
            let mut sum = Mean::default();
            for &criterion in &part.criteria {
                let asked = &self.criteria[criterion];
                let value = answers[criterion].and_then(|answer| asked.possible[answer].value);
                if let (Some(weight), Some(value)) = (asked.weight, value) {
                    sum.add(weight, value);
                }
            }
            self.add_sections(&mut sum, &part.sections, &found);
            if let Some(score) = sum.mean() {
                found.sections[place] = Some(unjudged(score));
                found.sections[place] = Some(part.rules.judge(score, &found));
            }
        }
        let mut sum = Mean::default();
        self.add_sections(&mut sum, &self.top, &found);
        if let Some(score) = sum.mean() {
            found.overall = Some(unjudged(score));
            found.overall = Some(self.overall.judge(score, &found));
        }
        found
    }

    fn add_sections(&self, sum: &mut Mean, places: &[usize], found: &Found) {
        for &place in places {
            if let Some(judged) = &found.sections[place] {
                sum.add(self.sections[place].weight, judged.score);
            }
        }
    }
}

#[derive(Default)]
struct Mean {
    sum: Exact,
    weights: Exact,
}

impl Mean {
    fn add(&mut self, weight: Exact, value: Exact) {
        self.sum += weight * value;
        self.weights += weight;
    }

    fn mean(&self) -> Option<Exact> {
        (self.weights > Exact::default()).then(|| self.sum / self.weights)
    }
}

/// Scored, and not yet graded: what its own rungs and limits see.
fn unjudged(score: Exact) -> Judged {
    Judged {
        score,
        grade: usize::MAX,
        biting: vec![],
        holding: vec![],
    }
}

fn rules(model: &Rubric, names: &Names, subject: Option<usize>) -> Rules {
    let ladder = names.ladder(subject);
    let rungs = ladder.grades.iter().map(|grade| -> Check {
        match (&grade.from, &grade.when) {
            (Some(from), _) => {
                let from = possible::exact(from);
                Box::new(move |found| found.of(subject).is_some_and(|one| one.score >= from))
            }
            (None, Some(when)) => names.check(when, subject),
            (None, None) => Box::new(|_| true),
        }
    });
    let limits = model.limits.iter().map(|limit| {
        let ceiling = |name: &String| ladder.grades.iter().position(|one| one.name == *name);
        names.is_on(&limit.on, subject).then(|| {
            let when = names.check(&limit.when, subject);
            (ceiling(&limit.at_most).unwrap(), when)
        })
    });
    Rules {
        rungs: rungs.collect(),
        limits: limits.collect(),
    }
}

impl Rules {
    fn judge(&self, score: Exact, found: &Found) -> Judged {
        let holding: Vec<bool> = self.rungs.iter().map(|rung| rung(found)).collect();
        let before = holding.iter().position(|holds| *holds).unwrap();
        let mut grade = before;
        let bites = |limit: &Option<(usize, Check)>| match limit {
            Some((ceiling, when)) if *ceiling > before && when(found) => {
                grade = grade.max(*ceiling);
                true
            }
            _ => false,
        };
        Judged {
            biting: self.limits.iter().map(bites).collect(),
            score,
            grade,
            holding,
        }
    }
}

impl Found {
    /// What a section, or the whole, comes to.
    pub fn of(&self, subject: Option<usize>) -> Option<&Judged> {
        match subject {
            None => self.overall.as_ref(),
            Some(place) => self.sections[place].as_ref(),
        }
    }
}
