//! JSON Schemas, generated from the types.

use schemars::Schema;

use crate::assurance::Assurance;
use crate::audit::Audit;
use crate::diff::Difference;
use crate::explanation::Explanation;
use crate::outcome::Outcome;
use crate::rubric::Rubric;

/// The schemas of everything this crate defines, each with its file's name in `schema/`.
#[must_use]
pub fn all() -> [(&'static str, Schema); 6] {
    [
        ("rubric.schema.json", schemars::schema_for!(Rubric)),
        ("audit.schema.json", schemars::schema_for!(Audit)),
        ("outcome.schema.json", schemars::schema_for!(Outcome)),
        (
            "explanation.schema.json",
            schemars::schema_for!(Explanation),
        ),
        ("assurance.schema.json", schemars::schema_for!(Assurance)),
        ("diff.schema.json", schemars::schema_for!(Difference)),
    ]
}
