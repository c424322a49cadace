//! What scoring looks at, and nothing else.

use rubric_model::rubric::{AnswerForm, Choice, FactKind, Rubric as Model};

use super::parts;

/// Whether scoring looks at the same in both: then every audit that fits both scores alike, and there
/// is nothing to search for.
pub(super) fn is_same(old: &Model, new: &Model) -> bool {
    core(old) == core(new)
}

/// A rubric without what scoring does not look at: words, dates, sources, and what is only measured
/// or promised.
fn core(model: &Model) -> Model {
    let mut core = model.clone();
    for text in [
        &mut core.name,
        &mut core.title,
        &mut core.version,
        &mut core.language,
        &mut core.digest,
    ] {
        text.clear();
    }
    core.publisher = None;
    core.audits = None;
    core.jurisdiction = None;
    core.effective = None;
    core.introduction = None;
    core.excluded_share_notice = 0.into();
    core.sources.clear();
    core.owners.clear();
    core.causes.clear();
    core.indicators.clear();
    core.guarantees.clear();
    core.provenance = rubric_model::rubric::Provenance::default();
    for fact in &mut core.facts {
        fact.title.clear();
        if let FactKind::OneOf { options } = &mut fact.kind {
            untitled(options);
        }
    }
    for scale in &mut core.scales {
        scale.title.clear();
        for level in &mut scale.levels {
            level.title.clear();
            level.means = None;
            level.comment = None;
            level.cause = None;
        }
    }
    for ladder in &mut core.ladders {
        ladder.title.clear();
        for grade in &mut ladder.grades {
            grade.title.clear();
            grade.means = None;
        }
    }
    for limit in &mut core.limits {
        limit.because.clear();
    }
    parts::each_section(&mut core.sections, &mut |section| {
        section.title.clear();
        section.guidance = None;
        for criterion in &mut section.criteria {
            criterion.question.clear();
            criterion.cites.clear();
            criterion.guidance = None;
            criterion.means.clear();
            criterion.examples.clear();
            criterion.prompt = None;
            criterion.leave_out = None;
            criterion.comment_required_below = None;
            criterion.was.clear();
            unworded(&mut criterion.answer);
        }
    });
    core
}

fn unworded(answer: &mut AnswerForm) {
    match answer {
        AnswerForm::Checklist { items, .. } => untitled(items),
        AnswerForm::Proportion { of, .. } => of.clear(),
        AnswerForm::Number { unit, .. } => unit.clear(),
        AnswerForm::Scale { .. } | AnswerForm::YesNo => {}
    }
}

fn untitled(choices: &mut [Choice]) {
    choices.iter_mut().for_each(|choice| choice.title.clear());
}
