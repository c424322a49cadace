//! What became of the answers, in counts.

use rubric_model::audit::RubricReference;
use rubric_model::rubric::Rubric;
use rubric_versions::migrate::{Counts as Moved, Fate, Kind, Totals};
use serde::Serialize;

use super::Counts;
use crate::arguments::MigrateFormat;
use crate::failure::Failure;
use crate::report::number;

/// What became of audits and what they held.
#[derive(Serialize)]
pub struct Summary {
    from: RubricReference,
    to: RubricReference,
    audits: Audits,
    answers: Answers,
    changes: Vec<Change>,
}

/// How many audits came to what: the first is the sum of the others, but for what could not be read.
#[derive(Serialize)]
struct Audits {
    read: usize,
    migrated: usize,
    left: usize,
    rejected: usize,
    #[serde(skip_serializing_if = "is_none")]
    unreadable: usize,
}

/// How many answers and facts came to what: `held` is the sum of the others, `newly_asked` aside.
#[derive(Serialize)]
struct Answers {
    held: usize,
    carried: usize,
    renamed: usize,
    revived: usize,
    needs_person: usize,
    retired: usize,
    stays_retired: usize,
    newly_asked: usize,
}

/// What became of the answers to one question.
#[derive(Serialize)]
struct Change {
    name: String,
    kind: &'static str,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    count: usize,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl Summary {
    /// Of audits carried from one version to another.
    #[must_use]
    pub fn new(from: &Rubric, to: &Rubric, counts: Counts, totals: &Totals) -> Self {
        let reference = |rubric: &Rubric| RubricReference {
            name: rubric.name.clone(),
            version: rubric.version.clone(),
            digest: Some(rubric.digest.clone()),
        };
        let moved: Moved = totals.counts;
        let read = (counts.migrated)
            .saturating_add(counts.left)
            .saturating_add(counts.rejected);
        Self {
            from: reference(from),
            to: reference(to),
            audits: Audits {
                read,
                migrated: counts.migrated,
                left: counts.left,
                rejected: counts.rejected,
                unreadable: counts.unreadable,
            },
            answers: Answers {
                held: moved.held(),
                carried: moved.carried,
                renamed: moved.renamed,
                revived: moved.revived,
                needs_person: moved.needs_person,
                retired: moved.retired,
                stays_retired: moved.stays_retired,
                newly_asked: moved.newly_asked,
            },
            changes: changes(totals),
        }
    }

    /// As it is printed.
    ///
    /// # Errors
    /// When it has no JSON form, which is a mistake of ours.
    pub fn written(&self, format: MigrateFormat) -> Result<String, Failure> {
        match format {
            MigrateFormat::Text => Ok(self.in_words()),
            MigrateFormat::Json => serde_json::to_string_pretty(self)
                .map(|text| text + "\n")
                .map_err(|error| Failure::cannot_run(error.to_string())),
        }
    }

    fn in_words(&self) -> String {
        let Self {
            from,
            to,
            audits,
            answers,
            ..
        } = self;
        let mut text = format!(
            "{} read: {} migrated, {} left as {}, {} rejected",
            number(audits.read, "audit"),
            audits.migrated,
            audits.left,
            if audits.left == 1 {
                "it is"
            } else {
                "they are"
            },
            audits.rejected
        );
        if audits.unreadable > 0 {
            let files = number(audits.unreadable, "file");
            text.push_str(&format!("; {files} could not be read"));
        }
        text.push('\n');
        if audits.left > 0 {
            let are = if audits.left == 1 { "is" } else { "are" };
            text.push_str(&format!(
                "{} {are} complete under {} and left as {}: `--completed` carries complete audits over too\n",
                number(audits.left, "audit"),
                from.version,
                if audits.left == 1 { "it is" } else { "they are" },
            ));
        }
        if audits.migrated == 0 {
            return text;
        }
        text.push_str(&format!(
            "From {} {} to {} {}\n",
            from.name, from.version, to.name, to.version
        ));
        let needs = if answers.needs_person == 1 {
            "needs"
        } else {
            "need"
        };
        let stay = if answers.stays_retired == 1 {
            "stays"
        } else {
            "stay"
        };
        let held = match answers.held {
            1 => "1 answer or fact".to_owned(),
            held => format!("{held} answers and facts"),
        };
        text.push_str(&format!(
            "{held}: {} carried, {} renamed, {} revived, {} {needs} a person, {} retired, {} {stay} retired\n",
            answers.carried,
            answers.renamed,
            answers.revived,
            answers.needs_person,
            answers.retired,
            answers.stays_retired,
        ));
        text.push_str(&format!("{} newly asked\n", answers.newly_asked));
        for change in &self.changes {
            text.push_str(&change.in_words());
        }
        text
    }
}

impl Change {
    fn in_words(&self) -> String {
        let Self {
            name,
            kind,
            what,
            now,
            because,
            count,
        } = self;
        let s = if *count == 1 { "s" } else { "" };
        let audits = number(*count, "audit");
        let count = number(*count, kind);
        match (*what, now, because) {
            ("renamed", Some(now), _) => format!("`{name}`: {count} renamed to `{now}`\n"),
            ("needs_person", _, Some(because)) => {
                format!("`{name}`: {count} need{s} a person: {because}\n")
            }
            (what, _, Some(because)) => format!("`{name}`: {count} {what}: {because}\n"),
            ("newly_asked", ..) => format!("`{name}`: newly asked in {audits}\n"),
            (what, ..) => format!("`{name}`: {count} {what}\n"),
        }
    }
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Answer => "answer",
        Kind::Fact => "fact",
    }
}

/// What changed for each question: first what needs a person, last what is newly asked.
fn changes(totals: &Totals) -> Vec<Change> {
    let what = |fate: &Fate| match fate {
        Fate::NeedsPerson(_) => "needs_person",
        Fate::Retired(_) => "retired",
        Fate::Renamed(_) => "renamed",
        Fate::Revived => "revived",
        Fate::Carried => "carried",
        Fate::StaysRetired => "stays_retired",
    };
    let mut changes = Vec::new();
    for wanted in ["needs_person", "retired", "renamed", "revived"] {
        for ((fate, kind, name), count) in &totals.moves {
            if what(fate) != wanted {
                continue;
            }
            let (now, because) = match fate {
                Fate::Renamed(now) => (Some(now.clone()), None),
                Fate::NeedsPerson(because) | Fate::Retired(because) => {
                    (None, Some(because.to_string()))
                }
                _ => (None, None),
            };
            changes.push(Change {
                name: name.clone(),
                kind: word(*kind),
                what: wanted,
                now,
                because,
                count: *count,
            });
        }
    }
    changes.extend(
        totals
            .newly_asked
            .iter()
            .map(|((kind, name), count)| Change {
                name: name.clone(),
                kind: word(*kind),
                what: "newly_asked",
                now: None,
                because: None,
                count: *count,
            }),
    );
    changes
}
