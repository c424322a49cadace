//! Rubrics of which it is known what is true.

use rubric_engine::Rubric;
use rubric_model::assurance::Question;
use rubric_model::condition::*;
use rubric_model::rubric::{Rubric as Model, *};

use crate::build::{self, criterion, fraction, grade, ladder, section};
use crate::fewest::Way;
use crate::generate;
use crate::possible::exact;
use crate::truth::Truth;

fn scale() -> AnswerForm {
    AnswerForm::Scale {
        scale: "s".into(),
        without: vec![],
    }
}

/// One section of these criteria; good from 3/4, fair from 1/2.
fn plain(criteria: Vec<Criterion>) -> Model {
    let mut model = build::empty();
    model.scales = vec![build::scale(
        "s",
        &[
            ("a", Some(1.into())),
            ("b", Some(fraction(1, 2))),
            ("c", Some(0.into())),
            ("x", None),
        ],
    )];
    model.ladders = vec![ladder(
        "l",
        vec![
            grade("good", Some(fraction(3, 4)), None),
            grade("fair", Some(fraction(1, 2)), None),
            grade("poor", None, None),
        ],
    )];
    model.sections = vec![section("S", criteria)];
    model
}

fn yes_no(names: &[&str]) -> Vec<Criterion> {
    let one = |name: &&str| criterion(name, AnswerForm::YesNo);
    names.iter().map(one).collect()
}

fn level(name: &str, level: &str) -> Condition {
    let level = Comparison::Is(level.to_owned());
    Condition::Criterion(name.into(), CriterionTest::Level(level))
}

fn limit(at_most: &str, when: Condition) -> Limit {
    Limit {
        name: "held".into(),
        because: "it must be so".into(),
        on: LimitScope::Overall,
        at_most: at_most.into(),
        when,
    }
}

pub fn untouched() -> Model {
    plain(vec![criterion("one", scale()), criterion("two", scale())])
}

fn limit_that_never_bites() -> Model {
    let mut model = untouched();
    let poor = JudgedTest::Score(Comparison::Below(fraction(3, 4)));
    model.limits = vec![limit("fair", Condition::Judged(Subject::It, poor))];
    model
}

pub fn limit_on_a_better_answer() -> Model {
    let mut model = untouched();
    model.limits = vec![limit("poor", level("one", "b"))];
    model
}

fn grade_between_the_scores() -> Model {
    let mut model = plain(yes_no(&["one", "two"]));
    model.ladders[0].grades[1].from = Some(fraction(3, 5));
    model
}

pub fn weight_too_small_to_matter() -> Model {
    let mut model = plain(vec![
        criterion("heavy", AnswerForm::YesNo),
        criterion("light", scale()),
    ]);
    model.sections[0].criteria[1].weight = Some(fraction(1, 100));
    model
}

pub fn counted() -> Model {
    let mut model = plain(yes_no(&["one", "two", "three"]));
    model.ladders[0].grades[0].from = Some(1.into());
    model.ladders[0].grades[1].from = Some(fraction(1, 3));
    model
}

fn by_rule(upper: Condition, lower: Condition) -> Model {
    let mut model = untouched();
    model.ladders.push(ladder(
        "r",
        vec![
            grade("good", None, Some(upper)),
            grade("fair", None, Some(lower)),
            grade("poor", None, None),
        ],
    ));
    model
}

fn rungs_that_cross() -> Model {
    let mut model = by_rule(level("one", "a"), level("two", "a"));
    model.overall.ladder = "r".into();
    model
}

/// Of one section the upper rung holds alone; of the other the lower one, and both.
fn rungs_that_cross_of_no_section() -> Model {
    let any = |marks: Vec<Mark>, tagged: Vec<String>| {
        Condition::Group(GroupCondition {
            quantity: Quantity::Any,
            group: Group::Described(Description {
                members: Members::Criteria,
                marks,
                within: Some("it".into()),
                tagged,
                owned_by: None,
            }),
            test: MemberTest::Criterion(CriterionTest::Value(Comparison::Is(1.into()))),
        })
    };
    let essential = any(vec![Mark::Essential], vec![]);
    let mut model = by_rule(essential, any(vec![], vec!["key".into()]));
    model.sections[0].criteria[0].marks = vec![Mark::Essential];
    let mut other = section("T", yes_no(&["three", "four"]));
    for one in &mut other.criteria {
        one.tags = vec!["key".into()];
    }
    other.criteria[1].marks = vec![Mark::Essential];
    model.sections.push(other);
    for section in &mut model.sections {
        section.ladder = "r".into();
    }
    model
}

