//! The numbers that a fact or an answer may be, and which of them a set of tests can tell apart.

use super::Number;

/// The numbers that a fact or a number criterion may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// The least it may be.
    pub from: Number,
    /// The most it may be.
    pub to: Number,
    /// Whether it may have decimal places; otherwise it is whole.
    pub decimal: bool,
}

impl Domain {
    pub(crate) fn has(&self, number: &Number) -> bool {
        self.from <= *number && *number <= self.to && (self.decimal || number.is_whole())
    }

    /// Numbers of the domain, ascending, among which there is one on each constant that it holds,
    /// one between each two neighbours, and one beyond either end, as far as it holds any.
    #[must_use]
    pub fn representatives<'a>(
        &self,
        constants: impl IntoIterator<Item = &'a Number>,
    ) -> Vec<Number> {
        let mut marks: Vec<Number> = vec![self.from.clone(), self.to.clone()];
        for constant in constants {
            if self.decimal {
                marks.push(constant.clone());
            } else {
                let (floor, ceiling) = (constant.floor(), constant.ceil());
                marks.extend([&floor - Number::ONE, &ceiling + Number::ONE, floor, ceiling]);
            }
        }
        marks.sort();
        marks.dedup();
        if self.decimal {
            let between: Vec<Number> = (marks.iter().zip(marks.iter().skip(1)))
                .map(|(left, right)| (left + right) / Number::whole(2))
                .collect();
            marks.extend(between);
            marks.sort();
        }
        marks.retain(|mark| self.has(mark));
        marks
    }
}
