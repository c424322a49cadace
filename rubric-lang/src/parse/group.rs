//! Counts of the members of a group.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use crate::ast::{Bound, Condition, Group, GroupCount, Members, Name, Noun, Parsed, Subject};

impl Builder<'_> {
    pub(super) fn group_count(&mut self, pair: Pair<'_, Rule>) -> Condition {
        let span = self.trimmed(&pair);
        let (mut bound, mut whole, mut group, mut predicate) = (None, None, None, None);
        for part in parts(pair) {
            match part.as_rule() {
                Rule::bound => bound = Some(self.bound(part)),
                Rule::whole => whole = parts(part).next().map(|number| self.number(&number)),
                Rule::members => group = Some(self.members(part)),
                Rule::group => group = Some(self.group(part)),
                Rule::predicate => predicate = Some(self.predicate(part)),
                _ => predicate = Some(self.bad_predicate(&part)),
            }
        }
        match (bound, group, predicate) {
            (Some(bound), Some(group), Some(predicate)) => Condition::Group(GroupCount {
                span,
                bound,
                whole,
                group,
                predicate,
            }),
            _ => Condition::Broken(span),
        }
    }

    pub(super) fn bound(&mut self, pair: Pair<'_, Rule>) -> Bound {
        let span = self.trimmed(&pair);
        let Some(part) = parts(pair).next() else {
            return Bound::Any(span);
        };
        let rule = part.as_rule();
        let number = parts(part).find_map(|part| match part.as_rule() {
            Rule::number => Some(self.number(&part)),
            Rule::number_word => Some(self.number_word(&part)),
            _ => None,
        });
        match (rule, number) {
            (Rule::all_but, Some(number)) => Bound::AllBut(number),
            (Rule::at_least, Some(number)) => Bound::AtLeast(number),
            (Rule::at_most, Some(number)) => Bound::AtMost(number),
            (Rule::exactly, Some(number)) => Bound::Exactly(number),
            (Rule::all, _) => Bound::All(span),
            (Rule::no, _) => Bound::No(span),
            _ => Bound::Any(span),
        }
    }

    fn members(&mut self, pair: Pair<'_, Rule>) -> Group {
        let span = self.trimmed(&pair);
        let missing = parts(pair.clone()).any(|part| part.as_rule() == Rule::missing_parenthesis);
        let names = self.names(pair);
        if missing {
            self.unclosed_list(span);
        }
        Group {
            span,
            members: Members::Named(names),
        }
    }

    fn group(&mut self, pair: Pair<'_, Rule>) -> Group {
        let span = self.trimmed(&pair);
        let (mut noun, mut essential, mut statutory, mut within) =
            (Noun::Sections, false, false, None);
        let (mut tagged, mut owned_by): (Vec<Name>, Vec<Name>) = (Vec::new(), Vec::new());
        for part in parts(pair) {
            match part.as_rule() {
                Rule::essential => essential = true,
                Rule::statutory => statutory = true,
                Rule::noun_criteria => noun = Noun::Criteria,
                Rule::within => within = Some(self.within(part)),
                Rule::tagged => tagged.extend(self.names(part)),
                Rule::owned_by => owned_by.extend(self.names(part)),
                _ => {}
            }
        }
        Group {
            span,
            members: Members::Described {
                noun,
                essential,
                statutory,
                within,
                tagged,
                owned_by,
            },
        }
    }

    fn within(&mut self, pair: Pair<'_, Rule>) -> Parsed<Subject> {
        let span = self.trimmed(&pair);
        match parts(pair).next() {
            Some(part) if part.as_rule() == Rule::it => {
                Parsed::Value(Subject::It(self.trimmed(&part)))
            }
            Some(part) => match self.name(&part) {
                Parsed::Value(name) => Parsed::Value(Subject::Section(name)),
                Parsed::Broken(span) => Parsed::Broken(span),
            },
            None => Parsed::Broken(span),
        }
    }
}
