//! Whether a grade can be earned, overall and by some section.

use rubric_engine::Grades as Graded;

use super::{Asked, Found, overall_grade};
use crate::budget::Budget;
use crate::draft::Draft;
use crate::halt::Halt;
use crate::lower::{Member, SectionTest};
use crate::rule::{Grades, Rule};
use crate::story;

/// A grade of the overall ladder, of the whole.
pub(super) fn overall(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    grade: &str,
) -> Result<Found, Halt> {
    let ladder = asked.standard.ladder(None).ok_or(Halt::Kinds)?;
    let place = ladder
        .grades
        .iter()
        .position(|one| one.name == grade)
        .ok_or(Halt::Kinds)?;
    let found = asked.audit(
        budget,
        |rules| {
            rules.judge(0, None)?;
            Ok(Rule::Overall(0, Grades::one(place)))
        },
        &|_, grades| overall_grade(grades) == Some(place),
    )?;
    let what = |draft: &Draft| {
        Some(format!(
            "overall is {}",
            story::overall(asked.rubric(), draft)?
        ))
    };
    shown(
        asked,
        found,
        what,
        "No audit earns it, whatever the case and the answers.",
    )
}

/// A grade of a ladder, of some section.
pub(super) fn section(
    asked: &Asked<'_, '_>,
    budget: Budget<'_>,
    ladder: &str,
    grade: &str,
) -> Result<Found, Halt> {
    let sections = asked.standard.sections.iter().enumerate();
    let graded = sections.filter(|(_, section)| section.ladder.name == ladder);
    let graded: Vec<usize> = graded.map(|(place, _)| place).collect();
    let first = graded.first().copied();
    let ladder = asked
        .standard
        .ladder(Some(first.ok_or(Halt::Kinds)?))
        .ok_or(Halt::Kinds)?;
    let place = ladder
        .grades
        .iter()
        .position(|one| one.name == grade)
        .ok_or(Halt::Kinds)?;
    let with_grade = |grades: &Graded| {
        let section = |one: &&usize| grades.sections.get(**one).and_then(|one| one.best);
        graded
            .iter()
            .find(|one| section(one) == Some(place))
            .copied()
    };
    let found = asked.audit(
        budget,
        |rules| {
            let mut members = Vec::new();
            for section in &graded {
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
    )?;
    let what = |draft: &Draft| {
        let grades = asked.rubric().grades(&draft.audit(asked.rubric())?);
        let section = asked.standard.sections.get(with_grade(&grades)?)?;
        let name = &section.model.name;
        let judged = story::section(asked.rubric(), draft, name)?;
        Some(format!("section {name} is {judged}"))
    };
    let none = "No audit earns it for any section, whatever the case and the answers.";
    shown(asked, found, what, none)
}

fn shown(
    asked: &Asked<'_, '_>,
    found: Option<Draft>,
    what: impl FnOnce(&Draft) -> Option<String>,
    none: &str,
) -> Result<Found, Halt> {
    let Some(draft) = found else {
        return Ok(Found::refuted(none.to_owned(), Vec::new()));
    };
    let story = what(&draft).map(|what| asked.story(&draft, &what));
    Ok(Found::proved(
        story,
        vec![asked.document(&draft, "earns-the-grade")?],
    ))
}
