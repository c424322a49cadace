//! From conditions to rules, as far as a question needs them.

use std::collections::{BTreeMap, HashMap};

use rubric_model::condition::{
    Comparison, Condition, CriterionTest, GroupCondition, JudgedTest, MemberTest, Quantity, Subject,
};
use rubric_model::rubric::LimitScope;
use rubric_model::{Name, Rational};

use crate::halt::Halt;
use crate::problem::{Problem, fact_passes};
use crate::rule::{Grades, Judge, Rule, Share, with_shares};
use crate::told_apart;

/// Things that are counted, each adding one where it is so.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counter {
    pub members: Vec<Member>,
    /// Beyond this, more makes no difference.
    pub most: u32,
}

/// Something that is so or not in an audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Member {
    /// A criterion that applies in a world is answered by one of these choices.
    Criterion {
        criterion: usize,
        world: usize,
        so: Vec<bool>,
    },
    /// A section that is scored in a world is so.
    Section {
        section: usize,
        world: usize,
        so: SectionTest,
    },
}

/// How a scored section is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SectionTest {
    Scored,
    Grade(Grades),
    Score(Comparison<Share>),
    NotScore(Comparison<Share>),
}

/// Rules made on demand, each judge once.
pub(crate) struct Rules<'p, 'a> {
    pub problem: &'p Problem<'a>,
    pub counters: Vec<Counter>,
    known: HashMap<Vec<Member>, usize>,
    /// By world and section, or the whole.
    pub judges: HashMap<(usize, Option<usize>), Judge>,
}

impl<'p, 'a> Rules<'p, 'a> {
    pub(crate) fn new(problem: &'p Problem<'a>) -> Self {
        Self {
            problem,
            counters: Vec::new(),
            known: HashMap::new(),
            judges: HashMap::new(),
        }
    }

    /// A condition as a rule. `judged` is what `it` and groups are of: a section's place in the
    /// problem, or the whole; `own` is whether it is that one's ladder or limit that asks.
    pub(crate) fn rule(
        &mut self,
        condition: &Condition,
        world: usize,
        judged: Option<usize>,
        own: bool,
    ) -> Result<Rule, Halt> {
        Ok(match condition {
            Condition::All(parts) => {
                let parts = parts.iter().map(|part| self.rule(part, world, judged, own));
                Rule::all(parts.collect::<Result<_, _>>()?)
            }
            Condition::AnyOf(parts) => {
                let parts = parts.iter().map(|part| self.rule(part, world, judged, own));
                let parts = parts.collect::<Result<_, _>>()?;
                self.joined(parts)
            }
            Condition::Not(part) => self.rule(part, world, judged, own)?.not(),
            Condition::Fact(name, comparison) => {
                let facts = &self.problem.facts;
                let standard = self.problem.worlds.get(world).ok_or(Halt::Kinds)?;
                let place = standard.fact(name).ok_or(Halt::Kinds)?;
                let place = self.problem.fact(world, place).ok_or(Halt::Kinds)?;
                let values = facts.get(place).map(|fact| &fact.values);
                let values = values.into_iter().flatten();
                Rule::Fact(
                    place,
                    values.map(|value| fact_passes(comparison, value)).collect(),
                )
            }
            Condition::Criterion(name, test) => self.criterion(name, test, world)?,
            Condition::Judged(subject, test) => {
                let subject = match subject {
                    Subject::Overall => None,
                    Subject::It => judged,
                    Subject::Section(name) => Some(self.section_named(name, world)?),
                };
                self.judged(subject, test, world, own && subject == judged)?
            }
            Condition::Group(group) => self.group(group, world, judged)?,
        })
    }

    fn section_named(&self, name: &Name, world: usize) -> Result<usize, Halt> {
        let standard = self.problem.worlds.get(world).ok_or(Halt::Kinds)?;
        let place = standard.section(name).ok_or(Halt::Kinds)?;
        self.problem.section(world, place).ok_or(Halt::Kinds)
    }

