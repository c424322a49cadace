//! What there is to ask of a rubric, and what is claimed.

use rubric_engine::Rubric;
use rubric_model::assurance::Question;
use rubric_model::rubric::Ladder;

/// Everything there is to ask of a rubric, in order.
pub(crate) fn all(rubric: &Rubric) -> Vec<Question> {
    let mut questions = guarantees(rubric);
    questions.extend(overall_grades(rubric, |_| true));
    questions.extend(section_grades(rubric, |_| true));
    questions.extend(ladders(rubric));
    questions.extend(limits(rubric));
    let criteria = || rubric.criteria().cloned();
    questions.extend(criteria().map(|criterion| Question::BetterAnswer { criterion }));
    questions.extend(counting(rubric).map(|criterion| Question::CriterionMatters { criterion }));
    questions
}

/// What an author should know of the rules while writing them: each guarantee, each limit, and the
/// rungs of ladders by rule.
pub(crate) fn of_rules(rubric: &Rubric) -> Vec<Question> {
    let mut questions = guarantees(rubric);
    questions.extend(overall_grades(rubric, is_by_rule));
    questions.extend(section_grades(rubric, is_by_rule));
    questions.extend(ladders(rubric));
    questions.extend(limits(rubric));
    questions
}

/// The criteria that count, in reading order.
fn counting(rubric: &Rubric) -> impl Iterator<Item = String> {
    fn add(sections: &[rubric_model::rubric::Section], found: &mut Vec<String>) {
        for section in sections {
            let counting = section.criteria.iter().filter(|one| one.weight.is_some());
            found.extend(counting.map(|one| one.name.clone()));
            add(&section.sections, found);
        }
    }
    let mut found = Vec::new();
    add(&rubric.model().sections, &mut found);
    found.into_iter()
}

fn guarantees(rubric: &Rubric) -> Vec<Question> {
    let guarantees = rubric.model().guarantees.iter();
    let names = guarantees.map(|guarantee| guarantee.name.clone());
    names.map(|name| Question::Guarantee { name }).collect()
}

fn overall_grades(rubric: &Rubric, wanted: impl Fn(&Ladder) -> bool) -> Vec<Question> {
    let ladder = rubric.overall_ladder().filter(|ladder| wanted(ladder));
    let grades = ladder.into_iter().flat_map(|ladder| &ladder.grades);
    let names = grades.map(|grade| grade.name.clone());
    names
        .map(|grade| Question::OverallGrade { grade })
        .collect()
}

fn section_grades(rubric: &Rubric, wanted: impl Fn(&Ladder) -> bool) -> Vec<Question> {
    let is_used = |ladder: &&Ladder| {
        let mut used = rubric.sections().filter_map(|(_, ladder)| ladder);
        used.any(|used| used.name == ladder.name)
    };
    let ladders = rubric
        .model()
        .ladders
        .iter()
        .filter(|ladder| wanted(ladder));
    let grades = ladders.filter(is_used).flat_map(|ladder| {
        let grades = ladder.grades.iter();
        grades.map(|grade| (ladder.name.clone(), grade.name.clone()))
    });
    grades
        .map(|(ladder, grade)| Question::SectionGrade { ladder, grade })
        .collect()
}

/// Each pair of rungs by rule.
fn ladders(rubric: &Rubric) -> Vec<Question> {
    let mut questions = Vec::new();
    for ladder in &rubric.model().ladders {
        let rungs: Vec<_> = ladder
            .grades
            .iter()
            .filter(|grade| grade.when.is_some())
            .collect();
        for (place, upper) in rungs.iter().enumerate() {
            for lower in rungs.iter().skip(place.saturating_add(1)) {
                questions.push(Question::RungsDoNotCross {
                    ladder: ladder.name.clone(),
                    upper: upper.name.clone(),
                    lower: lower.name.clone(),
                });
            }
        }
    }
    questions
}

fn limits(rubric: &Rubric) -> Vec<Question> {
    let names = rubric.model().limits.iter().map(|limit| limit.name.clone());
    names.map(|name| Question::LimitBites { name }).collect()
}

fn is_by_rule(ladder: &Ladder) -> bool {
    ladder.grades.iter().any(|grade| grade.when.is_some())
}

/// What is claimed, in a sentence without its full stop.
pub(crate) fn claim(rubric: &Rubric, question: &Question) -> String {
    match question {
        Question::Guarantee { name } => {
            let mut guarantees = rubric.model().guarantees.iter();
            let guarantee = guarantees.find(|one| one.name == *name);
            guarantee.map_or_else(String::new, |guarantee| guarantee.title.clone())
        }
        Question::OverallGrade { grade } => format!("Overall can be `{grade}`"),
        Question::SectionGrade { grade, .. } => format!("A section can be `{grade}`"),
        Question::RungsDoNotCross {
            ladder,
            upper,
            lower,
        } => format!("On the ladder `{ladder}`, `{upper}` and `{lower}` do not cross"),
        Question::LimitBites { name } => format!("The limit `{name}` can lower a grade"),
        Question::BetterAnswer { criterion } => {
            format!("A better answer to `{criterion}` never lowers a grade")
        }
        Question::CriterionMatters { criterion } => {
            format!("The answer to `{criterion}` can change the overall grade")
        }
        Question::SameScore => {
            "Every audit that fits both has the same overall score by both".to_owned()
        }
        Question::SameGrade => {
            "Every audit that fits both has the same overall grade by both".to_owned()
        }
        Question::NeverMoreLenient => {
            "No audit that fits both has a better overall grade by this one".to_owned()
        }
    }
}
