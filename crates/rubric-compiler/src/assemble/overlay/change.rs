//! `change`: something of the base, said otherwise.

use std::collections::{BTreeMap, HashMap, HashSet};

use rubric_lang::ast::{
    Block, Declaration, Entry, Item, Kind, NameKeyword, Overlay, Parsed, Property, PropertyKind,
    RemovedPart, Target, Text, TextKeyword,
};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::{Files, Span};
use rubric_lang::vocabulary::{is_form, word};
use rubric_model::rubric::Said;

use super::find::{after_statements, block_of, declaration_mut};
use super::statement::{self, called, is_removed, is_same, replaced, said, written, written_line};
use super::{Over, found_name, is_because, start_of};
use crate::assemble::origins::{TITLE, key};

/// What is being changed.
struct Changing<'c> {
    target: &'c Target,
    /// Its name as the base has it.
    name: String,
    declared_at: Span,
    what: Vec<Said>,
}

impl Over<'_, '_> {
    pub(super) fn change(
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
        let mut changing = Changing {
            target,
            name: found_name(found).to_owned(),
            declared_at: found.kind_span,
            what: Vec::new(),
        };
        let key = key(target.kind, &changing.name);
        if let Some(first) = self.touched.insert(key, target.span) {
            self.twice(target, first);
            return;
        }
        let Some(block) = overlay.block else {
            self.says_nothing(target.span.at_end());
            return;
        };
        let is_whole = block.close.is_some();
        let mut is_empty = true;
        let mut statements = Vec::new();
        for item in self.at_most(block.items) {
            if is_because(&item) || matches!(item, Item::Comment(_)) {
                continue;
            }
            is_empty = false;
            statements.extend(self.change_one(found, item, &mut changing));
        }
        self.statements(found, statements, &mut changing);
        if is_empty && is_whole {
            self.says_nothing(block.open);
        }
        if !changing.what.is_empty() {
            let files = &self.loader.files;
            self.loader.origins.change(
                files,
                (target.kind, &changing.name),
                overlay.verb_span,
                changing.what,
                because,
            );
        }
    }

    fn says_nothing(&mut self, span: Span) {
        self.loader.say(
            Diagnostic::new(Code::ChangesNothing, span, "nothing is changed")
                .label("what is to be otherwise?")
                .help("write what it is to say: `change criterion x { because \"…\"  weight 4 }`"),
        );
    }

    /// Does all but what statements say, which is given back.
    fn change_one(
        &mut self,
        found: &mut Declaration,
        item: Item,
        changing: &mut Changing<'_>,
    ) -> Option<Property> {
        match item {
            Item::Property(property) => match &property.kind {
                PropertyKind::Text(TextKeyword::Title, Parsed::Value(text)) => {
                    self.title(found, text, changing);
                }
                PropertyKind::Text(TextKeyword::Title, Parsed::Broken(_))
                | PropertyKind::Remove(Parsed::Broken(_)) => {}
                PropertyKind::Remove(Parsed::Value(part)) => {
                    let part = part.clone();
                    self.take_part_out(found, &part, changing);
                }
                _ => return Some(*property),
            },
            Item::Entry(entry) => self.line(found, *entry, changing),
            Item::Declaration(_) => {
                let (keyword, name) = (changing.target.kind.keyword(), &changing.name);
                self.loader.say(
                    Diagnostic::new(
                        Code::NotPartOfChange,
                        start_of(&item),
                        "something new is added, not changed",
                    )
                    .label("not here")
                    .help(format!(
                        "write it in `add to {keyword} {name} {{ because \"…\"  … }}`"
                    )),
                );
            }
            // What could not be read may have been anything.
            Item::Broken(_) => block_of(found).items.push(item),
            Item::Comment(_) | Item::Overlay(_) => {}
        }
        None
    }

