//! `remove`: something of the base that a local standard does without.

use rubric_lang::ast::{Block, Item, Kind, Overlay, Target};
use rubric_lang::diagnostic::{Code, Diagnostic};

use super::find::{declaration_mut, names_of, take_out};
use super::{Over, found_name, is_because, start_of};
use crate::assemble::origins::key;
use crate::tree::items;

impl Over<'_, '_> {
    pub(super) fn remove(
        &mut self,
        whole: &mut Block,
        target: &Target,
        overlay: &Overlay,
        because: &str,
    ) {
        for item in items(overlay.block.as_ref()) {
            if !matches!(item, Item::Comment(_) | Item::Broken(_)) && !is_because(item) {
                self.loader.say(
                    Diagnostic::new(
                        Code::NotPartOfChange,
                        start_of(item),
                        "what is removed says nothing but why",
                    )
                    .label("not here")
                    .help("write only `because \"…\"`"),
                );
            }
        }
        let Some(found) = declaration_mut(&mut whole.items, target.kind, &target.name.text) else {
            self.no_such(whole, target);
            return;
        };
        let target_key = key(target.kind, found_name(found));
        if let Some(message) = self.protected.removal(found) {
            let span = found.kind_span;
            let help = match target.kind {
                Kind::Criterion => {
                    "keep it; it may be weighed otherwise, and say more in `guidance`"
                }
                Kind::Limit => {
                    "keep it; it may hold the same grades down further, and other limits be added"
                }
                _ => "keep it, and add what is wanted beside it",
            };
            self.is_protected(target.span, &message, span, help);
            return;
        }
        if let Some(first) = self.touched.insert(target_key, target.span) {
            self.twice(target, first);
        }
        let mut gone = Vec::new();
        names_of(found, &mut gone);
        for (kind, name, title) in gone {
            let key = key(kind, &name);
            self.removed
                .insert((kind, name.to_ascii_lowercase()), target.span);
            let files = &self.loader.files;
            self.loader
                .origins
                .remove(files, &key, &title, overlay.verb_span, because);
        }
        take_out(&mut whole.items, target.kind, &target.name.text);
    }
}
