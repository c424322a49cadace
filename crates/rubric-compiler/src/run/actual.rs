//! What came out of a test, in words.

use std::cell::{Cell, OnceCell};

use rubric_engine::{Audit, Outcome, Rubric, Truth};
use rubric_model::Rational;
use rubric_model::audit::FactAnswer;
use rubric_model::condition::{
    Condition, Description, Group, GroupCondition, MemberTest, Members, Subject,
};
use rubric_model::outcome::{
    BitingLimit, CriterionOutcome, CriterionState, Judgement, NoticeKind, Score, SectionOutcome,
};
use rubric_model::rubric::{Criterion, Section};

use crate::test::Test;
use crate::words;

/// The most criteria that are named as losing score.
const MOST_LOSSES: usize = 3;
/// The most things that a condition speaks of which are told, and the most reasons.
const MOST_SAID: usize = 20;

/// What came out, worked out where it is asked for.
pub struct Actual<'a> {
    rubric: &'a Rubric,
    test: &'a Test,
    audit: &'a Audit,
    outcome: OnceCell<Outcome<'a>>,
    tries: &'a Cell<usize>,
}

impl<'a> Actual<'a> {
    /// Of groups each member is tried, as long as there are tries left.
    pub fn new(
        rubric: &'a Rubric,
        test: &'a Test,
        audit: &'a Audit,
        tries: &'a Cell<usize>,
    ) -> Self {
        Self {
            rubric,
            test,
            audit,
            outcome: OnceCell::new(),
            tries,
        }
    }