    fn title(&mut self, found: &mut Declaration, text: &Text, changing: &mut Changing<'_>) {
        let was = found.title.as_ref().map(|title| title.value.clone());
        if was.as_ref() == Some(&text.value) {
            self.same(text.span, found.title.as_ref().map(|title| title.span));
            return;
        }
        let refused = match changing.target.kind {
            Kind::Criterion => self.protected.rewording(&changing.name),
            kind => self.protected.fact(kind, &changing.name),
        };
        if let Some(message) = refused {
            let help = "keep its words; what your authority adds to them can stand in `guidance`";
            self.is_protected(text.span, &message, changing.declared_at, help);
            return;
        }
        changing
            .what
            .push(said(TITLE, was, Some(text.value.clone())));
        found.title = Some(text.clone());
    }

    /// Puts statements in the place of those that say the same of it; new ones after all others.
    fn statements(
        &mut self,
        found: &mut Declaration,
        statements: Vec<Property>,
        changing: &mut Changing<'_>,
    ) {
        let mut old: HashMap<String, Vec<usize>> = HashMap::new();
        for (place, item) in crate::tree::items(found.block.as_ref()).iter().enumerate() {
            if let Some(one) = statement::of(item) {
                old.entry(statement::key(&one.kind))
                    .or_default()
                    .push(place);
            }
        }
        // Where each goes that was said first, and which of the old ones go.
        let mut said: HashMap<String, usize> = HashMap::new();
        let mut gone: HashSet<usize> = HashSet::new();
        let mut put: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
        let end = after_statements(block_of(found));
        for property in statements {
            if self.is_refused(found, &property, changing) {
                continue;
            }
            let files = &self.loader.files;
            let items = crate::tree::items(found.block.as_ref());
            let key = statement::key(&property.kind);
            let known = old.get(&key).map_or(&[] as &[usize], Vec::as_slice);
            let mut was = None;
            let mut place = end;
            if let Some(first) = said.get(&key) {
                place = *first;
            } else if !keeps_history(&property.kind) {
                let before = known.iter().filter_map(|place| items.get(*place));
                let before: Vec<&Property> = before.filter_map(statement::of).collect();
                if let [only] = before.as_slice()
                    && is_same(files, only, &property)
                {
                    let at = only.span;
                    said.insert(key, end);
                    self.same(property.span, Some(at));
                    continue;
                }
                // Another form of answer is mapped on to levels in other words.
                let form = word(&property.kind);
                if is_form(form) && before.iter().all(|one| word(&one.kind) != form) {
                    gone.extend(old.get(LEVELS).into_iter().flatten());
                }
                let written = before.iter().map(|one| written(files, one));
                was = written.reduce(|all, one| format!("{all}; {one}"));
                gone.extend(known);
                place = known.first().map_or(end, |first| (*first).min(end));
                said.insert(key, place);
            }
            let is = written(files, &property);
            let said = said_as(&property.kind, was, is);
            changing.what.push(said);
            put.entry(place)
                .or_default()
                .push(Item::Property(Box::new(property)));
        }
        if put.is_empty() {
            return;
        }
        let block = block_of(found);
        let before = std::mem::take(&mut block.items);
        let count = before.len();
        for (place, item) in before.into_iter().enumerate() {
            block.items.extend(put.remove(&place).into_iter().flatten());
            if !gone.contains(&place) {
                block.items.push(item);
            }
        }
        block.items.extend(put.remove(&count).into_iter().flatten());
    }

