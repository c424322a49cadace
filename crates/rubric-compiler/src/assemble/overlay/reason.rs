//! `because`: why a change is made.

use rubric_lang::ast::{Item, Overlay, PropertyKind, Text, TextKeyword, Verb};
use rubric_lang::diagnostic::{Code, Diagnostic};

use super::Over;
use crate::tree::items;

impl Over<'_, '_> {
    /// The reason of a change; without one, the change is made all the same.
    pub(super) fn because(&mut self, overlay: &Overlay) -> String {
        let block = overlay.block.as_ref();
        let mut given: Option<&Text> = None;
        let mut broken = block.is_some_and(|block| block.close.is_none());
        for item in items(block) {
            match item {
                Item::Property(property) => match &property.kind {
                    PropertyKind::Text(TextKeyword::Because, text) => {
                        broken |= text.value().is_none();
                        if let (Some(first), Some(_)) = (given, text.value()) {
                            self.loader.say(
                                Diagnostic::new(
                                    Code::RepeatedStatement,
                                    property.span,
                                    "`because` is given twice",
                                )
                                .label("given again here")
                                .related(first.span, "first given here")
                                .help("say it in one text"),
                            );
                        }
                        given = given.or(text.value());
                        self.reasons.push(item.clone());
                    }
                    PropertyKind::Text(TextKeyword::Title, _) => self.reasons.push(item.clone()),
                    _ => {}
                },
                Item::Broken(_) => broken = true,
                _ => {}
            }
        }
        if let Some(text) = given {
            return text.value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if !broken {
            let (what, how) = match overlay.verb {
                Verb::Add => ("adds something", "write `because \"…\"` first in its block"),
                Verb::Change => (
                    "changes something",
                    "write `because \"…\"` first in its block",
                ),
                Verb::Remove => (
                    "removes something",
                    "write `{ because \"…\" }` at the end of the line",
                ),
            };
            self.loader.say(
                Diagnostic::new(
                    Code::NoReason,
                    overlay.verb_span,
                    format!("this {what} and does not say why"),
                )
                .label("no reason")
                .help(how),
            );
        }
        String::new()
    }
}
