//! What has a name and a title.

use rubric_model::rubric::{Cause, Fact, Guarantee, Indicator, Ladder, Owner, Scale, Source};

/// Something with a name and a title.
pub(super) trait Called {
    fn name(&self) -> &String;
    fn title(&self) -> &String;
}

macro_rules! called {
    ($($kind:ident),+) => {
        $(impl Called for $kind {
            fn name(&self) -> &String {
                &self.name
            }

            fn title(&self) -> &String {
                &self.title
            }
        })+
    };
}

called!(
    Source, Owner, Fact, Cause, Scale, Ladder, Indicator, Guarantee
);
