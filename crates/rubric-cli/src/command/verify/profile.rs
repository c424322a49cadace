//! What each part of the rubric weighs and can do.

use rubric_model::assurance::{CriterionProfile, FewestAnswers, OwnerProfile, Profile, Verdict};
use unicode_width::UnicodeWidthStr;

use crate::names::{Names, grade};
use crate::page::{Page, column, right};

/// How many criteria are named of an audit that shows how few answers are enough.
const MOST: usize = 5;

/// Writes the profile.
pub fn write(page: &mut Page, names: &Names<'_>, profile: &Profile) {
    criteria(page, names, &profile.criteria);
    owners(page, names, &profile.owners);
    let fewest = |page: &mut Page, heading: &str, all: &[FewestAnswers], to: &str| {
        if !all.is_empty() {
            page.heading(heading);
            for one in all {
                answers(page, names, one, to);
            }
        }
    };
    let from_best = "How few answers take the grade down, where every answer is at its best";
    fewest(page, from_best, &profile.falls, "Below");
    let from_worst = "How few answers lift the grade, where every answer is at its worst";
    fewest(page, from_worst, &profile.rises, "To");
}

/// The table of criteria.
fn criteria(page: &mut Page, names: &Names<'_>, criteria: &[CriterionProfile]) {
    if criteria.is_empty() {
        return;
    }
    page.heading("What each criterion weighs and can do");
    page.paragraph(
        "   ",
        "   ",
        "Share is its part of the overall score where everything counts. Effect is the most by \
         which its answer alone can change that score, in points of 100. The last column says \
         whether its answer alone can change the overall grade.",
    );
    page.blank();
    let (share, effect, able) = (7, 7, "not decided".width());
    let taken = [share, effect, able].iter().sum::<usize>();
    let width = page.width().saturating_sub(taken).saturating_sub(9);
    let mut row = |title: &str, cells: [&str; 3], is_head: bool| {
        for (number, title) in column(title, width, 0).iter().enumerate() {
            let [first, second, third] = if number == 0 { cells } else { [""; 3] };
            let (first, second) = (right(first, share), right(second, effect));
            let line = format!("{title}  {first}  {second}  {third}");
            let line = if is_head { page.bold(&line) } else { line };
            page.line(&format!("   {line}"));
        }
    };
    row("Criterion", ["Share", "Effect", "Grade"], true);
    for criterion in criteria {
        let able = match criterion.can_change_grade {
            Some(true) => "can change",
            Some(false) => "cannot",
            None => "not decided",
        };
        let share = format!("{}%", criterion.share.percent);
        let effect = criterion.largest_effect.as_ref();
        let effect = effect.map_or("?", |effect| effect.percent.as_str());
        let cells = [&share, effect, able];
        row(names.question(&criterion.name), cells, false);
    }
}

/// What each owner's criteria weigh together.
fn owners(page: &mut Page, names: &Names<'_>, owners: &[OwnerProfile]) {
    // Where nobody owns anything, there is nothing to compare.
    if owners.iter().all(|owner| owner.name.is_none()) {
        return;
    }
    page.heading("What each owner's criteria weigh together");
    for owner in owners {
        let name = owner.name.as_deref();
        let title = name.map_or("Without an owner", |name| names.owner(name));
        let criteria = match owner.criteria {
            1 => "1 criterion".to_owned(),
            several => format!("{several} criteria"),
        };
        let share = &owner.share.percent;
        let text = format!("{title}: {criteria}, {share}% of the overall score");
        page.item("·", &text);
    }
}

/// How few answers are enough, in a sentence, and which.
fn answers(page: &mut Page, names: &Names<'_>, fewest: &FewestAnswers, to: &str) {
    let title = grade(names.overall_ladder(), &fewest.grade);
    let count = fewest.answers.map(|count| match count {
        1 => "1 answer is enough".to_owned(),
        several => format!("{several} answers are enough"),
    });
    let enough = match (count, fewest.verdict) {
        (Some(count), Verdict::NotDecided) => {
            format!("{count}; whether fewer are, was not decided")
        }
        (Some(count), _) => count,
        (None, Verdict::NotDecided) => "not decided".to_owned(),
        (None, _) => "no number of answers is enough".to_owned(),
    };
    page.item("·", &format!("{to} {title}: {enough}"));
    for name in fewest.criteria.iter().take(MOST) {
        page.paragraph("     – ", "       ", names.question(name));
    }
    match fewest.criteria.len().saturating_sub(MOST) {
        0 => {}
        more => page.aside("     ", &format!("and {more} more")),
    }
}