    fn criterion(&mut self, name: &Name, test: &CriterionTest, world: usize) -> Result<Rule, Halt> {
        let standard = self.problem.worlds.get(world).ok_or(Halt::Kinds)?;
        let place = standard.criterion(name).ok_or(Halt::Kinds)?;
        if let CriterionTest::Excluded(excluded) = test {
            // What does not apply is as good as excluded.
            let counts = self.answered(place, world, |passes, counts| passes || counts, test)?;
            let counts = self.count(vec![counts], 1);
            return Ok(if *excluded { counts.not() } else { counts });
        }
        let member = self.answered(place, world, |passes, _| passes, test)?;
        Ok(self.count(vec![member], 1))
    }

    /// The member for a criterion's answers: which choices are so, given whether each passes the
    /// test and whether it counts, or would.
    fn answered(
        &self,
        place: usize,
        world: usize,
        so: impl Fn(bool, bool) -> bool,
        test: &CriterionTest,
    ) -> Result<Member, Halt> {
        let problem = self.problem;
        let criterion = problem.criterion(world, place).ok_or(Halt::Kinds)?;
        let model = problem
            .worlds
            .get(world)
            .and_then(|one| one.criteria.get(place));
        let model = model.ok_or(Halt::Kinds)?;
        let stand = problem.stand(criterion, world);
        let choices = problem
            .criteria
            .get(criterion)
            .map_or(0, |one| one.choices.len());
        let so = (0..choices).map(|choice| {
            problem
                .chosen(criterion, choice, world)
                .is_some_and(|chosen| {
                    let value = chosen
                        .stands
                        .get(stand)
                        .and_then(|stand| stand.value.as_ref());
                    so(chosen.passes(stand, model, test), value.is_some())
                })
        });
        let so: Vec<bool> = so.collect();
        Ok(Member::Criterion {
            criterion,
            // Where both worlds have one answer, there is one thing to count.
            world: if problem.is_one_rubric() { 0 } else { world },
            so,
        })
    }

    fn judged(
        &mut self,
        subject: Option<usize>,
        test: &JudgedTest,
        world: usize,
        own: bool,
    ) -> Result<Rule, Halt> {
        Ok(match (subject, test) {
            (_, JudgedTest::Score(comparison)) if own || subject.is_none() => {
                Rule::Score(world, with_shares(comparison)?)
            }
            (None, JudgedTest::Grade(comparison)) => {
                self.judge(world, None)?;
                Rule::Overall(world, self.grades(None, world, comparison)?)
            }
            // Whatever is asked, is asked of audits that are scored.
            (None, JudgedTest::Scored(scored)) => Rule::Always(*scored),
            (Some(section), JudgedTest::Scored(scored)) => {
                if own {
                    return Ok(Rule::Always(*scored));
                }
                let member = self.section(section, world, SectionTest::Scored)?;
                let rule = self.count(vec![member], 1);
                if *scored { rule } else { rule.not() }
            }
            (Some(section), test) => {
                let (so, _) = self.section_tests(section, test, world)?;
                let member = self.section(section, world, so)?;
                self.count(vec![member], 1)
            }
            (None, JudgedTest::Score(_)) => return Err(Halt::Kinds),
        })
    }

    /// The test of a section's state, and of its contrary while it is scored.
    fn section_tests(
        &self,
        section: usize,
        test: &JudgedTest,
        world: usize,
    ) -> Result<(SectionTest, SectionTest), Halt> {
        Ok(match test {
            JudgedTest::Grade(comparison) => {
                let grades = self.grades(Some(section), world, comparison)?;
                (
                    SectionTest::Grade(grades),
                    SectionTest::Grade(Grades(!grades.0)),
                )
            }
            JudgedTest::Score(comparison) => (
                SectionTest::Score(with_shares(comparison)?),
                SectionTest::NotScore(with_shares(comparison)?),
            ),
            JudgedTest::Scored(scored) => {
                let never = SectionTest::Grade(Grades::NONE);
                if *scored {
                    (SectionTest::Scored, never)
                } else {
                    (never, SectionTest::Scored)
                }
            }
        })
    }

