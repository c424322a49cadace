//! All that is declared, by the key that provenance has for it.

use rubric_lang::ast::Kind;

use super::{Head, Standard};

impl<'t> Standard<'t> {
    /// Every element of the compiled rubric with its key: a bare name for criteria, sections and
    /// facts, `kind name` for all others.
    pub fn elements(&self) -> impl Iterator<Item = (String, Head<'t>)> {
        self.heads().map(|head| {
            let key = match head.declaration.kind {
                Kind::Section | Kind::Criterion | Kind::Fact => head.text().to_owned(),
                kind => format!("{} {}", kind.keyword(), head.text()),
            };
            (key, head)
        })
    }

    fn heads(&self) -> impl Iterator<Item = Head<'t>> {
        let heads = (self.sources.iter().map(|one| one.head))
            .chain(self.owners.iter().copied())
            .chain(self.facts.iter().map(|one| one.head))
            .chain(self.causes.iter().copied())
            .chain(self.scales.iter().map(|one| one.head))
            .chain(self.ladders.iter().map(|one| one.head))
            .chain(self.sections.iter().map(|one| one.head))
            .chain(self.criteria.iter().map(|one| one.head))
            .chain(self.limits.iter().map(|one| one.head));
        let promises = self.indicators.iter().chain(self.guarantees.iter());
        heads.chain(promises.copied())
    }
}
