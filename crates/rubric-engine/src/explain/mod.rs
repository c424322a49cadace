//! What an audit comes to, with what it was worked out from at hand to explain it.

mod actual;
mod condition;
mod seen;
mod tree;

use std::ops::Deref;

use rubric_model::explanation::Explanation;
use rubric_model::outcome::Outcome as Document;
use serde::{Serialize, Serializer};

use crate::audit::Audit;
use crate::rubric::Rubric;
use crate::verdict::Verdict;
use seen::Seen;
use tree::Explainer;

/// What one audit comes to. It reads as the [document](Document) it holds, and is written as that.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    document: Document,
    rubric: &'a Rubric,
    audit: &'a Audit,
}

impl Rubric {
    /// Scores an audit and explains the result. It cannot fail.
    #[must_use]
    pub fn score<'a>(&'a self, audit: &'a Audit) -> Outcome<'a> {
        Outcome {
            document: self.outcome_document(audit),
            rubric: self,
            audit,
        }
    }
}

impl Outcome<'_> {
    /// Why it comes to that: ladders, limits and conditions with what decided each. As text where it
    /// is shown, as JSON where it is serialised.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        let verdict = Verdict::new(self.rubric.index(), self.audit);
        let seen = Seen::new(self.rubric, self.audit, &verdict);
        let audit = self.rubric.write_audit(self.audit);
        Explainer::new(self.rubric.model(), &audit, &self.document, &seen).tree()
    }

    /// The outcome as data that stands by itself.
    #[must_use]
    pub fn into_document(self) -> Document {
        self.document
    }
}

impl Deref for Outcome<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

impl Serialize for Outcome<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.document.serialize(serializer)
    }
}
