//! What is true of every audit, found by going through all of them.

use rubric_model::assurance::{Question, Verdict};
use rubric_model::rubric::Rubric;

use crate::build;
use crate::judge::{Exact, Found, Judge};

/// Every audit in which exactly what applies is answered, scored.
pub struct Truth {
    pub model: Rubric,
    pub judge: Judge,
    pub cases: Vec<Case>,
}

/// The audits of one combination of facts.
pub struct Case {
    /// The criteria that apply, each with how far apart two audits are that differ by one place
    /// among its possible answers.
    asked: Vec<(usize, usize)>,
    pub audits: Vec<Found>,
}

impl Truth {
    pub fn new(model: &Rubric) -> Self {
        let judge = Judge::new(model);
        let cases = judge.cases();
        let cases = cases.iter().map(|facts| case(&judge, facts)).collect();
        Self {
            model: model.clone(),
            judge,
            cases,
        }
    }

    /// All that are scored.
    pub fn scored(&self) -> impl Iterator<Item = &Found> {
        let audits = self.cases.iter().flat_map(|case| &case.audits);
        audits.filter(|found| found.overall.is_some())
    }

    /// All pairs of scored audits that differ in the answer to one criterion alone, each pair
    /// both ways round, with that criterion's two answers.
    pub fn pairs(&self, criterion: usize) -> impl Iterator<Item = [(&Found, usize); 2]> {
        let possible = self.judge.criteria[criterion].possible.len();
        self.cases.iter().flat_map(move |case| {
            let asked = case.asked.iter().find(|(place, _)| *place == criterion);
            let apart = asked.map(|(_, apart)| *apart);
            let one = case.audits.iter().enumerate();
            one.filter(|(_, one)| one.overall.is_some())
                .flat_map(move |(place, one)| {
                    let own = one.answers[criterion].unwrap_or_default();
                    let others = (0..possible).filter(move |answer| *answer != own);
                    apart.into_iter().flat_map(move |apart| {
                        others.clone().filter_map(move |answer| {
                            let other = &case.audits[place + apart * answer - apart * own];
                            let scored = other.overall.is_some();
                            scored.then_some([(one, own), (other, answer)])
                        })
                    })
                })
        })
    }

    /// What is asked of the rubric, in order.
    pub fn questions(&self) -> Vec<Question> {
        let model = &self.model;
        let mut questions = Vec::new();
        questions.extend(model.guarantees.iter().map(|one| Question::Guarantee {
            name: one.name.clone(),
        }));
        let mut ladders = model.ladders.iter();
        let overall = ladders.find(|one| one.name == model.overall.ladder);
        let grades = overall.unwrap().grades.iter();
        questions.extend(grades.map(|one| Question::OverallGrade {
            grade: one.name.clone(),
        }));
        let of_sections = |name: &str| {
            let mut sections = self.judge.sections.iter();
            sections.any(|one| one.ladder == name)
        };
        for ladder in model.ladders.iter().filter(|one| of_sections(&one.name)) {
            questions.extend(ladder.grades.iter().map(|one| Question::SectionGrade {
                ladder: ladder.name.clone(),
                grade: one.name.clone(),
            }));
        }
        for ladder in &model.ladders {
            let by_rule: Vec<_> = (ladder.grades.iter())
                .filter(|one| one.when.is_some())
                .collect();
            for (place, upper) in by_rule.iter().enumerate() {
                let below = by_rule[place + 1..].iter();
                questions.extend(below.map(|lower| Question::RungsDoNotCross {
                    ladder: ladder.name.clone(),
                    upper: upper.name.clone(),
                    lower: lower.name.clone(),
                }));
            }
        }
        questions.extend(model.limits.iter().map(|one| Question::LimitBites {
            name: one.name.clone(),
        }));
        let criteria = build::criteria(model);
        questions.extend(criteria.iter().map(|one| Question::BetterAnswer {
            criterion: one.name.clone(),
        }));
        let counting = criteria.iter().filter(|one| one.weight.is_some());
        questions.extend(counting.map(|one| Question::CriterionMatters {
            criterion: one.name.clone(),
        }));
        questions
    }

    /// The audits that show that a claim of every audit is not so, or that one of some audit is.
    pub fn shown(&self, question: &Question) -> Option<Vec<&Found>> {
        let grade = |found: &Found| found.of(None).unwrap().grade;
        let one = match question {
            Question::Guarantee { name } => {
                let place = place(self.model.guarantees.iter().map(|one| &one.name), name);
                let (whenever, then) = &self.judge.guarantees[place];
                self.scored().find(|found| whenever(found) && !then(found))
            }
            Question::OverallGrade { grade: wanted } => {
                let wanted = self.grade(&self.model.overall.ladder, wanted);
                self.scored().find(|found| grade(found) == wanted)
            }
            Question::SectionGrade { ladder, grade } => {
                let grade = self.grade(ladder, grade);
                let sections = self.sections(ladder);
                self.scored().find(|found| {
                    let mut judged = sections.iter().filter_map(|place| found.of(*place));
                    judged.any(|one| one.grade == grade)
                })
            }
            Question::RungsDoNotCross {
                ladder,
                upper,
                lower,
            } => {
                let rungs = [self.grade(ladder, upper), self.grade(ladder, lower)];
                let mut subjects = self.sections(ladder);
                subjects.extend((self.model.overall.ladder == *ladder).then_some(None));
                let mut crossing = subjects.into_iter();
                crossing.find_map(|subject| self.crossing(subject, rungs))
            }
            Question::LimitBites { name } => {
                let limit = place(self.model.limits.iter().map(|one| &one.name), name);
                self.scored().find(|found| {
                    let mut judged = found.sections.iter().chain([&found.overall]).flatten();
                    judged.any(|one| one.biting[limit])
                })
            }
            Question::BetterAnswer { criterion } => {
                let place = self.criterion(criterion);
                let possible = &self.judge.criteria[place].possible;
                let mut pairs = self.pairs(place);
                let pair = pairs.find(|[(one, answer), (other, better)]| {
                    possible[*better].better_than(&possible[*answer]) && lowered(one, other)
                });
                return pair.map(|[(one, _), (other, _)]| vec![one, other]);
            }
            Question::CriterionMatters { criterion } => {
                let mut pairs = self.pairs(self.criterion(criterion));
                let pair = pairs.find(|[(one, _), (other, _)]| grade(one) != grade(other));
                return pair.map(|[(one, _), (other, _)]| vec![one, other]);
            }
            Question::SameScore | Question::SameGrade | Question::NeverMoreLenient => {
                panic!("that is asked of two rubrics")
            }
        };
        one.map(|found| vec![found])
    }

