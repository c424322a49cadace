//! The generated parser. Its rules are known only inside this crate.

#[derive(pest_derive::Parser)]
#[grammar = "grammar.pest"]
pub(crate) struct Grammar;

impl Rule {
    /// Whether this is a keyword, which says nothing that the rule around it does not say.
    pub(crate) fn is_keyword(self) -> bool {
        self >= Self::k_above
    }
}
