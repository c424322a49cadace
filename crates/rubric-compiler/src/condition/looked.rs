//! The levels and grades that conditions name, for what is said of all limits together.

use rubric_lang::ast::{Name, Operator};
use rubric_lang::source::Span;

use super::Reader;
use super::levels::{Compared, Order};
use crate::standard::{Answer, Found};

/// A level or grade that a condition named.
#[derive(Clone, Debug)]
pub struct Looked<'t> {
    /// The words, from `is` on.
    pub span: Span,
    /// The words as they are written.
    pub said: String,
    /// The scale or ladder.
    pub order: Order<'t>,
    /// Its place there.
    pub place: usize,
    /// How it was compared; nothing for one of a list.
    pub operator: Option<Operator>,
    /// What is better by one, and what is worse and can be so.
    pub better: Option<&'t str>,
    /// See there.
    pub worse: Vec<&'t str>,
}

impl<'t> Reader<'_, 't> {
    /// Notes what is looked at.
    pub(super) fn look(
        &mut self,
        compared: Compared<'_, 't>,
        name: &Name,
        operator: Option<Operator>,
        span: Span,
    ) {
        let Some(order) = compared.members.first().map(|member| member.order) else {
            return;
        };
        let Some((names, place)) = self.ranks(order, &name.text) else {
            return;
        };
        self.step(names.len());
        let worse = names.iter().skip(place.saturating_add(1));
        let worse = worse.filter(|level| {
            let mut members = compared
                .members
                .iter()
                .filter(|member| member.order == order);
            members.any(|member| {
                self.step(1);
                self.can_be(member.name, level)
            })
        });
        let worse = match operator {
            Some(Operator::Is) => worse.copied().collect(),
            _ => Vec::new(),
        };
        let better = place
            .checked_sub(1)
            .and_then(|place| names.get(place))
            .copied();
        self.looked.push(Looked {
            span,
            said: self.text(span),
            order,
            place,
            operator,
            better,
            worse,
        });
    }

    /// The scored levels or the grades, best first, and which of them this one is.
    fn ranks(&self, order: Order<'t>, name: &str) -> Option<(Vec<&'t str>, usize)> {
        let names: Vec<&str> = match order {
            Order::Scale(scale) => {
                let scale = &self.standard.scales[scale];
                scale.scored().map(|place| scale.name(place)).collect()
            }
            Order::Ladder(ladder) => {
                let ladder = &self.standard.ladders[ladder];
                (0..ladder.rungs.len())
                    .map(|place| ladder.name(place))
                    .collect()
            }
            Order::YesNo | Order::Nothing | Order::Unknown => return None,
        };
        let place = names
            .iter()
            .position(|one| one.eq_ignore_ascii_case(name))?;
        Some((names, place))
    }

    /// Whether an answer to a criterion, or a section's grade, can be so.
    fn can_be(&self, member: &str, level: &str) -> bool {
        let Some(Found::Criterion(id)) = self.standard.names.member(member) else {
            return true;
        };
        match &self.standard.criteria[id].answer {
            Some(Answer::Scale { scale, without, .. }) => {
                let place = self.standard.scales[*scale].find(level);
                place.is_some_and(|place| !without.contains(&place))
            }
            Some(answer) => answer.mapping().is_some_and(|mapping| {
                crate::tree::entries(mapping.block)
                    .any(|line| line.name.text.eq_ignore_ascii_case(level))
            }),
            None => false,
        }
    }
}
