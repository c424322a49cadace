//! What is said of a difference, in sentences.

use rubric_model::assurance::Verdict;
use rubric_model::diff::{Alone, Change, Class, Difference, Rescored, Standing};
use rubric_versions::diff::rules;

/// The word for a class.
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Text => "text",
        Class::Shape => "shape",
        Class::Score => "score",
        Class::Grade => "grade",
    }
}

/// What all changes together do.
pub fn summary(difference: &Difference) -> String {
    let Some(class) = difference.class else {
        let same = difference.old.digest == difference.new.digest;
        return if same {
            "Nothing changed: both are the same, to the letter.".to_owned()
        } else {
            "Nothing changed but the version number.".to_owned()
        };
    };
    if !difference.decided {
        let by_rule = difference.changes.iter().any(is_by_rule);
        return if by_rule {
            "A question that counts, or an answer, was added or removed, so that audits fit only one \
             of the two versions. By rule that is a major change, as if some audit got another grade; \
             of those audits nothing is proved."
                .to_owned()
        } else {
            format!(
                "What the changes do to every audit was not decided. They are taken for what their \
                 rules suggest: {}.",
                self::class(class)
            )
        };
    }
    let summary = match class {
        Class::Text => {
            "Only words changed. Every audit that fits both versions has the overall score and the \
             overall grade it had: proved."
        }
        Class::Shape => {
            "More than words changed. Every audit that fits both versions has the overall score and \
             the overall grade it had: proved."
        }
        Class::Score => {
            "Some audit gets another overall score, and none another overall grade: proved."
        }
        Class::Grade => "Some audit gets another overall grade.",
    };
    // Of sections, nothing was asked.
    let may_touch_sections = difference
        .changes
        .iter()
        .any(|change| change.alone.is_some());
    if class == Class::Shape && may_touch_sections {
        format!("{summary} What their sections come to was not looked at.")
    } else {
        summary.to_owned()
    }
}

fn is_by_rule(change: &Change) -> bool {
    let mut rules = rules::ALL.iter();
    rules.any(|rule| rule.id == change.rule && rule.by_rule)
}

/// What that asks of the version number, in lower case and without a final stop.
pub fn version(difference: &Difference) -> String {
    let (old, new) = (&difference.old, &difference.new);
    let called = &difference.version;
    let Some(least) = &called.at_least else {
        return match called.standing {
            Standing::OtherRubric => format!(
                "`{}` is another standard than `{}`, and not a version of it: no version number is \
                 called for",
                new.name, old.name
            ),
            _ => "no new version is called for".to_owned(),
        };
    };
    let because = listed(&called.because);
    let is = &new.version;
    match called.standing {
        Standing::Enough => {
            format!("the changes call for {least} or later, and the version is {is}: high enough")
        }
        Standing::NotDecided => format!(
            "the version is {is}, and must be at least {least} if some audit gets another score or \
             grade because of {because}: whether one does was not decided"
        ),
        _ => format!("the version is {is}, and must be at least {least} because of {because}"),
    }
}

/// How many elements are named before the rest are counted.
const MOST_NAMED: usize = 8;

fn listed(elements: &[String]) -> String {
    let mut named: Vec<String> = elements
        .iter()
        .take(MOST_NAMED)
        .map(|element| format!("`{element}`"))
        .collect();
    let more = elements.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    match named.as_slice() {
        [] => "the changes together".to_owned(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// What was found of one change alone; nothing where there is no need to look.
pub fn alone(change: &Change) -> Option<String> {
    match &change.alone {
        Some(alone) => Some(found_alone(alone)),
        None if change.class >= Class::Score => {
            Some("It was not looked at alone, and is taken for what its rule suggests.".to_owned())
        }
        None => None,
    }
}

fn found_alone(alone: &Alone) -> String {
    let found = match (alone.same_score, alone.same_grade) {
        (Verdict::Proved, Verdict::Proved) => {
            "Alone, it leaves the overall score and grade of every audit that fits both as they were: \
             proved."
        }
        (_, Verdict::Refuted) => "Alone, it gives some audit another overall grade.",
        (Verdict::Refuted, Verdict::Proved) => {
            "Alone, it gives some audit another overall score, and none another overall grade: proved."
        }
        (Verdict::Refuted, Verdict::NotDecided) => {
            "Alone, it gives some audit another overall score; whether another grade too, was not \
             decided."
        }
        (_, Verdict::NotDecided | Verdict::Proved) => "What it does alone was not decided.",
    };
    match &alone.story {
        Some(story) => format!("{found} {story}"),
        None => found.to_owned(),
    }
}

/// How many audits would change grade, and because of what.
pub fn moved(audits: &Rescored) -> String {
    if audits.compared == 0 {
        return "None of the audits could be compared.".to_owned();
    }
    let mut head = format!(
        "{} of {} would change grade",
        audits.other_grade,
        count(audits.compared, "audit")
    );
    if audits.may_change > 0 {
        let more = format!(
            ", and {} more may, by what is newly asked",
            audits.may_change
        );
        head.push_str(&more);
    }
    let mut parts: Vec<String> = audits
        .by_change
        .iter()
        .filter(|one| one.audits > 0)
        .map(|one| format!("{} because of `{}` ({})", one.audits, one.element, one.rule))
        .collect();
    if audits.together > 0 {
        parts.push(format!("{} only by changes together", audits.together));
    }
    let note = if parts.len() > 1 {
        " One audit may count for several changes."
    } else {
        ""
    };
    match parts.as_slice() {
        [] => format!("{head}."),
        parts => format!("{head}; {}.{note}", parts.join(", ")),
    }
}

/// That answers to questions that are worded otherwise were taken as they were given, where it is so.
pub fn taken_as_given(difference: &Difference) -> Option<String> {
    let reworded = difference
        .changes
        .iter()
        .filter(|change| !change.comparable);
    let names: Vec<String> = reworded.map(|change| change.element.clone()).collect();
    (!names.is_empty()).then(|| {
        format!(
            "Answers to {} were taken as they were given, though the question is worded otherwise.",
            listed(&names)
        )
    })
}

/// How many audits were read, and what became of them.
pub fn read(audits: &Rescored) -> String {
    let open = match audits.open {
        0 => String::new(),
        open => format!(
            " {open} of those compared lack answers to what is newly asked: of them only the grades \
             that they may have are known."
        ),
    };
    format!(
        "{} read: {} compared, {} incomplete, {} rejected.{open} {} of those with one result would \
         have another score.",
        count(audits.read, "audit"),
        audits.compared,
        audits.incomplete,
        audits.rejected,
        audits.other_score
    )
}

/// So many of something.
pub fn count(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
