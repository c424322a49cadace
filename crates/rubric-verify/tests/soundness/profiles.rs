//! What is said of each part of a rubric, beside the truth.

use std::collections::BTreeMap;

use rubric_model::assurance::{CriterionProfile, FewestAnswers, Profile, Question, Verdict};
use rubric_model::rubric::Rubric as Model;
use rubric_verify::profile;

use crate::agreement::{BUDGET, Decided};
use crate::build;
use crate::fewest::{Way, shares};
use crate::generate;
use crate::generator::seeds;
use crate::judge::Exact;
use crate::planted;
use crate::possible::exact;
use crate::truth::Truth;

#[test]
fn what_a_profile_says_is_true() {
    let mut decided = Decided::default();
    let rubrics = seeds().into_iter().map(|seed| {
        let rubric = generate::rubric(seed).rubric;
        (format!("seed {seed}"), rubric)
    });
    for (told, rubric) in planted::all().into_iter().chain(rubrics) {
        let truth = Truth::new(rubric.model());
        is_true(&profile(&rubric, BUDGET), &truth, &told, &mut decided);
    }
    decided.nearly_all();
}

pub fn is_true(profile: &Profile, truth: &Truth, told: &str, decided: &mut Decided) {
    criteria(profile, truth, told, decided);
    owners(profile, &truth.model, told);
    let best_first = grades(&truth.model);
    // Every audit earns the last grade, or a better one.
    let falls: Vec<usize> = (0..best_first.len() - 1).collect();
    let rises = falls.iter().rev().copied().collect();
    for (way, found, order) in [
        (Way::Falls, &profile.falls, falls),
        (Way::Rises, &profile.rises, rises),
    ] {
        let names: Vec<&String> = order.iter().map(|grade| best_first[*grade]).collect();
        let said: Vec<&String> = found.iter().map(|one| &one.grade).collect();
        assert_eq!(said, names, "{told}");
        fewest(found, &order, way, truth, told, decided);
    }
}

fn grades(model: &Model) -> Vec<&String> {
    let mut ladders = model.ladders.iter();
    let ladder = ladders.find(|one| one.name == model.overall.ladder);
    ladder.unwrap().grades.iter().map(|one| &one.name).collect()
}

fn criteria(profile: &Profile, truth: &Truth, told: &str, decided: &mut Decided) {
    let shares = shares(&truth.model);
    let counting = build::criteria(&truth.model);
    let names: Vec<&String> = (counting.iter())
        .filter(|one| one.weight.is_some())
        .map(|one| &one.name)
        .collect();
    let said: Vec<&String> = profile.criteria.iter().map(|one| &one.name).collect();
    assert_eq!(said, names, "{told}");
    for one in &profile.criteria {
        let told = format!("{told}: {}", one.name);
        let CriterionProfile {
            name,
            share,
            largest_effect,
            can_change_grade,
        } = one;
        assert_eq!(exact(&share.exact), shares[name], "share; {told}");
        let largest = truth.largest_effect(truth.criterion(name));
        let effect = largest_effect.as_ref().map(|effect| exact(&effect.exact));
        assert_eq!(effect, Some(largest), "effect; {told}");
        let verdict = match can_change_grade {
            Some(true) => Verdict::Proved,
            Some(false) => Verdict::Refuted,
            None => Verdict::NotDecided,
        };
        decided.count(verdict, truth.judge.finite);
        let criterion = name.clone();
        let question = Question::CriterionMatters { criterion };
        assert!(truth.allows(&question, verdict), "{verdict:?}; {told}");
    }
}

fn owners(profile: &Profile, model: &Model, told: &str) {
    let shares = shares(model);
    let mut owned: BTreeMap<Option<&String>, (u32, Exact)> = BTreeMap::new();
    for one in build::criteria(model) {
        if let Some(share) = shares.get(&one.name) {
            let (criteria, sum) = owned.entry(one.owner.as_ref()).or_default();
            *criteria += 1;
            *sum += share;
        }
    }
    let declared = model.owners.iter().map(|one| Some(&one.name));
    let order: Vec<Option<&String>> = declared.chain([None]).collect();
    let said = profile.owners.iter().map(|one| one.name.as_ref());
    let places: Vec<Option<usize>> = said
        .map(|name| order.iter().position(|one| *one == name))
        .collect();
    assert!(places.iter().all(Option::is_some), "{told}");
    assert!(places.is_sorted_by(|one, next| one < next), "{told}");
    let mut sum = Exact::default();
    for one in &profile.owners {
        let share = exact(&one.share.exact);
        let expected = owned.remove(&one.name.as_ref()).unwrap_or_default();
        assert_eq!((one.criteria, share), expected, "{:?}; {told}", one.name);
        sum += share;
    }
    assert!(owned.is_empty(), "{owned:?} are left out; {told}");
    assert_eq!(sum, Exact::from(1), "{told}");
}

fn fewest(
    found: &[FewestAnswers],
    order: &[usize],
    way: Way,
    truth: &Truth,
    told: &str,
    decided: &mut Decided,
) {
    let sets = truth.changes(way);
    for (one, grade) in found.iter().zip(order) {
        let told = format!("{one:?}; {told}");
        decided.count(one.verdict, truth.judge.finite);
        let fewest = sets[*grade].iter().map(Vec::len).min();
        match (one.verdict, one.answers.map(|answers| answers as usize)) {
            (Verdict::NotDecided, answers) => assert_eq!(answers, None, "{told}"),
            (_, answers) if truth.judge.finite => assert_eq!(answers, fewest, "{told}"),
            // More answers are possible than were gone through.
            (_, Some(answers)) => assert!(fewest.is_none_or(|few| answers <= few), "{told}"),
            (_, None) => assert_eq!(fewest, None, "{told}"),
        }
        assert_eq!(
            one.criteria.len(),
            one.answers.unwrap_or_default() as usize,
            "{told}"
        );
        if truth.judge.finite && one.answers.is_some() {
            let named: Vec<&str> = one.criteria.iter().map(String::as_str).collect();
            assert!(sets[*grade].contains(&named), "these do not; {told}");
        }
    }
}
