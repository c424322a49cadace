//! `add`, `change` and `remove`.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use crate::ast::{Kind, Overlay, Parsed, Target, Verb};

impl Builder<'_> {
    pub(super) fn overlay(&mut self, pair: Pair<'_, Rule>) -> Overlay {
        let span = self.trimmed(&pair);
        let verb_span = self.first_word(span);
        let mut overlay = Overlay {
            span,
            verb: Verb::Add,
            verb_span,
            target: None,
            after: None,
            block: None,
        };
        let Some(inner) = parts(pair).next() else {
            return overlay;
        };
        overlay.verb = match inner.as_rule() {
            Rule::change => Verb::Change,
            Rule::remove => Verb::Remove,
            _ => Verb::Add,
        };
        for pair in parts(inner) {
            match pair.as_rule() {
                Rule::target => overlay.target = Some(self.target(pair)),
                Rule::name => overlay.after = self.name_or_none(&pair),
                Rule::block | Rule::list_block => overlay.block = Some(self.block_of(None, pair)),
                Rule::bad_value => {
                    let span =
                        self.bad_value(verb_span, &pair, "what it is about, such as `section F`");
                    overlay.target = Some(Parsed::Broken(span));
                }
                _ => {}
            }
        }
        overlay
    }

    fn target(&mut self, pair: Pair<'_, Rule>) -> Parsed<Target> {
        let span = self.trimmed(&pair);
        let kind = Kind::from_keyword(self.text(self.first_word(span)));
        let name = parts(pair).find(|part| part.as_rule() == Rule::name);
        match (kind, name.and_then(|name| self.name_or_none(&name))) {
            (Some(kind), Some(name)) => Parsed::Value(Target { span, kind, name }),
            _ => Parsed::Broken(span),
        }
    }
}
