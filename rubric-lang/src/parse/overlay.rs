//! `add`, `change` and `remove`.

use pest::iterators::Pair;

use super::builder::{Builder, parts};
use super::grammar::Rule;
use super::value::is_reference;
use crate::ast::{Kind, Overlay, Parsed, Property, PropertyKind, RemovedPart, Target, Verb};

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
                Rule::change_block | Rule::change_list => {
                    let kind = overlay.target.as_ref().and_then(Parsed::value);
                    let kind = kind.map_or(Kind::Rubric, |target| target.kind);
                    overlay.block = Some(self.block_of_change(kind, pair));
                }
                Rule::loose_statements | Rule::loose_lines => {
                    let after = self.after(verb_span, span);
                    let target = overlay.target.as_ref().and_then(Parsed::value);
                    let words = self.text(target.map_or(after, |target| target.span));
                    let words = format!("{} {words}", self.text(verb_span));
                    overlay.block = Some(self.loose_statements(&words, "", pair));
                }
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

    /// `remove essential`, in a change.
    pub(super) fn remove_part(&mut self, pair: Pair<'_, Rule>) -> Property {
        let span = self.trimmed(&pair);
        let keyword = self.first_word(span);
        let mut removed = RemovedPart {
            span: self.after(keyword, span),
            word: String::new(),
            name: None,
            text: None,
        };
        for part in parts(pair) {
            match part.as_rule() {
                Rule::part_words => {
                    let words = self.text(self.trimmed(&part)).split_whitespace();
                    let words: Vec<&str> = words.collect();
                    removed.word = words.join(" ").to_ascii_lowercase();
                }
                Rule::text => removed.text = Some(self.read_text(&part)),
                _ if is_reference(&part) => removed.name = self.name_or_none(&part),
                _ => {
                    let broken = self.bad_value(
                        keyword,
                        &part,
                        "what is to be taken out, such as `remove essential`",
                    );
                    return Property {
                        span,
                        keyword,
                        kind: PropertyKind::Remove(Parsed::Broken(broken)),
                    };
                }
            }
        }
        Property {
            span,
            keyword,
            kind: PropertyKind::Remove(Parsed::Value(removed)),
        }
    }

    fn target(&mut self, pair: Pair<'_, Rule>) -> Parsed<Target> {
        let span = self.trimmed(&pair);
        let kind = Kind::from_keyword(self.text(self.first_word(span)));
        let name = parts(pair).find(is_reference);
        match (kind, name.and_then(|name| self.name_or_none(&name))) {
            (Some(kind), Some(name)) => Parsed::Value(Target { span, kind, name }),
            _ => Parsed::Broken(span),
        }
    }
}
