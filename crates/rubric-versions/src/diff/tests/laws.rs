//! Laws of differences.

use proptest::prelude::*;
use rubric_engine::Rubric;
use rubric_model::audit::{Answer, Decimal, DetailedAnswer, FactAnswer};
use rubric_model::diff::Class;
use rubric_model::outcome::Status;
use rubric_verify::Budget;

use super::{BASE, rubric, with};
use crate::diff::{changes, diff};

/// Changes of words and of what is asked, which no score may depend on.
const HARMLESS: &[(&str, &str)] = &[
    ("plans \"Plans\"", "plans \"Our plans\""),
    ("\"The board\"", "\"Us\""),
    ("www.example.org", "example.org/new"),
    ("Age in years", "Age in whole years"),
    ("0 to 25", "0 to 30"),
    ("\"College\"", "\"A college\""),
    (
        "    not-met        \"Not",
        "    hardly \"Hardly met\" 0.5\n    not-met        \"Not",
    ),
    ("\"All of it.\"", "\"Nearly all of it.\""),
    ("\"Fair\" from", "\"Passable\" from"),
    ("Are the needs clear?", "Are all the needs clear?"),
    ("tag golden", "tag silver"),
    ("owner    health", "owner    education"),
    ("who  \"Who\"", "who  \"By whom\""),
    ("0 to 365", "0 to 400"),
    ("\"Each need.\"", "\"Every need.\""),
    ("      statutory\n", ""),
    ("Thin provision is weak", "Thin provision is never good"),
    ("at least 80%", "at least 75%"),
];

/// Answers that fit before and after, drawn one by one.
#[derive(Clone, Debug)]
struct Drawn {
    age: i64,
    levels: [usize; 2],
    sure: bool,
    ticked: [bool; 2],
    served: (u32, u32),
    days: i64,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let levels = [0..4_usize, 0..4];
    let served = (0..=4_u32).prop_flat_map(|of| (0..=of, Just(of)));
    let parts = (
        0..=25_i64,
        levels,
        any::<bool>(),
        any::<[bool; 2]>(),
        served,
        0..=365_i64,
    );
    parts.prop_map(|(age, levels, sure, ticked, served, days)| Drawn {
        age,
        levels,
        sure,
        ticked,
        served,
        days,
    })
}

/// The score and the grade of an audit.
fn comes_to(rubric: &Rubric, drawn: &Drawn) -> (Status, Option<String>, Option<usize>) {
    let decimal = |number: i64| Decimal::new(number.into()).unwrap();
    let level = |place: usize| {
        let levels = ["met", "partly", "not-met", "not-applicable"];
        Answer::Level(levels[place].to_owned())
    };
    let items = ["what", "who"].into_iter().zip(drawn.ticked);
    let ticked = items
        .filter(|(_, ticked)| *ticked)
        .map(|(item, _)| item.to_owned());
    let detailed = |detailed| Answer::Detailed(detailed);
    let answers = [
        ("needs-clear", level(drawn.levels[0])),
        ("needs-new", level(drawn.levels[1])),
        ("needs-sure", Answer::YesNo(drawn.sure)),
        ("needs-told", Answer::Level("fine".to_owned())),
        (
            "specified",
            detailed(DetailedAnswer {
                ticked: Some(ticked.collect()),
                ..DetailedAnswer::default()
            }),
        ),
        (
            "served",
            detailed(DetailedAnswer {
                count: Some(drawn.served.0),
                of: Some(drawn.served.1),
                ..DetailedAnswer::default()
            }),
        ),
        ("prompt-advice", Answer::Number(decimal(drawn.days))),
    ];
    let mut builder = rubric.audit_builder();
    builder
        .fact("age", &FactAnswer::Number(decimal(drawn.age)))
        .unwrap();
    builder
        .fact("setting", &FactAnswer::Option("school".to_owned()))
        .unwrap();
    for (name, answer) in answers {
        builder.answer(name, &answer).unwrap();
    }
    let grades = rubric.grades(&builder.build()).overall;
    (
        grades.status,
        grades.lowest.map(|score| score.to_string()),
        grades.best,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn text_and_shape_leave_every_score_as_it_was(
        chosen in proptest::sample::subsequence(HARMLESS.to_vec(), 1..=6),
        audits in proptest::collection::vec(drawn(), 1..12),
    ) {
        let (old, new) = (rubric(BASE), with(&chosen));
        let found = changes(old.model(), new.model());
        prop_assert!(!found.is_empty());
        for change in &found {
            prop_assert!(change.class <= Class::Shape, "{:?}", change);
        }
        for drawn in &audits {
            prop_assert_eq!(comes_to(&old, drawn), comes_to(&new, drawn));
        }
        prop_assert!(changes(new.model(), new.model()).is_empty());
    }
}

#[test]
fn nothing_differs_from_itself() {
    for edit in HARMLESS {
        let one = with(&[*edit]);
        let found = diff(&one, &one, Budget::SHORT).with_audits(None);
        assert!(found.changes.is_empty() && found.findings.is_empty());
        assert_eq!(found.class, None);
    }
}

#[test]
fn what_is_harmless_is_proved_to_be() {
    let old = rubric(BASE);
    for edit in HARMLESS {
        let new = with(&[*edit]);
        let found = diff(&old, &new, Budget::SHORT).with_audits(None);
        assert!(
            found.class <= Some(Class::Shape),
            "{edit:?}: {:#?}",
            found.findings
        );
        assert!(found.decided, "{edit:?}: {:#?}", found.findings);
    }
}
