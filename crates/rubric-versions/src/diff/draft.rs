//! Changes as they are noted, before they are judged.

use rubric_model::diff::{Change, Class};
use rubric_model::rubric::{Provenance, Rubric as Model};

use super::called::Called;
use super::groups::Groups;
use super::merge::{Pair, merged, reordered, same};
use super::rules::{self, Rule};

/// Makes one change to the old rubric, and no other.
pub(super) type Edit = Box<dyn Fn(&mut Model)>;

/// What is noted of one change.
pub(super) struct Draft {
    pub rule: Rule,
    pub class: Class,
    element: String,
    title: String,
    /// A part of the element.
    name: String,
    was: Option<String>,
    is: Option<String>,
    /// The words by which provenance calls what is otherwise.
    said: Vec<String>,
    /// How to make this change alone, where that can be done.
    pub edit: Option<Edit>,
}

/// An element, as readers call it.
#[derive(Clone)]
pub(super) struct At {
    pub element: String,
    pub title: String,
}

impl At {
    pub(super) fn new(element: impl Into<String>, title: &str) -> Self {
        Self {
            element: element.into(),
            title: title.to_owned(),
        }
    }
}

impl Draft {
    pub(super) fn new(rule: Rule, at: &At) -> Self {
        Self {
            rule,
            class: rule.most,
            element: at.element.clone(),
            title: at.title.clone(),
            name: String::new(),
            was: None,
            is: None,
            said: Vec::new(),
            edit: None,
        }
    }

    /// The part of the element that is otherwise, which is also what provenance calls it.
    pub(super) fn named(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self.said(name)
    }

    /// What provenance calls it.
    pub(super) fn said(mut self, word: &str) -> Self {
        self.said.push(word.to_owned());
        self
    }

    /// As it was.
    pub(super) fn was(mut self, was: impl Into<Option<String>>) -> Self {
        self.was = was.into();
        self
    }

    /// As it is.
    pub(super) fn is(mut self, is: impl Into<Option<String>>) -> Self {
        self.is = is.into();
        self
    }

    /// What it does to audits where that is less than its rule allows for.
    pub(super) fn of_class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// How to make it alone.
    pub(super) fn edit(mut self, edit: impl Fn(&mut Model) + 'static) -> Self {
        self.edit = Some(Box::new(edit));
        self
    }

    /// The change as it is told.
    pub(super) fn told(&self, provenance: &Provenance) -> Change {
        Change {
            rule: self.rule.id.to_owned(),
            class: self.class,
            element: self.element.clone(),
            title: self.title.clone(),
            message: self.message(),
            was: self.was.clone(),
            is: self.is.clone(),
            comparable: self.rule.comparable,
            lowered: self.rule.lowers,
            because: self.because(provenance),
            alone: None,
        }
    }

    /// The message of the rule with what is particular in it.
    fn message(&self) -> String {
        let mut message = String::new();
        for part in self.rule.message.split('{') {
            let Some((slot, rest)) = part.split_once('}') else {
                message.push_str(part);
                continue;
            };
            message.push_str(match slot {
                "was" => self.was.as_deref().unwrap_or("nothing"),
                "is" => self.is.as_deref().unwrap_or("nothing"),
                _ => &self.name,
            });
            message.push_str(rest);
        }
        message
    }

    /// The reason that an overlay gives for this change, or for the only one it makes there.
    fn because(&self, provenance: &Provenance) -> Option<String> {
        if self.is.is_none() {
            let mut removed = provenance.removed.iter();
            let removed = removed.find(|removed| same(&removed.element, &self.element));
            if let Some(removed) = removed {
                return Some(removed.because.clone());
            }
        }
        let origin = provenance.elements.get(&self.element)?;
        let about = |change: &&rubric_model::rubric::Change| {
            let mut what = change.what.iter();
            what.any(|what| self.said.iter().any(|said| same(said, &what.of)))
        };
        let said = origin.changes.iter().rev().find(about);
        let only = match origin.changes.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        match said.or(only) {
            Some(change) => Some(change.because.clone()),
            None => origin.because.clone(),
        }
    }
}

/// Two rubrics, and what is noted of them.
pub(super) struct Walk<'a> {
    /// The old one, with the names of criteria that they have in the new one.
    pub old: &'a Model,
    pub new: &'a Model,
    /// What limits and grades of either speak of.
    pub groups: Groups,
    /// Criteria under their new name, with their old one.
    pub renamed: &'a [(String, String)],
    pub drafts: Vec<Draft>,
}

/// What a kind of element is called, and its rules.
pub(super) struct Kind {
    /// Before its name: `scale`. Empty for what has a bare name.
    pub word: &'static str,
    /// Several of it.
    pub several: &'static str,
    pub added: Rule,
    pub removed: Rule,
}

impl Kind {
    /// An element of this kind.
    pub(super) fn at(&self, name: &str, title: &str) -> At {
        match self.word {
            "" => At::new(name, title),
            word => At::new(format!("{word} {name}"), title),
        }
    }
}

impl Walk<'_> {
    pub(super) fn note(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// Notes what differs.
    pub(super) fn differs<T: PartialEq>(
        &mut self,
        old: &T,
        new: &T,
        draft: impl FnOnce() -> Draft,
    ) {
        if old != new {
            self.note(draft());
        }
    }

    /// Notes a title that is worded otherwise.
    pub(super) fn title(&mut self, at: &At, old: &str, new: &str) {
        self.differs(&old, &new, || {
            let draft = Draft::new(rules::TITLE_CHANGED, at).said("title");
            draft.was(old.to_owned()).is(new.to_owned())
        });
    }

    /// Notes a name that is spelt otherwise.
    pub(super) fn name(&mut self, at: &At, old: &str, new: &str) {
        self.differs(&old, &new, || {
            let draft = Draft::new(rules::NAME_RESPELT, at);
            draft.was(old.to_owned()).is(new.to_owned())
        });
    }

    /// Notes another order of what is in both lists.
    pub(super) fn order<T>(
        &mut self,
        at: &At,
        several: &str,
        lists: [&[T]; 2],
        name: impl Fn(&T) -> &String,
    ) {
        let [old, new] = lists;
        if let Some((was, is)) = reordered(old, new, name) {
            let draft = Draft::new(rules::ORDER_CHANGED, at).named(several);
            self.note(draft.was(was).is(is));
        }
    }

    /// Notes what is new and what is gone in two lists of one kind, and goes into the others.
    pub(super) fn list<'l, T: Called>(
        &mut self,
        kind: &Kind,
        lists: [&'l [T]; 2],
        mut both: impl FnMut(&mut Self, &At, &'l T, &'l T),
    ) {
        let [old, new] = lists;
        for pair in merged(old, new, |one| one.name()) {
            match pair {
                Pair::Added(one) => {
                    let at = kind.at(one.name(), one.title());
                    self.note(Draft::new(kind.added, &at).is(one.title().clone()));
                }
                Pair::Removed(one) => {
                    let at = kind.at(one.name(), one.title());
                    self.note(Draft::new(kind.removed, &at).was(one.title().clone()));
                }
                Pair::Both(before, after) => {
                    let at = kind.at(after.name(), after.title());
                    self.name(&at, before.name(), after.name());
                    if !kind.word.is_empty() {
                        self.title(&at, before.title(), after.title());
                    }
                    both(self, &at, before, after);
                }
            }
        }
        self.order(
            &At::new("rubric", &self.new.title),
            kind.several,
            lists,
            |one| one.name(),
        );
    }
}
