//! Changes of something that the base has not.

use rubric_lang::ast::{Block, Item, Kind, Target};
use rubric_lang::diagnostic::{Code, Diagnostic};

use super::Over;
use super::find::names_of;
use crate::words;

/// How many changes of nothing that is there are told with what there is.
const MOST_EXPLAINED: usize = 50;

impl Over<'_, '_> {
    /// That the base has nothing of a name, with the one that was probably meant.
    pub(super) fn no_such(&mut self, whole: &Block, target: &Target) {
        let (kind, name) = (target.kind, &target.name.text);
        let keyword = kind.keyword();
        if let Some(at) = self.removed.get(&(kind, name.to_ascii_lowercase())) {
            let at = *at;
            self.loader.say(
                Diagnostic::new(
                    Code::ChangedTwice,
                    target.span,
                    format!("`{name}` has been removed above"),
                )
                .label("changed after it is gone")
                .related(at, "removed here")
                .help("take one of the two out"),
            );
            return;
        }
        let mut known = Vec::new();
        self.unknown = self.unknown.saturating_add(1);
        let looked_through = if self.unknown > MOST_EXPLAINED {
            &[]
        } else {
            whole.items.as_slice()
        };
        for item in looked_through {
            if let Item::Declaration(declaration) = item {
                names_of(declaration, &mut known);
            }
        }
        let of_kind: Vec<&str> = known
            .iter()
            .filter(|(of, ..)| *of == kind)
            .map(|(_, name, _)| name.as_str())
            .collect();
        let near = self.suggestions.nearest(name, of_kind.iter().copied());
        // `plain-language` is a slip for `language-plain`.
        let near = near.or_else(|| {
            let words = in_order(name);
            let mut alike = of_kind.iter().filter(|one| in_order(one) == words);
            alike.next().copied().filter(|_| alike.next().is_none())
        });
        let sharing: Vec<&str> = of_kind
            .iter()
            .copied()
            .filter(|one| {
                in_order(one)
                    .iter()
                    .any(|word| in_order(name).contains(word))
            })
            .collect();
        let other = known
            .iter()
            .find(|(_, known, _)| known.eq_ignore_ascii_case(name));
        let is_unread = whole
            .items
            .iter()
            .any(|item| matches!(item, Item::Broken(_)));
        if is_unread && near.is_none() && other.is_none() {
            return;
        }
        let mut diagnostic = Diagnostic::new(
            Code::NothingToChange,
            target.name.span,
            format!("the base has no {} `{name}`", words::noun(kind)),
        )
        .label("not in the base");
        diagnostic = match (kind, near, other) {
            (Kind::Rubric, ..) => diagnostic
                .help("what a local standard says of itself, such as `effective from 2026-09-01`, stands in it directly"),
            (Kind::Test, ..) => {
                diagnostic.help("the tests of a base are not inherited: write your own")
            }
            (_, Some(near), _) => {
                crate::standard::meant(diagnostic, &target.name, near)
            }
            (_, None, Some((other, ..))) => diagnostic.help(format!(
                "`{name}` is {}: write `{}` for `{keyword}`",
                words::a(words::noun(*other)),
                other.keyword()
            )),
            _ if self.unknown > MOST_EXPLAINED => diagnostic,
            _ if of_kind.is_empty() => diagnostic.help(format!("it has no {keyword} at all")),
            _ if !sharing.is_empty() => diagnostic.help(format!(
                "it has {}",
                words::list(sharing.iter().copied())
            )),
            _ => diagnostic.help(format!("it has {}", words::list(of_kind.iter().copied()))),
        };
        self.loader.say(diagnostic);
    }
}

/// The words of a name, in small letters and in order.
fn in_order(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name.split('-').map(str::to_ascii_lowercase).collect();
    words.sort();
    words
}
