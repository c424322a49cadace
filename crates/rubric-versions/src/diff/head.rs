//! The rubric itself, and what it declares for its questions to use.

use rubric_model::rubric::{Choice, Effective, Fact, FactKind, Provision, Source};

use super::draft::{At, Draft, Kind, Walk};
use super::merge::{Pair, merged};
use super::rules;
use super::words::names;

/// The name, the texts and the dates.
pub(super) fn head(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    let at = At::new("rubric", &new.title);
    walk.differs(&old.name, &new.name, || {
        let draft = Draft::new(rules::RUBRIC_RENAMED, &at);
        draft.was(old.name.clone()).is(new.name.clone())
    });
    walk.title(&at, &old.title, &new.title);
    let texts = [
        ("publisher", &old.publisher, &new.publisher),
        ("audits", &old.audits, &new.audits),
        ("jurisdiction", &old.jurisdiction, &new.jurisdiction),
        ("introduction", &old.introduction, &new.introduction),
    ];
    for (word, was, is) in texts {
        walk.differs(was, is, || {
            let draft = Draft::new(rules::HEAD_CHANGED, &at).named(word);
            draft.was(was.clone()).is(is.clone())
        });
    }
    walk.differs(&old.language, &new.language, || {
        let draft = Draft::new(rules::LANGUAGE_CHANGED, &at).said("language");
        draft.was(old.language.clone()).is(new.language.clone())
    });
    walk.differs(&old.effective, &new.effective, || {
        let draft = Draft::new(rules::EFFECTIVE_CHANGED, &at).said("effective");
        let (was, is) = (
            effective(old.effective.as_ref()),
            effective(new.effective.as_ref()),
        );
        draft.was(was).is(is)
    });
    walk.differs(
        &old.excluded_share_notice,
        &new.excluded_share_notice,
        || {
            let draft = Draft::new(rules::NOTICE_CHANGED, &at);
            draft
                .was(old.excluded_share_notice.percentage())
                .is(new.excluded_share_notice.percentage())
        },
    );
}

fn effective(effective: Option<&Effective>) -> String {
    match effective {
        None => "at all times".to_owned(),
        Some(Effective { from, to: None }) => format!("from {from}"),
        Some(Effective { from, to: Some(to) }) => format!("from {from} to {to}"),
    }
}

/// Sources, owners, facts and causes.
pub(super) fn declared(walk: &mut Walk<'_>) {
    let (old, new) = (walk.old, walk.new);
    let kind = Kind {
        word: "source",
        several: "sources",
        added: rules::SOURCE_ADDED,
        removed: rules::SOURCE_REMOVED,
    };
    walk.list(&kind, [&old.sources, &new.sources], source);

    let kind = Kind {
        word: "owner",
        several: "owners",
        added: rules::OWNER_ADDED,
        removed: rules::OWNER_REMOVED,
    };
    let lists = [old.owners.as_slice(), &new.owners];
    walk.list(&kind, lists, |_, _, _, _| {});

    let kind = Kind {
        word: "",
        several: "facts",
        added: rules::FACT_ADDED,
        removed: rules::FACT_REMOVED,
    };
    walk.list(&kind, [&old.facts, &new.facts], fact);

    let kind = Kind {
        word: "cause",
        several: "causes",
        added: rules::CAUSE_ADDED,
        removed: rules::CAUSE_REMOVED,
    };
    let lists = [old.causes.as_slice(), &new.causes];
    walk.list(&kind, lists, |_, _, _, _| {});
}

fn source(walk: &mut Walk<'_>, at: &At, old: &Source, new: &Source) {
    let provisions = |source: &Source| {
        let provision = |one: &Provision| match &one.title {
            Some(title) => format!("{} {title}", one.name),
            None => one.name.clone(),
        };
        let words: Vec<String> = source.provisions.iter().map(provision).collect();
        (!words.is_empty()).then(|| words.join("; "))
    };
    let texts = [
        ("link", old.link.clone(), new.link.clone()),
        ("issued", old.issued.clone(), new.issued.clone()),
        ("provision", provisions(old), provisions(new)),
    ];
    for (word, was, is) in texts {
        walk.differs(&was, &is, || {
            let draft = Draft::new(rules::SOURCE_CHANGED, at).named(word);
            draft.was(was.clone()).is(is.clone())
        });
    }
}

fn fact(walk: &mut Walk<'_>, at: &At, old: &Fact, new: &Fact) {
    walk.differs(&old.title, &new.title, || {
        let draft = Draft::new(rules::FACT_REWORDED, at).said("title");
        draft.was(old.title.clone()).is(new.title.clone())
    });
    let (was, is) = (values(&old.kind), values(&new.kind));
    walk.differs(&was, &is, || {
        Draft::new(rules::FACT_VALUES_CHANGED, at)
            .was(was.clone())
            .is(is.clone())
    });
    let options = |kind: &FactKind| -> Vec<Choice> {
        match kind {
            FactKind::OneOf { options } => options.clone(),
            FactKind::YesNo | FactKind::Number { .. } => Vec::new(),
        }
    };
    for pair in merged(&options(&old.kind), &options(&new.kind), |one| &one.name) {
        if let Pair::Both(was, is) = pair {
            walk.differs(&was.title, &is.title, || {
                let draft = Draft::new(rules::OPTION_REWORDED, at).named(&is.name);
                draft.was(was.title.clone()).is(is.title.clone())
            });
        }
    }
}

fn values(kind: &FactKind) -> String {
    match kind {
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Number { from, to, decimal } => {
            let whole = if *decimal { "" } else { "whole " };
            format!(
                "a {whole}number from {} to {}",
                from.decimal(),
                to.decimal()
            )
        }
        FactKind::OneOf { options } => {
            format!(
                "one of {}",
                names(options.iter().map(|option| &option.name))
            )
        }
    }
}
