//! A local standard over its base: what it adds, changes and removes, done to a copy of the base.

mod add;
mod change;
mod find;
mod protected;
mod reason;
mod remove;
mod statement;
mod unknown;

use std::collections::HashMap;

use rubric_lang::ast::{
    Block, Declaration, Item, Kind, Overlay, Parsed, Property, PropertyKind, Target, Tree, Verb,
};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_lang::vocabulary::word;

use super::load::Loader;
use super::units::UnitId;
use crate::bounds::{MOST_DECLARATIONS, MOST_STATEMENTS};
use crate::check::{texts_of_reasons, version};
use crate::nearest::Suggestions;
use crate::tree::{items, repetition_key};
use crate::words;
use protected::Protected;
pub use statement::tail_text;

/// Changes where there is nothing to change.
pub fn without_base(declaration: &Declaration, found: &mut Vec<Diagnostic>) {
    for item in items(declaration.block.as_ref()) {
        if let Item::Overlay(overlay) = item {
            found.push(no_base(overlay, declaration.kind));
        }
    }
}

/// That a change stands where no base is named.
fn no_base(overlay: &Overlay, kind: Kind) -> Diagnostic {
    let verb = verb(overlay.verb);
    let noun = kind.keyword();
    Diagnostic::new(
        Code::NoBase,
        overlay.verb_span,
        format!("this {noun} is built on no other: there is nothing to {verb}"),
    )
    .label("of what standard?")
    .help("name the standard that it changes: `rubric our-plan \"…\" extends std/ehc-plan 1 {`; in a standard of its own, write what is wanted where it is declared")
}

fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Add => "add to",
        Verb::Change => "change",
        Verb::Remove => "remove",
    }
}

/// The base with what the local standard says of it.
pub fn apply(
    loader: &mut Loader<'_>,
    base: Declaration,
    local: Declaration,
    unit: UnitId,
) -> Declaration {
    let protected = Protected::of(&base);
    let mut over = Over {
        loader,
        protected,
        touched: HashMap::new(),
        removed: HashMap::new(),
        reasons: Vec::new(),
        suggestions: Suggestions::default(),
        unknown: 0,
    };
    over.apply(base, local, unit)
}

struct Over<'o, 's> {
    loader: &'o mut Loader<'s>,
    protected: Protected,
    /// What has been changed, by key, and where.
    touched: HashMap<String, Span>,
    /// What has been removed, by kind and name in small letters, and where.
    removed: HashMap<(Kind, String), Span>,
    /// The reasons and titles that changes give, which stand nowhere in the tree.
    reasons: Vec<Item>,
    suggestions: Suggestions,
    /// How many changes speak of nothing that is there.
    unknown: usize,
}

impl Over<'_, '_> {
    fn apply(&mut self, base: Declaration, local: Declaration, unit: UnitId) -> Declaration {
        version(&base, &mut self.loader.found);
        let Declaration { block, .. } = local;
        let mut result = Declaration {
            block: None,
            // What the base itself is built on may not have been there.
            extends: base.extends,
            ..local
        };
        let open = block
            .as_ref()
            .map_or(result.span.at_end(), |block| block.open);
        let close = block.as_ref().map_or(Some(open), |block| block.close);
        let inherited = base.block.map_or_else(Vec::new, |block| block.items);
        let is_inherited = |item: &Item| match item {
            Item::Declaration(inner) => inner.kind != Kind::Test,
            Item::Property(property) => !matches!(property.kind, PropertyKind::Version(_)),
            _ => true,
        };
        let mut whole = Block {
            open,
            items: inherited.into_iter().filter(is_inherited).collect(),
            close,
        };
        let mut stated = Vec::new();
        let mut overlays = Vec::new();
        let mut declared = Vec::new();
        for item in block.map_or_else(Vec::new, |block| block.items) {
            match item {
                Item::Property(property) => stated.push(*property),
                Item::Overlay(overlay) => overlays.push(overlay),
                Item::Comment(_) => {}
                item => {
                    if self.is_allowed(&whole, &item, unit) {
                        declared.push(item);
                    }
                }
            }
        }
        let defaults = [Kind::Scale, Kind::Grades].map(|kind| sole(&whole, kind));
        self.state(&mut whole, stated);
        whole.items.extend(declared);
        if let Some(first) = overlays.get(MOST_DECLARATIONS) {
            let message = format!("a local standard makes at most {MOST_DECLARATIONS} changes");
            let diagnostic = Diagnostic::new(Code::TooManyThings, first.verb_span, message)
                .label("what follows is not read");
            self.loader.say(diagnostic);
            overlays.truncate(MOST_DECLARATIONS);
        }
        for overlay in overlays {
            self.overlay(&mut whole, *overlay);
        }
        for default in defaults.into_iter().flatten() {
            keep_default(&mut whole, default);
        }
        let reasons = Tree {
            span: result.span,
            written_in: None,
            items: std::mem::take(&mut self.reasons),
        };
        self.loader.found.extend(texts_of_reasons(&reasons));
        for ((kind, name), span) in std::mem::take(&mut self.removed) {
            self.loader.origins.removed_at.push((kind, name, span));
        }
        result.block = Some(whole);
        result
    }

