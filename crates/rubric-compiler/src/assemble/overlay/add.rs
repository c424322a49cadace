//! `add`: something new in the rubric, or in something of the base.

use rubric_lang::ast::{Block, Declaration, Item, Kind, Overlay, PropertyKind, Target};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::vocabulary::word;

use super::find::{after_name, after_statements, block_of, declaration_mut, names_of};
use super::statement::{self, is_repeatable, said, written, written_line};
use super::{Over, is_because};
use crate::assemble::origins::key;
use crate::tree::repetition_key;

impl Over<'_, '_> {
    pub(super) fn add_to_rubric(&mut self, whole: &mut Block, overlay: Overlay, because: &str) {
        let mut at = whole.items.len();
        if let Some(after) = &overlay.after {
            match after_name(whole, &after.text) {
                Some(place) => at = place,
                None => self.nothing_after(after),
            }
        }
        let mut new = Vec::new();
        for item in self.new_items(overlay.block) {
            match &item {
                Item::Property(property) => {
                    let word = word(&property.kind);
                    self.loader.say(
                        Diagnostic::new(Code::NotPartOfChange, property.keyword, format!("`{word}` is not added"))
                            .label("not here")
                            .help("what a local standard says of itself stands in it directly, without `add`; to add to a section or another part, write `add to section …`"),
                    );
                }
                Item::Declaration(declaration) if declaration.kind == Kind::Criterion => {
                    self.loader.say(
                        Diagnostic::new(
                            Code::NotPartOfChange,
                            declaration.kind_span,
                            "a criterion is added to a section",
                        )
                        .label("to which section?")
                        .help("write `add to section …` with the name of the section"),
                    );
                }
                Item::Declaration(declaration) => {
                    self.is_added(declaration, because);
                    new.push(item);
                }
                _ => new.push(item),
            }
        }
        whole.items.splice(at..at, new);
    }

    pub(super) fn add_to(
        &mut self,
        whole: &mut Block,
        target: &Target,
        overlay: Overlay,
        because: &str,
    ) {
        let Some(found) = declaration_mut(&mut whole.items, target.kind, &target.name.text) else {
            self.no_such(whole, target);
            return;
        };
        let name = super::found_name(found).to_owned();
        let (declared_at, is_criterion) = (found.kind_span, target.kind == Kind::Criterion);
        let statutory_inside = match target.kind {
            Kind::Section => self.protected.narrowing(found),
            _ => None,
        };
        let block = block_of(found);
        let mut at = block.items.len();
        if let Some(after) = &overlay.after {
            match after_name(block, &after.text) {
                Some(place) => at = place,
                None => self.nothing_after(after),
            }
        }
        let mut what = Vec::new();
        for item in self.new_items(overlay.block) {
            match &item {
                Item::Declaration(declaration) => {
                    self.is_added(declaration, because);
                    block.items.insert(at, item);
                    at = at.saturating_add(1);
                }
                Item::Entry(entry) => {
                    if let Some(message) = self.protected.scale(target.kind, &name) {
                        let help = "declare a scale of your own, and name it in the criteria that are to use it";
                        self.is_protected(entry.span, &message, declared_at, help);
                        continue;
                    }
                    let said = said(
                        &entry.name.text,
                        None,
                        Some(written_line(&self.loader.files, entry)),
                    );
                    what.push(said);
                    block.items.insert(at, item);
                    at = at.saturating_add(1);
                }
                Item::Property(property) => {
                    let property_key = repetition_key(&property.kind);
                    let earlier = block.items.iter().filter_map(statement::of).find(|one| {
                        !is_repeatable(&property.kind) && repetition_key(&one.kind) == property_key
                    });
                    if let Some(earlier) = earlier {
                        let word = word(&property.kind);
                        let (span, keyword) = (earlier.span, target.kind.keyword());
                        self.loader.say(
                            Diagnostic::new(
                                Code::RepeatedStatement,
                                property.span,
                                format!("`{name}` has its `{word}` already"),
                            )
                            .label("added here")
                            .related(span, "said here")
                            .help(format!(
                                "to say it otherwise, write it in `change {keyword} {name} {{ … }}`"
                            )),
                        );
                        continue;
                    }
                    let refused = match &property.kind {
                        kind if is_criterion => self.protected.statement(&name, kind),
                        PropertyKind::AppliesWhen(_) => statutory_inside.clone(),
                        _ => None,
                    };
                    if let Some(message) = refused {
                        self.is_protected(
                            property.span,
                            &message,
                            declared_at,
                            "leave it as the base has it",
                        );
                        continue;
                    }
                    what.push(said(
                        statement::called(&property.kind),
                        None,
                        Some(written(&self.loader.files, property)),
                    ));
                    let place = after_statements(block);
                    if place <= at {
                        at = at.saturating_add(1);
                    }
                    block.items.insert(place, item);
                }
                _ => {
                    block.items.insert(at, item);
                    at = at.saturating_add(1);
                }
            }
        }
        if !what.is_empty() {
            let files = &self.loader.files;
            self.loader.origins.change(
                files,
                (target.kind, &name),
                overlay.verb_span,
                what,
                because,
            );
        }
    }

    /// What a block holds besides its reason; where that is nothing, it says so.
    fn new_items(&mut self, block: Option<Block>) -> Vec<Item> {
        let Some(block) = block else {
            return Vec::new();
        };
        let whole = block.close.is_some();
        let open = block.open;
        let mut new = self.at_most(block.items);
        new.retain(|item| !is_because(item) && !matches!(item, Item::Comment(_)));
        if new.is_empty() && whole {
            self.loader.say(
                Diagnostic::new(Code::ChangesNothing, open, "nothing is added")
                    .label("what is new?")
                    .help("write it after the reason: `add to section F { because \"…\"  criterion … }`"),
            );
        }
        new
    }

    fn nothing_after(&mut self, after: &rubric_lang::ast::Name) {
        self.loader.say(
            Diagnostic::new(
                Code::NothingToChange,
                after.span,
                format!("nothing there is called `{}`", after.text),
            )
            .label("after what?")
            .help("name what it is to stand after, or leave `after` out to put it at the end"),
        );
    }

    /// Notes that a declaration and all in it are new, and why.
    fn is_added(&mut self, declaration: &Declaration, because: &str) {
        let mut names = Vec::new();
        names_of(declaration, &mut names);
        for (kind, name, _) in names {
            let key = key(kind, &name);
            self.touched
                .entry(key.clone())
                .or_insert(declaration.kind_span);
            self.loader.origins.added.insert(key, because.to_owned());
        }
    }
}
