//! How many members of a group, and whether so many can be.

use rubric_lang::ast::{Bound, GroupCount, Number};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_model::condition::Quantity;

use super::Reader;
use crate::{number, words};

impl Reader<'_, '_> {
    pub(super) fn quantity(
        &mut self,
        count: &GroupCount,
        sizes: &[usize],
        criteria: bool,
    ) -> Option<Quantity> {
        let most = sizes.iter().copied().max().unwrap_or_default();
        let (one, many) = if criteria {
            ("criterion", "criteria")
        } else {
            ("section", "sections")
        };
        let members = words::count(most, one, many);
        let certain = self.standard.names.is_certain();
        if let Some(whole) = &count.whole {
            let given = self.whole_number(whole)?;
            if certain
                && sizes
                    .iter()
                    .any(|size| *size != 0 && *size != given as usize)
            {
                self.report(
                    Diagnostic::new(
                        Code::WrongCount,
                        whole.span,
                        format!("this group has {members}, not {given}"),
                    )
                    .label("the count of the whole")
                    .help(format!("write `of {most}`, or leave the count out")),
                );
                return None;
            }
        }
        let (number, quantity): (&Number, fn(u32) -> Quantity) = match &count.bound {
            Bound::Any(_) => return Some(Quantity::Any),
            Bound::All(_) => return Some(Quantity::Every),
            Bound::No(_) => return Some(Quantity::No),
            Bound::AllBut(number) => (number, Quantity::AllBut),
            Bound::AtLeast(number) => (number, Quantity::AtLeast),
            Bound::AtMost(number) => (number, Quantity::AtMost),
            Bound::Exactly(number) => (number, Quantity::Exactly),
        };
        let given = self.whole_number(number)?;
        if certain && given as usize > most {
            self.report(
                Diagnostic::new(
                    Code::WrongCount,
                    number.span,
                    format!("this group has only {members}"),
                )
                .label(format!("{given} is more than there are"))
                .help(format!("write a number from 0 to {most}")),
            );
            return None;
        }
        if given == 0 && matches!(count.bound, Bound::AtLeast(_)) {
            self.report(
                Diagnostic::new(Code::WrongCount, number.span, "`at least 0` always holds")
                    .label("says nothing")
                    .help("write `at least 1`, or `any`"),
            );
            return None;
        }
        Some(quantity(given))
    }

    fn whole_number(&mut self, given: &Number) -> Option<u32> {
        let whole = number::whole(given);
        if whole.is_none() && number::is_bounded(given) {
            let written = number::written(given);
            let diagnostic = Diagnostic::new(
                Code::WrongCount,
                given.span,
                format!("`{written}` is not a count"),
            )
            .label("members are counted in whole numbers")
            .help("write how many, such as `at least 2`");
            self.report(diagnostic);
        }
        whole
    }
}
