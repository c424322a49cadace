//! How much has been looked at.

use crate::budget::Budget;
use crate::halt::Halt;

/// Counts the steps of one question.
pub(crate) struct Meter<'b> {
    most: u64,
    left: u64,
    budget: Budget<'b>,
    since_asked: u64,
}

/// How many steps pass between two looks at whether time is over.
const BETWEEN_LOOKS: u64 = 100_000;

impl<'b> Meter<'b> {
    pub(crate) fn new(budget: Budget<'b>) -> Self {
        let together = budget.left.map_or(u64::MAX, std::cell::Cell::get);
        let most = budget.steps.min(together);
        Self {
            most,
            left: most,
            budget,
            since_asked: BETWEEN_LOOKS,
        }
    }

    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), Halt> {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX).saturating_add(1);
        let Some(left) = self.left.checked_sub(steps) else {
            self.left = 0;
            return Err(Halt::Budget);
        };
        self.left = left;
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

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        if let Some(together) = self.budget.left {
            let used = self.most.saturating_sub(self.left);
            together.set(together.get().saturating_sub(used));
        }
    }
}