    /// Whether a statement is not for a local standard to say otherwise; that is said.
    fn is_refused(
        &mut self,
        found: &Declaration,
        property: &Property,
        changing: &Changing<'_>,
    ) -> bool {
        let name = &changing.name;
        let message = match changing.target.kind {
            Kind::Criterion => (self.protected.statement(name, &property.kind))
                .or_else(|| self.protected.meaning(found, &property.kind)),
            Kind::Fact => self.protected.fact(Kind::Fact, name),
            Kind::Section if matches!(property.kind, PropertyKind::AppliesWhen(_)) => {
                self.protected.narrowing(found)
            }
            Kind::Limit => self.protected.named_by(found).filter(|_| !self.keeps_limit(found, property)).map(|inner| {
                format!("the limit `{name}` cannot be loosened: it speaks of `{inner}`, which is statutory")
            }),
            _ => None,
        };
        let Some(message) = message else {
            return false;
        };
        let help = match changing.target.kind {
            Kind::Limit => {
                "it may hold the same grades down further (`at most` a lower grade); for another condition, add a limit of your own"
            }
            _ => {
                "leave it as the base has it; its weight, guidance and examples are yours to change"
            }
        };
        self.is_protected(property.span, &message, changing.declared_at, help);
        true
    }

    /// Whether a limit holds down as much as before with a statement of the change.
    fn keeps_limit(&self, found: &Declaration, property: &Property) -> bool {
        let PropertyKind::Ceiling {
            subject,
            grade: Parsed::Value(grade),
        } = &property.kind
        else {
            return !matches!(
                property.kind,
                PropertyKind::Ceiling { .. } | PropertyKind::When(_)
            );
        };
        match crate::standard::ceiling(found) {
            Some((was, Parsed::Value(was_grade))) => self
                .protected
                .is_tighter((was, was_grade), (subject, grade)),
            _ => true,
        }
    }

    fn take_part_out(
        &mut self,
        found: &mut Declaration,
        part: &RemovedPart,
        changing: &mut Changing<'_>,
    ) {
        let name = &changing.name;
        let is_it = |item: &Item| match item {
            Item::Property(property) => is_removed(&property.kind, part),
            Item::Entry(entry) => {
                part.name.is_none() && entry.name.text.eq_ignore_ascii_case(&part.word)
            }
            _ => false,
        };
        let block = block_of(found);
        let gone: Vec<usize> = (block.items.iter().enumerate())
            .filter(|(_, item)| is_it(item))
            .map(|(place, _)| place)
            .collect();
        let old: Vec<&Item> = gone
            .iter()
            .filter_map(|place| block.items.get(*place))
            .collect();
        if old.is_empty() {
            let what = self
                .loader
                .files
                .get(part.span.file)
                .map_or("", |file| file.slice(part.span));
            let message = format!("`{name}` has no `{what}` to remove");
            self.loader.say(
                Diagnostic::new(Code::ChangesNothing, part.span, message)
                    .label("not there")
                    .related(changing.declared_at, "declared here")
                    .help("take the line out"),
            );
            return;
        }
        let refused = old
            .iter()
            .filter_map(|item| statement::of(item))
            .find_map(|one| match changing.target.kind {
                Kind::Criterion => self.protected.taking_out(name, &one.kind),
                _ => None,
            });
        let refused = refused.or_else(|| match changing.target.kind {
            Kind::Section if part.word.starts_with("applies") => self.protected.narrowing(found),
            Kind::Limit => self.protected.named_by(found).map(|inner| {
                format!("the limit `{name}` cannot be loosened: it speaks of `{inner}`, which is statutory")
            }),
            kind => (self.protected.scale(kind, name)).or_else(|| self.protected.fact(kind, name)),
        });
        if let Some(message) = refused {
            self.is_protected(
                part.span,
                &message,
                changing.declared_at,
                "leave it as the base has it",
            );
            return;
        }
        let block = block_of(found);
        for item in gone.iter().filter_map(|place| block.items.get(*place)) {
            let files = &self.loader.files;
            changing.what.push(match item {
                Item::Property(property) => {
                    said(called(&property.kind), Some(written(files, property)), None)
                }
                Item::Entry(entry) => {
                    said(&entry.name.text, Some(written_line(files, entry)), None)
                }
                _ => continue,
            });
        }
        let mut place = 0;
        block.items.retain(|_| {
            let stays = gone.binary_search(&place).is_err();
            place = place.saturating_add(1);
            stays
        });
    }