    fn section(&mut self, section: usize, world: usize, so: SectionTest) -> Result<Member, Halt> {
        let world = if self.is_alike(section)? { 0 } else { world };
        if let SectionTest::Grade(grades) = so
            && grades != Grades::NONE
        {
            self.judge(world, Some(section))?;
        }
        Ok(Member::Section { section, world, so })
    }

    /// Whether a section comes to the same in both worlds, in every audit.
    fn is_alike(&self, section: usize) -> Result<bool, Halt> {
        let problem = self.problem;
        let Some(changed) = problem.changed else {
            return Ok(problem.worlds.len() == 1);
        };
        let standard = problem.worlds.first().ok_or(Halt::Kinds)?;
        let needs = standard.needs.get(problem.place(section, 0)?);
        Ok(!needs.is_some_and(|needs| needs.contains(&changed)))
    }

    fn grades(
        &self,
        section: Option<usize>,
        world: usize,
        comparison: &Comparison<Name>,
    ) -> Result<Grades, Halt> {
        let standard = self.problem.worlds.get(world).ok_or(Halt::Kinds)?;
        let place = section
            .map(|section| self.problem.place(section, world))
            .transpose()?;
        let ladder = standard.ladder(place).ok_or(Halt::Kinds)?;
        let names = ladder.grades.iter().map(|grade| &grade.name);
        let names: Vec<&Name> = names.collect();
        let place = |wanted: &Name| names.iter().position(|name| *name == wanted);
        let holds = |grade: &usize| {
            comparison.holds(|wanted| {
                place(wanted).map_or(std::cmp::Ordering::Less, |place| place.cmp(grade))
            })
        };
        Ok((0..names.len()).filter(holds).collect())
    }

    fn group(
        &mut self,
        group: &GroupCondition,
        world: usize,
        judged: Option<usize>,
    ) -> Result<Rule, Halt> {
        let problem = self.problem;
        let standard = problem.worlds.get(world).ok_or(Halt::Kinds)?;
        let around = judged
            .map(|section| problem.place(section, world))
            .transpose()?;
        let places = told_apart::members(standard, group, around)?;
        let (mut so, mut not) = (Vec::new(), Vec::new());
        for place in places {
            match &group.test {
                MemberTest::Criterion(test) => {
                    so.push(self.answered(place, world, |passes, _| passes, test)?);
                    not.push(self.answered(
                        place,
                        world,
                        |passes, counts| counts && !passes,
                        test,
                    )?);
                }
                MemberTest::Section(test) => {
                    let section = problem.section(world, place).ok_or(Halt::Kinds)?;
                    let (holds, fails) = self.section_tests(section, test, world)?;
                    so.push(self.section(section, world, holds)?);
                    not.push(self.section(section, world, fails)?);
                }
            }
        }
        Ok(match group.quantity {
            Quantity::Any => self.count(so, 1),
            Quantity::AtLeast(least) => self.count(so, least),
            Quantity::No => self.count(so, 1).not(),
            Quantity::AtMost(most) => self.count(so, most.saturating_add(1)).not(),
            Quantity::Exactly(count) => {
                let least = self.count(so.clone(), count);
                let more = self.count(so, count.saturating_add(1));
                Rule::all(vec![least, more.not()])
            }
            Quantity::Every => self.count(not, 1).not(),
            Quantity::AllBut(most) => self.count(not, most.saturating_add(1)).not(),
        })
    }

    /// The rule that the score of a section, or of the whole, is at least so much.
    pub(crate) fn score_at_least(
        &mut self,
        least: &Rational,
        judged: Option<usize>,
    ) -> Result<Rule, Halt> {
        let least = with_shares(&Comparison::AtLeast(least.clone()))?;
        Ok(match judged {
            None => Rule::Score(0, least),
            Some(section) => {
                let so = SectionTest::Score(least);
                self.count(
                    vec![Member::Section {
                        section,
                        world: 0,
                        so,
                    }],
                    1,
                )
            }
        })
    }

