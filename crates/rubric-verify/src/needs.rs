//! Which criteria a section's score and grade depend on.

use std::collections::BTreeSet;

use rubric_model::condition::{Condition, MemberTest, Subject};

use crate::halt::Halt;
use crate::standard::Standard;
use crate::told_apart::{judged_by, members};

/// By section, the places of the criteria that its score or grade depends on: those in it, and
/// those that its limits and ladder look at.
pub(crate) fn needs(standard: &Standard<'_>) -> Result<Vec<BTreeSet<usize>>, Halt> {
    let mut needs = vec![BTreeSet::new(); standard.sections.len()];
    // Inside out, as sections are judged.
    for section in &standard.top {
        add(standard, *section, &mut needs)?;
    }
    Ok(needs)
}

fn add(
    standard: &Standard<'_>,
    place: usize,
    needs: &mut Vec<BTreeSet<usize>>,
) -> Result<(), Halt> {
    let Some(section) = standard.sections.get(place) else {
        return Ok(());
    };
    for inner in &section.sections {
        add(standard, *inner, needs)?;
    }
    let mut mine: BTreeSet<usize> = section.criteria.iter().copied().collect();
    let inner = section
        .sections
        .iter()
        .filter_map(|inner| needs.get(*inner));
    mine.extend(inner.flatten().copied());
    let rungs = section
        .ladder
        .grades
        .iter()
        .filter_map(|grade| grade.when.as_ref());
    let limits = &standard.rubric.model().limits;
    let limits = limits
        .iter()
        .filter(|limit| judged_by(standard, &limit.on).contains(&Some(place)));
    for condition in rungs.chain(limits.map(|limit| &limit.when)) {
        looked_at(standard, condition, place, needs, &mut mine)?;
    }
    if let Some(needs) = needs.get_mut(place) {
        *needs = mine;
    }
    Ok(())
}

fn looked_at(
    standard: &Standard<'_>,
    condition: &Condition,
    judged: usize,
    needs: &[BTreeSet<usize>],
    mine: &mut BTreeSet<usize>,
) -> Result<(), Halt> {
    let of_section = |section: Option<usize>, mine: &mut BTreeSet<usize>| {
        let needs = section.and_then(|section| needs.get(section));
        mine.extend(needs.into_iter().flatten().copied());
    };
    match condition {
        Condition::All(parts) | Condition::AnyOf(parts) => {
            for part in parts {
                looked_at(standard, part, judged, needs, mine)?;
            }
        }
        Condition::Not(part) => looked_at(standard, part, judged, needs, mine)?,
        Condition::Fact(..) => {}
        Condition::Criterion(name, _) => mine.extend(standard.criterion(name)),
        Condition::Judged(Subject::Section(name), _) => of_section(standard.section(name), mine),
        Condition::Judged(Subject::Overall | Subject::It, _) => {}
        Condition::Group(group) => {
            let places = members(standard, group, Some(judged))?;
            match group.test {
                MemberTest::Criterion(_) => mine.extend(places),
                MemberTest::Section(_) => {
                    places
                        .into_iter()
                        .for_each(|place| of_section(Some(place), mine));
                }
            }
        }
    }
    Ok(())
}
