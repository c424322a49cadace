//! Whether what guarantees promise holds of every audit.

use rubric_engine::Truth;
use rubric_model::assurance::{Finding, Question};
use rubric_model::rubric::Guarantee;

use super::{Asked, every_audit};
use crate::rule::Rule;
use crate::story;

pub(crate) fn guarantees(asked: &Asked<'_>) -> Vec<Finding> {
    let guarantees = &asked.rubric().model().guarantees;
    guarantees.iter().map(|one| guarantee(asked, one)).collect()
}

fn guarantee(asked: &Asked<'_>, guarantee: &Guarantee) -> Finding {
    let rubric = asked.rubric();
    let found = asked.audit(
        |rules| {
            let whenever = rules.rule(&guarantee.whenever, 0, None, false)?;
            let then = rules.rule(&guarantee.then, 0, None, false)?;
            Ok(Rule::all(vec![whenever, then.not()]))
        },
        &|audit, _| {
            let holds = |condition| {
                rubric
                    .evaluate(condition, audit)
                    .unwrap_or(Truth::Undecided)
            };
            holds(&guarantee.whenever) == Truth::Yes && holds(&guarantee.then) == Truth::No
        },
    );
    let against = found.map(|draft| {
        draft.and_then(|draft| {
            let audit = asked.document(&draft, "breaks-a-guarantee")?;
            let overall = story::overall(rubric, &draft)?;
            let story = asked.story(&draft, &format!("overall is {overall}"));
            Some((vec![audit], story))
        })
    });
    let question = Question::Guarantee {
        name: guarantee.name.clone(),
    };
    every_audit(question, guarantee.title.clone(), against)
}