    /// The rule that at least so many are so.
    pub(crate) fn count(&mut self, mut members: Vec<Member>, least: u32) -> Rule {
        if least == 0 {
            return Rule::Always(true);
        }
        members.retain(Member::can_be);
        if u32::try_from(members.len()).is_ok_and(|count| count < least) {
            return Rule::Always(false);
        }
        let counter = match self.known.get(&members) {
            Some(counter) => *counter,
            None => {
                let counter = self.counters.len();
                self.known.insert(members.clone(), counter);
                self.counters.push(Counter { members, most: 0 });
                counter
            }
        };
        if let Some(one) = self.counters.get_mut(counter) {
            one.most = one.most.max(least);
        }
        Rule::Count(counter, least)
    }

    /// That at least one rule holds: what only asks for one of its members is counted together.
    fn joined(&mut self, parts: Vec<Rule>) -> Rule {
        let (single, mut rest): (Vec<Rule>, Vec<Rule>) = parts
            .into_iter()
            .partition(|part| matches!(part, Rule::Count(_, 1)));
        let mut members = Vec::new();
        for part in &single {
            if let Rule::Count(counter, _) = part {
                let counter = self.counters.get(*counter);
                members.extend(counter.into_iter().flat_map(|one| one.members.clone()));
            }
        }
        match single.len() {
            0 => {}
            1 => rest.extend(single),
            _ => rest.push(self.count(members, 1)),
        }
        Rule::any(rest)
    }

    /// Makes the judge of a section, or the whole, in a world.
    pub(crate) fn judge(&mut self, world: usize, judged: Option<usize>) -> Result<(), Halt> {
        if self.judges.contains_key(&(world, judged)) {
            return Ok(());
        }
        let standard = *self.problem.worlds.get(world).ok_or(Halt::Kinds)?;
        let place = judged
            .map(|section| self.problem.place(section, world))
            .transpose()?;
        let ladder = standard.ladder(place).ok_or(Halt::Kinds)?;
        let mut rungs = Vec::new();
        for grade in &ladder.grades {
            rungs.push(match (&grade.from, &grade.when) {
                (Some(from), _) => {
                    Rule::Score(world, with_shares(&Comparison::AtLeast(from.clone()))?)
                }
                (None, Some(when)) => self.rule(when, world, judged, true)?,
                (None, None) => Rule::Always(true),
            });
        }
        // Limits with one ceiling are as good as one limit.
        let mut held: BTreeMap<usize, Vec<Rule>> = BTreeMap::new();
        for limit in &standard.rubric.model().limits {
            let hit = match (&limit.on, place) {
                (LimitScope::Overall, None) | (LimitScope::EverySection, Some(_)) => true,
                (LimitScope::Section(name), Some(place)) => standard.section(name) == Some(place),
                _ => false,
            };
            let ceiling = ladder
                .grades
                .iter()
                .position(|one| one.name == limit.at_most);
            if let (true, Some(ceiling)) = (hit, ceiling) {
                let rule = self.rule(&limit.when, world, judged, true)?;
                held.entry(ceiling).or_default().push(rule);
            }
        }
        let limits = held
            .into_iter()
            .map(|(ceiling, rules)| (ceiling, self.joined(rules)));
        let limits = limits.collect();
        self.judges.insert((world, judged), Judge { rungs, limits });
        Ok(())
    }
}

impl Member {
    fn can_be(&self) -> bool {
        match self {
            Self::Criterion { so, .. } => so.contains(&true),
            Self::Section { so, .. } => *so != SectionTest::Grade(Grades::NONE),
        }
    }
}

impl Problem<'_> {
    /// Whether both worlds, where there are two, are readings of one rubric.
    pub(crate) fn is_one_rubric(&self) -> bool {
        self.worlds.len() == 1 || self.changed.is_some()
    }

    pub(crate) fn place(&self, section: usize, world: usize) -> Result<usize, Halt> {
        let section = self.sections.get(section).ok_or(Halt::Kinds)?;
        section
            .places
            .get(world)
            .copied()
            .flatten()
            .ok_or(Halt::Kinds)
    }
}