    /// As many items of a change as are looked at; that there are more is said.
    fn at_most(&mut self, mut items: Vec<Item>) -> Vec<Item> {
        if let Some(first) = items.get(MOST_STATEMENTS) {
            let message = format!("one change says at most {MOST_STATEMENTS} things");
            let diagnostic = Diagnostic::new(Code::TooManyThings, start_of(first), message)
                .label("what follows is not read");
            self.loader.say(diagnostic);
            items.truncate(MOST_STATEMENTS);
        }
        items
    }

    /// What is declared in a local standard without `add`: only tests, and what a library brings. Whether it
    /// is to be there all the same.
    fn is_allowed(&mut self, whole: &Block, item: &Item, unit: UnitId) -> bool {
        let Item::Declaration(declaration) = item else {
            return true;
        };
        let own = self.loader.origins.units.of(declaration.kind_span.file) == unit;
        if !own || declaration.kind == Kind::Test {
            return true;
        }
        let keyword = declaration.kind.keyword();
        if let Some(name) = declaration.name.value()
            && let Some(base) = find::declaration(&whole.items, declaration.kind, &name.text)
        {
            let name = &name.text;
            let title = declaration
                .title
                .as_ref()
                .map_or("…", |title| title.value.as_str());
            self.loader.say(
                Diagnostic::new(
                    Code::AddedWithoutReason,
                    declaration.kind_span,
                    format!("the base has the {} `{name}` already", words::noun(declaration.kind)),
                )
                .label("declared again")
                .related(base.kind_span, "declared here")
                .help(format!(
                    "to have it say something else, write `change {keyword} {name} {{ because \"…\"  title \"{title}\" }}`"
                )),
            );
            return false;
        }
        let name = declaration
            .name
            .value()
            .map_or("…", |name| name.text.as_str());
        let into = match declaration.kind {
            Kind::Criterion => "add to section … { ",
            _ => "add { ",
        };
        self.loader.say(
            Diagnostic::new(
                Code::AddedWithoutReason,
                declaration.kind_span,
                format!("a local standard says why it adds `{name}`"),
            )
            .label("added without a reason")
            .help(format!(
                "write `{into}because \"…\"  {keyword} {name} … }}`"
            )),
        );
        true
    }