/// Of three promises, the second is broken: one thing that falls short may still be fair.
fn promises() -> Model {
    let mut model = untouched();
    let overall =
        |grade: Comparison<String>| Condition::Judged(Subject::Overall, JudgedTest::Grade(grade));
    let guarantee = |name: &str, whenever, then| Guarantee {
        name: name.into(),
        title: name.into(),
        whenever,
        then,
    };
    model.guarantees = vec![
        guarantee(
            "kept",
            Condition::All(vec![level("one", "a"), level("two", "a")]),
            overall(Comparison::Is("good".into())),
        ),
        guarantee(
            "broken",
            level("one", "c"),
            overall(Comparison::Below("fair".into())),
        ),
        guarantee(
            "kept-of-no-audit",
            Condition::Judged(Subject::Overall, JudgedTest::Scored(false)),
            overall(Comparison::Is("good".into())),
        ),
    ];
    model
}

pub fn all() -> Vec<(String, Rubric)> {
    let models = [
        ("untouched", untouched()),
        ("limit that never bites", limit_that_never_bites()),
        ("limit on a better answer", limit_on_a_better_answer()),
        ("grade between the scores", grade_between_the_scores()),
        ("weight too small to matter", weight_too_small_to_matter()),
        ("counted", counted()),
        ("rungs that cross", rungs_that_cross()),
        (
            "rungs that cross of no section",
            rungs_that_cross_of_no_section(),
        ),
        ("promises", promises()),
    ];
    let built = models.map(|(told, model)| (told.to_owned(), generate::checked(&model).unwrap()));
    built.into()
}

/// The claims that are not so.
fn untrue(model: &Model) -> Vec<Question> {
    let truth = Truth::new(model);
    let questions = truth.questions().into_iter();
    questions.filter(|one| !truth.holds(one)).collect()
}

#[test]
fn brute_force_finds_what_was_planted() {
    assert_eq!(untrue(&untouched()), []);
    let name = "held".to_owned();
    let never = Question::LimitBites { name };
    assert_eq!(untrue(&limit_that_never_bites()), [never]);
    let criterion = "one".to_owned();
    let better = Question::BetterAnswer { criterion };
    assert_eq!(untrue(&limit_on_a_better_answer()), [better]);
    let (grade, ladder) = ("fair".to_owned(), "l".to_owned());
    let overall = Question::OverallGrade {
        grade: grade.clone(),
    };
    let of_section = Question::SectionGrade { ladder, grade };
    assert_eq!(untrue(&grade_between_the_scores()), [overall, of_section]);
    let name = "broken".to_owned();
    assert_eq!(untrue(&promises()), [Question::Guarantee { name }]);
}

#[test]
fn brute_force_finds_rungs_that_cross_of_one_thing_alone() {
    let crossing = |one: &Question| matches!(one, Question::RungsDoNotCross { .. });
    let untrue = |model: &Model| untrue(model).iter().any(crossing);
    assert!(untrue(&rungs_that_cross()));
    assert!(!untrue(&rungs_that_cross_of_no_section()));
}

#[test]
fn brute_force_finds_what_a_criterion_can_do() {
    let model = weight_too_small_to_matter();
    let truth = Truth::new(&model);
    let effect = |name| truth.largest_effect(truth.criterion(name));
    // Where the light one is excluded, the heavy one is all there is.
    assert_eq!(effect("heavy"), exact(&1.into()));
    assert_eq!(effect("light"), exact(&fraction(1, 101)));
    let criterion = "light".to_owned();
    let matters = Question::CriterionMatters { criterion };
    assert!(untrue(&model).contains(&matters));
}

#[test]
fn brute_force_finds_the_fewest_answers() {
    let truth = Truth::new(&counted());
    let fewest = |way| -> Vec<Option<usize>> {
        let sets = truth.changes(way).into_iter();
        sets.map(|sets| sets.iter().map(Vec::len).min()).collect()
    };
    assert_eq!(fewest(Way::Falls), [Some(1), Some(3), None]);
    assert_eq!(fewest(Way::Rises), [Some(3), Some(1), Some(0)]);
}