    fn line(&mut self, found: &mut Declaration, entry: Entry, changing: &mut Changing<'_>) {
        let files = &self.loader.files;
        let block = block_of(found);
        let is_it = |item: &Item| matches!(item, Item::Entry(one) if one.name.text.eq_ignore_ascii_case(&entry.name.text));
        let Some(at) = block.items.iter().position(is_it) else {
            let (kind, name) = (changing.target.kind, &changing.name);
            let lines: Vec<&str> = crate::tree::entries(Some(block))
                .map(|line| line.name.text.as_str())
                .collect();
            let near = self
                .suggestions
                .nearest(&entry.name.text, lines.iter().copied());
            let diagnostic = Diagnostic::new(
                Code::NothingToChange,
                entry.name.span,
                format!("`{name}` has no `{}`", entry.name.text),
            )
            .label("not there")
            .related(changing.declared_at, "declared here");
            let diagnostic = match near {
                Some(near) => crate::standard::meant(diagnostic, &entry.name, near),
                None => diagnostic.help(format!(
                    "to add it, write `add to {} {name} after … {{ because \"…\"  {} … }}`",
                    kind.keyword(),
                    entry.name.text
                )),
            };
            self.loader.say(diagnostic);
            return;
        };
        let Some(Item::Entry(old)) = block.items.get_mut(at) else {
            return;
        };
        let is = replaced((**old).clone(), entry.clone());
        let (was, now) = (line_parts(files, old), line_parts(files, &is));
        if was == now {
            let at = old.span;
            self.same(entry.span, Some(at));
            return;
        }
        let worth = |parts: &[(String, String)]| {
            let tail = parts.iter().find(|(part, _)| part.is_empty());
            tail.map(|(_, tail)| tail.clone())
        };
        if worth(&was) != worth(&now)
            && let Some(message) = self.protected.scale(changing.target.kind, &changing.name)
        {
            let help = "leave it as the base has it; for other points, declare a scale of your own, and name it in the criteria that are to use it";
            self.is_protected(entry.span, &message, changing.declared_at, help);
            return;
        }
        let name = &old.name.text;
        for (part, text) in &now {
            let before = was
                .iter()
                .find(|(other, _)| other == part)
                .map(|(_, text)| text);
            if before != Some(text) {
                let of = format!("{name} {part}");
                changing
                    .what
                    .push(said(of.trim(), before.cloned(), Some(text.clone())));
            }
        }
        **old = is;
    }

    /// That something says what the base says already.
    fn same(&mut self, span: Span, base: Option<Span>) {
        let mut diagnostic = Diagnostic::new(
            Code::ChangesNothing,
            span,
            "this is what the base says already",
        )
        .label("changes nothing")
        .help("take it out, or write what is to be otherwise");
        if let Some(base) = base {
            diagnostic = diagnostic.related(base, "said here");
        }
        self.loader.say(diagnostic);
    }
}

/// What a mapping on to levels is called.
const LEVELS: &str = "levels";

/// Whether a statement is one more of what there is, whatever there is.
fn keeps_history(kind: &PropertyKind) -> bool {
    matches!(kind, PropertyKind::Named(NameKeyword::Was, _))
}

fn said_as(kind: &PropertyKind, was: Option<String>, is: String) -> Said {
    said(called(kind), was, Some(is))
}

/// What a line says after its name, by what it is: its title, what follows, and the statements of its block.
fn line_parts(files: &Files, entry: &Entry) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    if let Some(title) = &entry.title {
        parts.push(("title".to_owned(), title.value.clone()));
    }
    if let Some(tail) = &entry.tail {
        parts.push((String::new(), statement::tail_text(files, tail)));
    }
    for property in crate::tree::properties(entry.block.as_ref()) {
        parts.push((word(&property.kind).to_owned(), written(files, property)));
    }
    parts
}