    /// What the local standard says of itself takes the place of what it would inherit.
    fn state(&mut self, whole: &mut Block, stated: Vec<Property>) {
        for property in &stated {
            if let PropertyKind::Default {
                kind: Parsed::Value(Kind::Scale),
                name: Parsed::Value(scale),
            } = &property.kind
                && let Some(criterion) = self.protected.by_other_default(scale)
            {
                let message = format!(
                    "another default scale would change how `{criterion}` is answered, which the base marks statutory"
                );
                self.loader.say(
                    Diagnostic::new(Code::Protected, property.span, message)
                        .label("not for a local standard to change")
                        .help("name the scale in the criteria that are to use it"),
                );
            }
        }
        let keys: Vec<Option<String>> =
            stated.iter().map(|one| repetition_key(&one.kind)).collect();
        let is_stated = |item: &Item| match item {
            Item::Property(property) => {
                repetition_key(&property.kind).is_some_and(|key| keys.contains(&Some(key)))
            }
            _ => false,
        };
        whole.items.retain(|item| !is_stated(item));
        let stated = stated.into_iter().map(|one| Item::Property(Box::new(one)));
        whole.items.splice(0..0, stated);
    }

    fn overlay(&mut self, whole: &mut Block, overlay: Overlay) {
        let because = self.because(&overlay);
        let target = match &overlay.target {
            Some(Parsed::Broken(_)) => return,
            Some(Parsed::Value(target)) => Some(target.clone()),
            None => None,
        };
        match (overlay.verb, target) {
            (Verb::Add, None) => self.add_to_rubric(whole, overlay, &because),
            (Verb::Add, Some(target)) => self.add_to(whole, &target, overlay, &because),
            (Verb::Change, Some(target)) => self.change(whole, &target, overlay, &because),
            (Verb::Remove, Some(target)) => self.remove(whole, &target, &overlay, &because),
            (Verb::Change | Verb::Remove, None) => {}
        }
    }

    fn is_protected(&mut self, span: Span, message: &str, base: Span, help: &str) {
        self.loader.say(
            Diagnostic::new(Code::Protected, span, message)
                .label("not for a local standard to change")
                .related(base, "declared here")
                .help(help),
        );
    }

    fn twice(&mut self, target: &Target, first: Span) {
        let name = &target.name.text;
        self.loader.say(
            Diagnostic::new(
                Code::ChangedTwice,
                target.span,
                format!("`{name}` is changed twice"),
            )
            .label("again here")
            .related(first, "first here")
            .help("say all of it in one change, with one reason"),
        );
    }
}

/// The only scale or ladder of a base, which is its default without a word.
fn sole(whole: &Block, kind: Kind) -> Option<Property> {
    let of_kind = |item: &Item| match item {
        Item::Declaration(one) if one.kind == kind => Some((one.kind_span, one.name.clone())),
        _ => None,
    };
    let mut all = whole.items.iter().filter_map(of_kind);
    let (Some((span, name)), None) = (all.next(), all.next()) else {
        return None;
    };
    Some(Property {
        span,
        keyword: span,
        kind: PropertyKind::Default {
            kind: Parsed::Value(kind),
            name,
        },
    })
}

/// What was the default goes on being it where another is added: a local standard inherits what it does
/// not state.
fn keep_default(whole: &mut Block, default: Property) {
    let PropertyKind::Default {
        kind: Parsed::Value(kind),
        name: Parsed::Value(name),
    } = &default.kind
    else {
        return;
    };
    let key = repetition_key(&default.kind);
    let is_stated = |item: &Item| match item {
        Item::Property(property) => repetition_key(&property.kind) == key,
        _ => false,
    };
    let same = find::declaration_mut(&mut whole.items, *kind, &name.text).is_some();
    if same && sole(whole, *kind).is_none() && !whole.items.iter().any(is_stated) {
        whole.items.insert(0, Item::Property(Box::new(default)));
    }
}

fn found_name(declaration: &Declaration) -> &str {
    declaration
        .name
        .value()
        .map_or("", |name| name.text.as_str())
}

fn is_because(item: &Item) -> bool {
    matches!(item, Item::Property(property) if word(&property.kind) == "because")
}

/// Where an item begins: the word that says what it is.
fn start_of(item: &Item) -> Span {
    match item {
        Item::Declaration(declaration) => declaration.kind_span,
        Item::Property(property) => property.keyword,
        Item::Entry(entry) => entry.name.span,
        Item::Overlay(overlay) => overlay.verb_span,
        Item::Comment(comment) => comment.span,
        Item::Broken(broken) => broken.span,
    }
}