    /// The whole outcome.
    pub fn outcome(&self) -> &Outcome<'a> {
        self.outcome.get_or_init(|| self.rubric.score(self.audit))
    }

    /// What is missing, one thing a line.
    pub fn missing(&self) -> Vec<String> {
        let missing = |kind| matches!(kind, NoticeKind::AnswerMissing | NoticeKind::FactMissing);
        self.outcome()
            .notices
            .iter()
            .filter(|notice| missing(notice.kind))
            .map(|notice| notice.message.clone())
            .collect()
    }

    /// What a condition speaks of, as it came out.
    pub fn of_condition(&self, condition: &Condition) -> String {
        let mut said = Vec::new();
        self.gather(condition, &mut said);
        once_each(&mut said);
        if said.len() == MOST_SAID {
            said.push("and so on".to_owned());
        }
        said.join("; ")
    }

    // Depth is bounded by the parser.
    fn gather(&self, condition: &Condition, said: &mut Vec<String>) {
        if said.len() >= MOST_SAID {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::AnyOf(parts) => {
                parts.iter().for_each(|part| self.gather(part, said))
            }
            Condition::Not(part) => self.gather(part, said),
            Condition::Fact(name, _) => said.push(match self.test.facts.get(name) {
                None => format!("{name} is missing"),
                Some(FactAnswer::YesNo(yes)) => {
                    format!("{name} is {}", if *yes { "yes" } else { "no" })
                }
                Some(FactAnswer::Option(option)) => format!("{name} is {option}"),
                Some(FactAnswer::Number(number)) => {
                    format!("{name} is {}", crate::number::show(number.number()))
                }
            }),
            Condition::Criterion(name, _) => said.push(self.of_criterion(name)),
            Condition::Judged(Subject::Overall | Subject::It, _) => {
                said.push(format!("overall {}", state(&self.outcome().overall)))
            }
            Condition::Judged(Subject::Section(name), _) => said.push(self.of_section(name)),
            Condition::Group(group) => said.push(self.of_group(group)),
        }
    }

    fn of_criterion(&self, name: &str) -> String {
        let Some(criterion) = criterion(&self.outcome().sections, name) else {
            return format!("{name} is not there");
        };
        let percent = criterion
            .value
            .as_ref()
            .map(|value| format!("{}%", value.percent));
        match (criterion.state, &criterion.level, percent) {
            (CriterionState::Missing, ..) => format!("{name} is unanswered"),
            (CriterionState::NotApplicable, ..) => format!("{name} does not apply"),
            (CriterionState::Excluded, ..) => format!("{name} is excluded"),
            (_, Some(level), _) => format!("{name} is {level}"),
            (_, None, Some(percent)) => format!("{name} is {percent}"),
            (_, None, None) => format!("{name} is unscored"),
        }
    }

    fn of_section(&self, name: &str) -> String {
        match section(&self.outcome().sections, name) {
            Some(section) => format!("section {name} {}", state(&section.judgement)),
            None => format!("section {name} is not there"),
        }
    }

    /// Which members are so.
    fn of_group(&self, group: &GroupCondition) -> String {
        let single = |name: &String| match &group.test {
            MemberTest::Criterion(test) => Condition::Criterion(name.clone(), test.clone()),
            MemberTest::Section(test) => {
                Condition::Judged(Subject::Section(name.clone()), test.clone())
            }
        };
        let members = self.members(&group.group, matches!(group.test, MemberTest::Section(_)));
        let Some(left) = self.tries.get().checked_sub(members.len()) else {
            return format!("the group has {} members", members.len());
        };
        self.tries.set(left);
        let so = |name: &&String| self.rubric.evaluate(&single(name), self.audit) == Ok(Truth::Yes);
        let (so, not): (Vec<&String>, Vec<&String>) = members.iter().partition(so);
        let names = |names: &[&String]| words::list(names.iter().map(|name| name.as_str()));
        match (so.as_slice(), not.as_slice()) {
            ([], []) => "the group has no members".to_owned(),
            ([], not) => format!("none is so: {}", names(not)),
            (so, []) => format!("all are so: {}", names(so)),
            (so, not) => format!(
                "{} of {} are so: {}, but not {}",
                so.len(),
                members.len(),
                names(so),
                names(not)
            ),
        }
    }

    fn members(&self, group: &Group, of_sections: bool) -> Vec<String> {
        let top = &self.rubric.model().sections;
        let everything = Description {
            members: if of_sections {
                Members::Sections
            } else {
                Members::Criteria
            },
            marks: Vec::new(),
            within: None,
            tagged: Vec::new(),
            owned_by: None,
        };
        let description = match group {
            Group::Named(names) => return names.clone(),
            Group::Whole(_) => &everything,
            Group::Described(description) => description,
        };
        let base = match &description.within {
            None => None,
            Some(name) => find(top, name),
        };
        let sections = base.map_or(top.as_slice(), |base| &base.sections);
        if of_sections {
            let fits =
                |section: &&Section| fits(description, &section.tags, section.owner.as_deref());
            return sections
                .iter()
                .filter(fits)
                .map(|section| section.name.clone())
                .collect();
        }
        let mut criteria: Vec<&Criterion> =
            base.map_or_else(Vec::new, |base| base.criteria.iter().collect());
        sections
            .iter()
            .for_each(|section| gather(section, &mut criteria));
        let fits = |criterion: &&Criterion| {
            fits(description, &criterion.tags, criterion.owner.as_deref())
                && description
                    .marks
                    .iter()
                    .all(|mark| criterion.marks.contains(mark))
        };
        criteria
            .into_iter()
            .filter(fits)
            .map(|criterion| criterion.name.clone())
            .collect()
    }

    /// Why what a condition speaks of is as it is: the limits that lowered it, and where it lost
    /// most.
    pub fn reasons(&self, condition: &Condition) -> Vec<String> {
        let mut reasons = Vec::new();
        self.gather_reasons(condition, &mut reasons);
        once_each(&mut reasons);
        reasons
    }

    fn gather_reasons(&self, condition: &Condition, reasons: &mut Vec<String>) {
        if reasons.len() >= MOST_SAID {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::AnyOf(parts) => parts
                .iter()
                .for_each(|part| self.gather_reasons(part, reasons)),
            Condition::Not(part) => self.gather_reasons(part, reasons),
            Condition::Judged(Subject::Overall | Subject::It, _) => {
                reasons.extend(self.limit_reasons(&self.limits(None).1));
                reasons.extend(self.losses(None));
            }
            Condition::Judged(Subject::Section(name), _) => {
                reasons.extend(self.limit_reasons(&self.limits(Some(name)).1));
                reasons.extend(self.losses(Some(name)));
            }
            Condition::Fact(..) | Condition::Criterion(..) | Condition::Group(_) => {}
        }
    }

    /// Where most of the score was lost, one criterion a line.
    fn losses(&self, of: Option<&str>) -> Vec<String> {
        let sections = &self.outcome().sections;
        let mut criteria = Vec::new();
        match of {
            None => sections.iter().for_each(|one| outcomes(one, &mut criteria)),
            Some(name) => section(sections, name)
                .into_iter()
                .for_each(|one| outcomes(one, &mut criteria)),
        }
        let mut lost: Vec<_> = criteria
            .into_iter()
            .filter_map(|one| Some((one.lost.as_ref()?, one)))
            .collect();
        lost.retain(|(lost, _)| lost.exact > Rational::from(0));
        lost.sort_by(|(one, _), (other, _)| other.exact.cmp(&one.exact));
        let line = |(lost, one): &(&Score, &CriterionOutcome)| {
            format!(
                "{}, which loses {}% of the overall score",
                self.of_criterion(&one.name),
                lost.percent
            )
        };
        lost.iter().take(MOST_LOSSES).map(line).collect()
    }

    /// What the overall grade, or a section's, is, and the limits that lowered it with their
    /// reasons.
    pub fn limits(&self, of: Option<&str>) -> (String, Vec<(String, String)>) {
        let (said, judgement) = match of {
            None => (
                format!("overall {}", state(&self.outcome().overall)),
                Some(&self.outcome().overall),
            ),
            Some(name) => (
                self.of_section(name),
                section(&self.outcome().sections, name).map(|section| &section.judgement),
            ),
        };
        let limits = match judgement {
            Some(Judgement::Settled(settled)) => settled.limits.as_slice(),
            _ => &[],
        };
        let pair = |limit: &BitingLimit| (limit.name.clone(), limit.because.clone());
        (said, limits.iter().map(pair).collect())
    }

    /// The limits as reasons, one a line.
    #[expect(clippy::unused_self, reason = "it stands beside what it is used with")]
    pub fn limit_reasons(&self, limits: &[(String, String)]) -> Vec<String> {
        limits
            .iter()
            .map(|(name, because)| format!("limited by `{name}`: {because}"))
            .collect()
    }
}

