//! The generated parser. Its rules are known only inside [`super`].

#[derive(pest_derive::Parser)]
#[grammar = "grammar.pest"]
pub(super) struct Grammar;

impl Rule {
    /// Whether this is a keyword, which says nothing that the rule around it does not say.
    pub(super) fn is_keyword(self) -> bool {
        self >= Self::k_above
    }
}
