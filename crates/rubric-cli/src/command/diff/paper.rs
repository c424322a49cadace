//! What a difference says, part by part, whatever it is shown on.

use rubric_model::assurance::Verdict;
use rubric_model::diff::{Change, Counted, Difference, Rescored};
use rubric_model::rubric::{Ladder, Rubric};

use super::words;
use crate::names::{Names, grade};
use crate::page::sentence;

/// How many audits are named before the rest are counted.
const MOST_NAMED: usize = 40;

/// A part of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The two versions: title, name and version, digest of each.
    Head([[String; 3]; 2]),
    Heading(&'static str),
    Paragraph(String),
    /// A paragraph to find at once.
    Verdict(String),
    Item(String),
    /// What the changes after it are of: its name and its title.
    Element(String, String),
    /// The word for its class, what is said, the rule, and what else is to be said of it.
    Change {
        class: &'static str,
        message: String,
        rule: String,
        more: Vec<String>,
    },
    /// What is claimed of every audit.
    Finding {
        verdict: Verdict,
        claim: String,
        story: Option<String>,
    },
    /// The first row names the columns.
    Table(Vec<Vec<String>>),
}

/// The whole paper.
pub fn paper([old, new]: [&Rubric; 2], difference: &Difference) -> Vec<Part> {
    let head = |rubric: &Rubric| {
        [
            rubric.title.clone(),
            format!("{} {}", rubric.name, rubric.version),
            rubric.digest.clone(),
        ]
    };
    let mut parts = vec![Part::Head([head(old), head(new)])];
    parts.push(Part::Verdict(words::summary(difference)));
    parts.push(Part::Paragraph(sentence(&words::version(difference))));
    changes(difference, &mut parts);
    lowered(difference, &mut parts);
    findings(difference, &mut parts);
    if let Some(audits) = &difference.audits {
        rescored([old, new], difference, audits, &mut parts);
    }
    parts
}

fn changes(difference: &Difference, parts: &mut Vec<Part>) {
    if difference.changes.is_empty() {
        return;
    }
    parts.push(Part::Heading("What changed, in reading order"));
    let same = |one: &Change, next: &Change| one.element == next.element;
    for group in difference.changes.chunk_by(same) {
        if let Some(first) = group.first() {
            parts.push(Part::Element(first.element.clone(), first.title.clone()));
        }
        parts.extend(group.iter().map(|change| {
            let because = change.because.as_ref();
            let because = because.map(|because| format!("Because: {}", sentence(because)));
            let alone = words::alone(change);
            Part::Change {
                class: words::class(change.class),
                message: sentence(&change.message),
                rule: change.rule.clone(),
                more: because.into_iter().chain(alone).collect(),
            }
        }));
    }
}

fn lowered(difference: &Difference, parts: &mut Vec<Part>) {
    let lowered: Vec<&Change> = difference
        .changes
        .iter()
        .filter(|one| one.lowered)
        .collect();
    if lowered.is_empty() {
        return;
    }
    parts.push(Part::Heading("Asks less than before"));
    parts.extend(lowered.into_iter().map(|change| {
        let because = change.because.as_ref();
        let because = because.map(|because| format!(" Because: {}", sentence(because)));
        Part::Item(format!(
            "`{}`: {}{}",
            change.element,
            sentence(&change.message),
            because.unwrap_or_default()
        ))
    }));
}

fn findings(difference: &Difference, parts: &mut Vec<Part>) {
    if difference.findings.is_empty() {
        return;
    }
    parts.push(Part::Heading("What that does to every audit"));
    let mut told = None;
    for finding in &difference.findings {
        // What shows several claims at once is told once.
        let story = finding.story.as_ref().filter(|story| told != Some(*story));
        parts.push(Part::Finding {
            verdict: finding.verdict,
            claim: sentence(&finding.claim),
            story: story.cloned(),
        });
        told = finding.story.as_ref();
    }
}

fn rescored(
    rubrics: [&Rubric; 2],
    difference: &Difference,
    audits: &Rescored,
    parts: &mut Vec<Part>,
) {
    let [old, new] = rubrics.map(Names::new);
    let reworded = words::taken_as_given(difference);
    let ladders = [old.overall_ladder(), new.overall_ladder()];
    parts.push(Part::Heading("What that does to your audits"));
    parts.push(Part::Verdict(words::moved(audits)));
    parts.push(Part::Paragraph(words::read(audits)));
    let word = |ladder: Option<&Ladder>, name: &Option<String>| match name {
        Some(name) => grade(ladder, name).to_owned(),
        None => "not scored".to_owned(),
    };
    let after = |best: &Option<String>, worst: &Option<String>| match worst {
        Some(worst) if Some(worst) != best.as_ref() => {
            let best = word(ladders[1], best);
            format!("{} to {best}", grade(ladders[1], worst))
        }
        _ => word(ladders[1], best),
    };
    let columns = |names: [&str; 3]| names.map(str::to_owned).to_vec();
    if !audits.moves.is_empty() {
        let rows = audits.moves.iter().map(|one| {
            let from = word(ladders[0], &one.from);
            vec![from, after(&one.to, &one.at_worst), one.audits.to_string()]
        });
        let head = std::iter::once(columns(["Grade before", "Grade after", "Audits"]));
        parts.push(Part::Table(head.chain(rows).collect()));
    }
    if !audits.moved.is_empty() {
        let rows = audits.moved.iter().take(MOST_NAMED).map(|one| {
            let from = word(ladders[0], &one.from);
            vec![one.reference.clone(), from, after(&one.to, &one.at_worst)]
        });
        let head = std::iter::once(columns(["Audit", "Grade before", "Grade after"]));
        parts.push(Part::Table(head.chain(rows).collect()));
        let more = audits.moved.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            let more = format!("{more} more change grade, or may; `--format json` names them all.");
            parts.push(Part::Paragraph(more));
        }
    }
    let counted = |what: &str, counted: &[Counted], parts: &mut Vec<Part>| {
        if counted.is_empty() {
            return;
        }
        parts.push(Part::Paragraph(what.to_owned()));
        parts.extend(counted.iter().map(|one| {
            let audits = words::count(one.audits, "audit");
            Part::Item(format!("`{}`: {audits}", one.element))
        }));
    };
    counted(
        "What the new version asks and these audits lack:",
        &audits.missing,
        parts,
    );
    counted(
        "What was left out, for the new version has no place for it or another form:",
        &audits.left_out,
        parts,
    );
    parts.extend(reworded.map(Part::Paragraph));
    if !audits.rejections.is_empty() {
        let rejected = "What was rejected, for it does not fit the old version:";
        parts.push(Part::Paragraph(rejected.to_owned()));
        parts.extend(
            audits
                .rejections
                .iter()
                .map(|one| Part::Item(format!("{}: {}", one.place, one.problems.join("; ")))),
        );
    }
}