    /// Whether the claim is so, as far as the audits gone through show.
    pub fn holds(&self, question: &Question) -> bool {
        self.shown(question).is_some() != is_of_every_audit(question)
    }

    /// What a solver may come to, when it decides.
    pub fn allows(&self, question: &Question, verdict: Verdict) -> bool {
        allows(question, self.holds(question), self.judge.finite, verdict)
    }

    pub fn criterion(&self, name: &str) -> usize {
        let mut criteria = self.judge.criteria.iter();
        criteria.position(|one| one.name == *name).unwrap()
    }

    /// The most by which an answer alone changes the overall score.
    pub fn largest_effect(&self, criterion: usize) -> Exact {
        let possible = &self.judge.criteria[criterion].possible;
        let counted = self.pairs(criterion).filter(|pair| {
            let mut answers = pair.iter();
            answers.all(|(_, answer)| possible[*answer].value.is_some())
        });
        let score = |found: &Found| found.of(None).unwrap().score;
        let effects = counted.map(|[(one, _), (other, _)]| score(one) - score(other));
        effects.max().unwrap_or_default()
    }

    fn grade(&self, ladder: &str, grade: &str) -> usize {
        let mut ladders = self.model.ladders.iter();
        let ladder = ladders.find(|one| one.name == ladder).unwrap();
        place(ladder.grades.iter().map(|one| &one.name), grade)
    }

    /// The sections that a ladder grades.
    fn sections(&self, ladder: &str) -> Vec<Option<usize>> {
        let sections = self.judge.sections.iter().enumerate();
        sections
            .filter(|(_, one)| one.ladder == *ladder)
            .map(|(place, _)| Some(place))
            .collect()
    }

    /// An audit in which two rungs both hold that cross.
    fn crossing(&self, subject: Option<usize>, [upper, lower]: [usize; 2]) -> Option<&Found> {
        let some = |wanted: (bool, bool)| {
            self.scored().find(|found| {
                let mut judged = found.of(subject).into_iter();
                judged.any(|one| (one.holding[upper], one.holding[lower]) == wanted)
            })
        };
        some((true, false))
            .and(some((false, true)))
            .and(some((true, true)))
    }
}

fn case(judge: &Judge, facts: &[usize]) -> Case {
    let mut apart = 1;
    let mut asked = Vec::new();
    for (place, applies) in judge.applying(facts).into_iter().enumerate() {
        if applies {
            asked.push((place, apart));
            apart *= judge.criteria[place].possible.len();
        }
    }
    let audits = (0..apart).map(|number| {
        let mut answers = vec![None; judge.criteria.len()];
        for (place, apart) in &asked {
            answers[*place] = Some(number / apart % judge.criteria[*place].possible.len());
        }
        judge.judge(facts, &answers)
    });
    let audits = audits.collect();
    Case { asked, audits }
}

fn place<'n>(mut names: impl Iterator<Item = &'n String>, name: &str) -> usize {
    names.position(|one| one == name).unwrap()
}

/// Whether some grade is worse in the other audit.
pub fn lowered(one: &Found, other: &Found) -> bool {
    let judged = |found: &'_ Found| {
        let all = found.sections.iter().chain([&found.overall]);
        all.map(|one| one.as_ref().map(|one| one.grade))
            .collect::<Vec<_>>()
    };
    (judged(one).iter().zip(judged(other)))
        .any(|(one, other)| matches!((one, other), (Some(one), Some(other)) if other > *one))
}

/// Whether a claim is of every audit, so that one audit refutes it; the others are of some audit,
/// so that one proves it.
pub fn is_of_every_audit(question: &Question) -> bool {
    !matches!(
        question,
        Question::OverallGrade { .. }
            | Question::SectionGrade { .. }
            | Question::LimitBites { .. }
            | Question::CriterionMatters { .. }
    )
}

/// Whether a verdict agrees with what the audits gone through show. Where they were not all, they
/// show only that some audit there is.
pub fn allows(question: &Question, holds: bool, finite: bool, verdict: Verdict) -> bool {
    let shown = finite || holds != is_of_every_audit(question);
    match verdict {
        Verdict::Proved => holds || !shown,
        Verdict::Refuted => !holds || !shown,
        Verdict::NotDecided => true,
    }
}