fn fits(description: &Description, tags: &[String], owner: Option<&str>) -> bool {
    description.tagged.iter().all(|tag| tags.contains(tag))
        && description
            .owned_by
            .as_deref()
            .is_none_or(|wanted| owner == Some(wanted))
}

/// `is good (71.2%)`.
fn state(judgement: &Judgement) -> String {
    match judgement {
        Judgement::Settled(settled) => match (&settled.grade, &settled.score) {
            (Some(grade), Some(score)) => match &settled.before_limits {
                Some(before) if before != grade => {
                    format!("is {grade} ({}%, {before} before limits)", score.percent)
                }
                _ => format!("is {grade} ({}%)", score.percent),
            },
            _ => "is not scored".to_owned(),
        },
        Judgement::Open(open) => match (&open.lowest.grade, &open.highest.grade) {
            (Some(lowest), Some(highest)) if lowest != highest => {
                format!("is anything from {lowest} to {highest}")
            }
            (Some(grade), Some(_)) => format!("is {grade}, though something is missing"),
            _ => "is not settled".to_owned(),
        },
    }
}

/// Takes out what was said before, wherever it was said.
fn once_each(said: &mut Vec<String>) {
    let mut seen = std::collections::HashSet::new();
    said.retain(|one| seen.insert(one.clone()));
}

fn find<'s>(sections: &'s [Section], name: &str) -> Option<&'s Section> {
    sections.iter().find_map(|section| {
        if section.name == name {
            Some(section)
        } else {
            find(&section.sections, name)
        }
    })
}

fn gather<'s>(section: &'s Section, criteria: &mut Vec<&'s Criterion>) {
    criteria.extend(&section.criteria);
    section
        .sections
        .iter()
        .for_each(|inner| gather(inner, criteria));
}

fn section<'s>(sections: &'s [SectionOutcome], name: &str) -> Option<&'s SectionOutcome> {
    sections.iter().find_map(|one| {
        if one.name == name {
            Some(one)
        } else {
            section(&one.sections, name)
        }
    })
}

fn criterion<'s>(sections: &'s [SectionOutcome], name: &str) -> Option<&'s CriterionOutcome> {
    sections.iter().find_map(|section| {
        section
            .criteria
            .iter()
            .find(|criterion| criterion.name == name)
            .or_else(|| criterion(&section.sections, name))
    })
}

fn outcomes<'s>(section: &'s SectionOutcome, found: &mut Vec<&'s CriterionOutcome>) {
    found.extend(&section.criteria);
    section
        .sections
        .iter()
        .for_each(|inner| outcomes(inner, found));
}
