//! Conditions with what each part of them comes to.

use rubric_model::Name;
use rubric_model::condition::{Condition, Group, GroupCondition, MemberTest, Quantity, Subject};
use rubric_model::explanation::{
    ConditionExplanation, GroupExplanation, Joined, MOST_LISTED, MemberExplanation, Truth,
};

use super::Explainer;

impl Explainer<'_> {
    /// A condition of what is judged: the section at a place, or the whole.
    pub(super) fn condition(
        &self,
        judged: Option<usize>,
        condition: &Condition,
    ) -> ConditionExplanation {
        ConditionExplanation {
            text: Some(condition.to_string()),
            ..self.part(judged, condition)
        }
    }

    // Depth is bounded when the rubric is read.
    fn part(&self, judged: Option<usize>, condition: &Condition) -> ConditionExplanation {
        let (joined, parts) = match condition {
            Condition::All(parts) => (Some(Joined::All), parts.as_slice()),
            Condition::AnyOf(parts) => (Some(Joined::AnyOf), parts.as_slice()),
            Condition::Not(part) => (Some(Joined::Not), std::slice::from_ref(&**part)),
            _ => (None, &[][..]),
        };
        ConditionExplanation {
            text: joined.is_none().then(|| condition.to_string()),
            truth: self.seen.truth(judged, condition),
            joined,
            parts: parts.iter().map(|part| self.part(judged, part)).collect(),
            group: match condition {
                Condition::Group(group) => Some(self.group(judged, group)),
                _ => None,
            },
            actual: match condition {
                Condition::Fact(name, _) => Some(self.fact(name)),
                Condition::Criterion(name, test) => Some(self.criterion_is(name, test)),
                Condition::Judged(subject, test) => Some(self.judged_is(judged, subject, test)),
                _ => None,
            },
        }
    }

    fn group(&self, judged: Option<usize>, group: &GroupCondition) -> GroupExplanation {
        let mut told = GroupExplanation {
            holding: 0,
            not_holding: 0,
            undecided: 0,
            outside: 0,
            members: Vec::new(),
        };
        let of_all = matches!(group.quantity, Quantity::Every | Quantity::AllBut(_));
        for place in self.seen.members(judged, group) {
            let found = match group.test {
                MemberTest::Criterion(_) => {
                    (self.criteria.get(place)).map(|one| (one.name, one.is_outside()))
                }
                MemberTest::Section(_) => {
                    (self.sections.get(place)).map(|one| (one.name, one.is_outside()))
                }
            };
            let Some((name, is_outside)) = found else {
                continue;
            };
            let truth = self.member(judged, name, of_all, &group.test);
            let (count, decides) = match truth {
                _ if is_outside => (&mut told.outside, false),
                Truth::Holds => (&mut told.holding, !of_all),
                Truth::DoesNotHold => (&mut told.not_holding, of_all),
                Truth::Undecided => (&mut told.undecided, true),
            };
            *count = count.saturating_add(1);
            if decides && told.members.len() < MOST_LISTED {
                told.members.push(MemberExplanation {
                    name: name.clone(),
                    truth,
                    actual: match &group.test {
                        MemberTest::Criterion(test) => self.criterion_is(name, test),
                        MemberTest::Section(test) => {
                            self.judged_is(judged, &Subject::Section(name.clone()), test)
                        }
                    },
                });
            }
        }
        told
    }

    /// Whether one member is so, as far as its group asks: of `all`, whether it is no exception; of
    /// any other count, whether it is one of those that are counted.
    fn member(&self, judged: Option<usize>, name: &Name, of_all: bool, test: &MemberTest) -> Truth {
        let alone = Condition::Group(GroupCondition {
            quantity: if of_all {
                Quantity::Every
            } else {
                Quantity::Any
            },
            group: Group::Named(vec![name.clone()]),
            test: test.clone(),
        });
        self.seen.truth(judged, &alone)
    }
}
