//! How much has been looked at.

use crate::budget::Budget;
use crate::halt::Halt;

/// Counts the steps of one question.
pub(crate) struct Meter<'b> {
    left: u64,
    budget: Budget<'b>,
    since_asked: u64,
}

/// How many steps pass between two looks at whether time is over.
const BETWEEN_LOOKS: u64 = 100_000;

impl<'b> Meter<'b> {
    pub(crate) fn new(budget: Budget<'b>) -> Self {
        Self {
            left: budget.steps,
            budget,
            since_asked: BETWEEN_LOOKS,
        }
    }

    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), Halt> {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX).saturating_add(1);
        self.left = self.left.checked_sub(steps).ok_or(Halt::Budget)?;
        self.since_asked = self.since_asked.saturating_add(steps);
        if self.since_asked >= BETWEEN_LOOKS {
            self.since_asked = 0;
            if self.budget.is_over() {
                return Err(Halt::Budget);
            }
        }
        Ok(())
    }
}
