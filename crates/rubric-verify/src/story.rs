//! What an audit shows, in a sentence for someone who did not make it.

use rubric_engine::Rubric;
use rubric_model::Name;
use rubric_model::audit::{Answer, FactAnswer};
use rubric_model::outcome::{Judgement, SectionOutcome, Settled};

use crate::draft::Draft;
use crate::problem::Problem;
use crate::standard::Standard;

/// How many answers are named before the rest are counted.
const MOST_NAMED: usize = 6;

/// How an audit is answered: `every answer at its best but …`.
pub(crate) fn answers(problem: &Problem<'_>, draft: &Draft, besides: Option<&str>) -> String {
    let best = |name: &Name| {
        let criterion = problem.criteria.iter().find(|one| one.name == *name)?;
        criterion.possible.first()?.answer(None)
    };
    let in_order = problem.criteria.iter().filter_map(|one| {
        let answer = draft.answers.get(&one.name)?;
        Some((&one.name, answer))
    });
    let short: Vec<String> = in_order
        .filter(|(name, answer)| {
            Some(name.as_str()) != besides && best(name).as_ref() != Some(answer)
        })
        .map(|(name, answer)| format!("`{name}` ({})", answer_words(answer)))
        .collect();
    let other = if besides.is_some() { " other" } else { "" };
    match short.len() {
        0 => format!("every{other} answer at its best"),
        count if count <= MOST_NAMED => {
            format!("every{other} answer at its best but {}", listed(&short))
        }
        count => {
            let named: Vec<String> = short.into_iter().take(MOST_NAMED - 1).collect();
            let more = count - named.len();
            format!(
                "{count} answers short of the best, such as {}, and {more} more",
                named.join(", ")
            )
        }
    }
}

fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// An answer in words.
pub(crate) fn answer_words(answer: &Answer) -> String {
    match answer {
        Answer::YesNo(true) => "yes".to_owned(),
        Answer::YesNo(false) => "no".to_owned(),
        Answer::Level(level) => level.clone(),
        Answer::Number(number) => number.to_string(),
        Answer::Detailed(detailed) => {
            if let (Some(count), Some(of)) = (detailed.count, detailed.of) {
                return format!("{count} of {of}");
            }
            match detailed.ticked.as_deref() {
                Some([]) => "nothing ticked".to_owned(),
                Some(items) => format!("only {} ticked", items.join(", ")),
                None => detailed.level.clone().unwrap_or_default(),
            }
        }
    }
}

/// The facts of a case that the rules ask about: `age 17, has-health-needs no`.
pub(crate) fn case(standard: &Standard<'_>, draft: &Draft) -> Option<String> {
    let facts = standard.rubric.model().facts.iter().enumerate();
    let asked = facts.filter(|(place, _)| {
        let asked = standard.told_apart.facts.get(*place);
        asked.is_some_and(|asked| !asked.is_empty())
    });
    let words = asked.filter_map(|(_, fact)| {
        let value = match draft.facts.get(&fact.name)? {
            FactAnswer::YesNo(true) => "yes".to_owned(),
            FactAnswer::YesNo(false) => "no".to_owned(),
            FactAnswer::Number(number) => number.to_string(),
            FactAnswer::Option(option) => option.clone(),
        };
        Some(format!("`{}` is {value}", fact.name))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("The case: {}.", words.join(", ")))
}

/// The overall grade and score of an audit: `` `good` (83.3%) ``.
pub(crate) fn overall(rubric: &Rubric, draft: &Draft) -> Option<String> {
    let audit = draft.audit(rubric)?;
    let outcome = rubric.score(&audit);
    judged(&outcome.overall)
}

/// The grade and score of a section in an audit.
pub(crate) fn section(rubric: &Rubric, draft: &Draft, name: &str) -> Option<String> {
    fn find<'o>(sections: &'o [SectionOutcome], name: &str) -> Option<&'o SectionOutcome> {
        sections.iter().find_map(|one| {
            if one.name == name {
                return Some(one);
            }
            find(&one.sections, name)
        })
    }
    let audit = draft.audit(rubric)?;
    let outcome = rubric.score(&audit);
    judged(&find(&outcome.sections, name)?.judgement)
}

fn judged(judgement: &Judgement) -> Option<String> {
    match judgement {
        Judgement::Settled(Settled {
            score: Some(score),
            grade: Some(grade),
            ..
        }) => Some(format!("`{grade}` ({}%)", score.percent)),
        _ => None,
    }
}
