//! Whether each grade can be earned, overall and by some section.

use rubric_model::assurance::{Finding, Question};
use rubric_model::rubric::{Grade, Ladder};

use super::{Asked, overall_grade, some_audit};
use crate::lower::{Member, SectionTest};
use crate::rule::{Grades, Rule};
use crate::story;

/// Each grade of the overall ladder, of the whole.
pub(crate) fn overall_grades(asked: &Asked<'_>) -> Vec<Finding> {
    let grades = asked.rubric().overall_ladder().map(|ladder| &ladder.grades);
    let grades = grades.into_iter().flatten().enumerate();
    grades
        .map(|(place, grade)| overall(asked, place, grade))
        .collect()
}

fn overall(asked: &Asked<'_>, place: usize, grade: &Grade) -> Finding {
    let found = asked.audit(
        |rules| {
            rules.judge(0, None)?;
            Ok(Rule::Overall(0, Grades::one(place)))
        },
        &|_, grades| overall_grade(grades) == Some(place),
    );
    let question = Question::OverallGrade {
        grade: grade.name.clone(),
    };
    some_audit(
        asked,
        question,
        format!("Overall can be `{}`", grade.name),
        found,
        |draft| {
            Some(format!(
                "overall is {}",
                story::overall(asked.rubric(), draft)?
            ))
        },
        "No audit earns it, whatever the case and the answers.",
    )
}

/// Each grade of each wanted ladder that sections are graded by, of some section.
pub(crate) fn section_grades(asked: &Asked<'_>, wanted: impl Fn(&Ladder) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ladder in asked
        .rubric()
        .model()
        .ladders
        .iter()
        .filter(|ladder| wanted(ladder))
    {
        let sections = asked.standard.sections.iter().enumerate();
        let graded: Vec<usize> = sections
            .filter(|(_, section)| section.ladder.name == ladder.name)
            .map(|(place, _)| place)
            .collect();
        if graded.is_empty() {
            continue;
        }
        for (place, grade) in ladder.grades.iter().enumerate() {
            findings.push(section(asked, ladder, &graded, place, grade));
        }
    }
    findings
}

fn section(
    asked: &Asked<'_>,
    ladder: &Ladder,
    graded: &[usize],
    place: usize,
    grade: &Grade,
) -> Finding {
    let with_grade = |grades: &rubric_engine::Grades| {
        let section = |one: &&usize| grades.sections.get(**one).and_then(|one| one.best);
        graded
            .iter()
            .find(|one| section(one) == Some(place))
            .copied()
    };
    let found = asked.audit(
        |rules| {
            let mut members = Vec::new();
            for section in graded {
                rules.judge(0, Some(*section))?;
                members.push(Member::Section {
                    section: *section,
                    world: 0,
                    so: SectionTest::Grade(Grades::one(place)),
                });
            }
            Ok(rules.count(members, 1))
        },
        &|_, grades| with_grade(grades).is_some(),
    );
    let question = Question::SectionGrade {
        ladder: ladder.name.clone(),
        grade: grade.name.clone(),
    };
    some_audit(
        asked,
        question,
        format!("A section can be `{}`", grade.name),
        found,
        |draft| {
            let grades = asked.rubric().grades(&draft.audit(asked.rubric())?);
            let section = asked.standard.sections.get(with_grade(&grades)?)?;
            let name = &section.model.name;
            let judged = story::section(asked.rubric(), draft, name)?;
            Some(format!("section {name} is {judged}"))
        },
        "No audit earns it for any section, whatever the case and the answers.",
    )
}
