//! A case for each rule.

use std::collections::BTreeSet;

use super::{BASE, lines, rubric, with};
use crate::diff::{changes, rules};

/// What is written in place of what, and the rules that tell it: from before to after, and from after
/// to before.
type Case = (
    &'static [(&'static str, &'static str)],
    &'static str,
    &'static str,
);

const CASES: &[Case] = &[
    (
        &[("rubric plans ", "rubric our-plans ")],
        "rubric-renamed",
        "rubric-renamed",
    ),
    (
        &[("plans \"Plans\"", "plans \"Our plans\"")],
        "title-changed",
        "title-changed",
    ),
    (
        &[("\"The board\"", "\"Us\"")],
        "head-changed",
        "head-changed",
    ),
    (
        &[("publisher ", "language cy\n publisher ")],
        "language-changed",
        "language-changed",
    ),
    (
        &[("from 2026-09-01", "from 2026-09-01 to 2027-08-31")],
        "effective-changed",
        "effective-changed",
    ),
    (
        &[("  owner health ", "source more \"More\"\n owner health ")],
        "source-added",
        "source-removed",
    ),
    (
        &[("www.example.org", "example.org/new")],
        "source-changed",
        "source-changed",
    ),
    (
        &[("  fact age ", "owner care \"Social care\"\n fact age ")],
        "owner-added",
        "owner-removed",
    ),
    (
        &[(
            "  cause writer ",
            "cause panel \"The panel\"\n cause writer ",
        )],
        "cause-added",
        "cause-removed",
    ),
    (
        &[(
            "  cause writer ",
            "fact looked-after \"Looked after?\" { yes-no }\n cause writer ",
        )],
        "fact-added",
        "fact-removed",
    ),
    (
        &[("Age in years", "Age in whole years")],
        "fact-reworded",
        "fact-reworded",
    ),
    (
        &[("0 to 25", "0 to 24")],
        "fact-values-changed",
        "fact-values-changed",
    ),
    (
        &[("\"College\"", "\"A college\"")],
        "option-reworded",
        "option-reworded",
    ),
    (
        &[(
            "  scale simple \"",
            "scale more \"More\" { yes-it-is \"Yes\" 1 no-it-is-not \"No\" 0 }\n scale simple \"",
        )],
        "scale-added",
        "scale-removed",
    ),
    (
        &[(
            "    not-met        \"Not",
            "    hardly \"Hardly met\" 0.5\n    not-met        \"Not",
        )],
        "level-added",
        "level-removed",
    ),
    (
        &[("\"Not met\"", "\"Not there\"")],
        "level-reworded",
        "level-reworded",
    ),
    (
        &[("\"All of it.\"", "\"Nearly all of it.\"")],
        "level-meaning-changed",
        "level-meaning-changed",
    ),
    (
        &[("{ comment required }", "{ cause required }")],
        "level-needs-changed",
        "level-needs-changed",
    ),
    (
        &[("\"Partly met\"     1", "\"Partly met\"     2")],
        "points-raised",
        "points-changed",
    ),
    (
        &[(
            "  default scale ",
            "grades plain \"Plain\" { pass \"Pass\" from 50%  fail \"Fail\" otherwise }\n default scale ",
        )],
        "ladder-added",
        "ladder-removed",
    ),
    (
        &[(
            "    good \"Good\" from 70%",
            "    best \"Best\" from 90%\n    good \"Good\" from 70%",
        )],
        "grade-added",
        "grade-removed",
    ),
    (
        &[("\"Fair\" from", "\"Passable\" from")],
        "grade-reworded",
        "grade-reworded",
    ),
    (
        &[("\"Some of it.\"", "\"Half of it.\"")],
        "grade-meaning-changed",
        "grade-meaning-changed",
    ),
    (
        &[("from 70%", "from 65%")],
        "threshold-lowered",
        "threshold-raised",
    ),
    (
        &[(
            "when needs-clear is met",
            "when needs-clear is at least partly",
        )],
        "grade-rule-changed",
        "grade-rule-changed",
    ),
    (
        &[
            ("overall grades judgement", "overall grades ruled"),
            ("overall at most fair", "overall at most other"),
            ("overall is good", "overall is strong"),
            ("below good", "below strong"),
        ],
        "overall-ladder-changed",
        "overall-ladder-changed",
    ),
    (
        &[
            (
                "  limit unclear",
                "  section extra \"Extra\" { weight 10% criterion extra-one \"More?\" }\n  limit unclear",
            ),
            ("weight   60%", "weight 50%"),
        ],
        "section-added",
        "section-removed",
    ),
    (
        &[
            ("weight 40%\n", "weight 40%\n grades ruled\n"),
            (
                "section provision at most fair",
                "section provision at most other",
            ),
        ],
        "section-ladder-changed",
        "section-ladder-changed",
    ),
    (
        &[
            (
                "  section provision \"",
                "  section more-needs \"More\" { criterion hoped-for \"What is hoped for?\" }\n  section provision \"",
            ),
            ("weight   60%", "weight 2"),
            ("weight 40%", "weight 1"),
        ],
        "criterion-added",
        "criterion-removed",
    ),
    (
        &[
            (
                "    criterion needs-told",
                "    criterion needs-met \"Are they met?\" { unscored }\n    criterion needs-told",
            ),
            (
                "any essential criterion is not-met",
                "needs-clear is not-met",
            ),
        ],
        "unscored-criterion-added",
        "unscored-criterion-removed",
    ),
    (
        &[(
            "criterion served \"Does it serve outcomes?\" {",
            "criterion serving \"Does it serve outcomes?\" { was served ",
        )],
        "criterion-renamed",
        "criterion-renamed",
    ),
    (
        &[("Are the needs clear?", "Are all the needs clear?")],
        "question-reworded",
        "question-reworded",
    ),
    (
        &[("{ weight 2  tag", "{ weight 3  tag")],
        "weight-raised",
        "weight-lowered",
    ),
    (
        &[(
            "criterion needs-sure \"Is it known?\" { yes-no",
            "criterion needs-sure \"Is it known?\" { unscored yes-no",
        )],
        "made-unscored",
        "made-scored",
    ),
    (&[("tag golden", "essential")], "mark-added", "mark-removed"),
    (
        &[("tag golden", "tag silver")],
        "tags-changed",
        "tags-changed",
    ),
    (
        &[("owner    health", "owner    education")],
        "owner-changed",
        "owner-changed",
    ),
    (
        &[("age is at least 5", "age is at least 6")],
        "applies-changed",
        "applies-changed",
    ),
    (
        &[("unscored  scale simple", "unscored yes-no")],
        "answer-form-changed",
        "answer-form-changed",
    ),
    (
        &[(
            "{ weight 2  tag",
            "{ weight 2  scale evidence without not-applicable  tag",
        )],
        "levels-offered-changed",
        "levels-offered-changed",
    ),
    (
        &[("who  \"Who\"", "who \"Who\"\n when \"When\"")],
        "items-changed",
        "items-changed",
    ),
    (
        &[("who  \"Who\"", "who  \"By whom\"")],
        "item-reworded",
        "item-reworded",
    ),
    (
        &[("up to 42", "up to 40")],
        "mapping-changed",
        "mapping-changed",
    ),
    (
        &[("none excluded", "none counts 0%")],
        "none-counted-changed",
        "none-counted-changed",
    ),
    (
        &[("\"provisions\"", "\"provisions made\"")],
        "unit-changed",
        "unit-changed",
    ),
    (
        &[("0 to 365", "0 to 400")],
        "number-range-changed",
        "number-range-changed",
    ),
    (
        &[("cites    regulations \"12(1)\"", "cites code")],
        "cites-changed",
        "cites-changed",
    ),
    (
        &[("\"Each need.\"", "\"Every need.\"")],
        "guidance-changed",
        "guidance-changed",
    ),
    (
        &[("\"Most of them.\"", "\"Many of them.\"")],
        "meaning-changed",
        "meaning-changed",
    ),
    (
        &[("when below met", "when below partly")],
        "comment-rule-changed",
        "comment-rule-changed",
    ),
    (
        &[("      essential\n", "      essential\n was needs-plain\n")],
        "history-changed",
        "history-changed",
    ),
    (
        &[(
            "  indicator good-plans",
            "limit old-needs \"Old needs are weak\" { overall at most weak when needs-new is not-met }\n indicator good-plans",
        )],
        "limit-added",
        "limit-removed",
    ),
    (
        &[("overall at most fair", "overall at most weak")],
        "limit-tightened",
        "limit-loosened",
    ),
    (
        &[("section provision at most fair", "overall at most fair")],
        "limit-scope-changed",
        "limit-scope-changed",
    ),
    (
        &[("when specified is not-met", "when specified is below met")],
        "limit-condition-changed",
        "limit-condition-changed",
    ),
    (
        &[("Thin provision is weak", "Thin provision is never good")],
        "limit-reworded",
        "limit-reworded",
    ),
    (
        &[(
            "  guarantee clear",
            "indicator many \"Many\" { count of audits where overall is weak }\n guarantee clear",
        )],
        "indicator-added",
        "indicator-removed",
    ),
    (
        &[("where overall is good", "where overall is at least fair")],
        "indicator-changed",
        "indicator-changed",
    ),
    (
        &[("at least 80%", "at least 75%")],
        "target-lowered",
        "target-changed",
    ),
    (
        &[(
            "  guarantee clear",
            "guarantee fine \"Fine\" { whenever needs-new is not-met then overall is below good }\n guarantee clear",
        )],
        "guarantee-added",
        "guarantee-removed",
    ),
    (
        &[(
            "then     overall is below good",
            "then overall is at most fair",
        )],
        "guarantee-changed",
        "guarantee-changed",
    ),
    (
        &[
            ("scale simple \"", "scale Simple \""),
            ("scale simple }", "scale Simple }"),
        ],
        "name-respelt",
        "name-respelt",
    ),
    (
        &[(
            "  cause writer \"The writer\"\n  cause advice \"The advice\"",
            "  cause advice \"The advice\"\n  cause writer \"The writer\"",
        )],
        "order-changed",
        "order-changed",
    ),
];

/// What the language cannot say, or the engine refuses: each made by hand.
const BY_HAND: [&str; 5] = [
    "notice-changed",
    "levels-reordered",
    "grades-reordered",
    "section-moved",
    "criterion-moved",
];

#[test]
fn each_case_is_told_by_its_rule() {
    let base = rubric(BASE);
    let mut wrong = Vec::new();
    for (edits, there, back) in CASES {
        let other = with(edits);
        for (rule, old, new) in [(there, &base, &other), (back, &other, &base)] {
            let found = changes(old.model(), new.model());
            if !found.iter().any(|change| change.rule == **rule) {
                wrong.push(format!("{rule}: {edits:?}: {:#?}", lines(&found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_has_a_case_a_purpose_and_a_name_of_its_own() {
    let tested: BTreeSet<&str> = CASES
        .iter()
        .flat_map(|(_, there, back)| [*there, *back])
        .chain(BY_HAND)
        .collect();
    let known: BTreeSet<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(tested, known);
    assert_eq!(known.len(), rules::ALL.len());
    for rule in rules::ALL {
        assert!(rule.purpose.ends_with('.'), "{}", rule.id);
        assert!(!rule.message.ends_with('.'), "{}", rule.id);
    }
}

#[test]
fn what_is_made_by_hand_is_told_by_its_rule() {
    let base = rubric(BASE).model().clone();
    let changed = |change: &dyn Fn(&mut rubric_model::rubric::Rubric)| {
        let mut model = base.clone();
        change(&mut model);
        let found = changes(&base, &model);
        let rules: Vec<String> = found.into_iter().map(|change| change.rule).collect();
        rules
    };
    let notice = changed(&|model| model.excluded_share_notice = 1.into());
    assert_eq!(notice, ["notice-changed"]);
    let levels = changed(&|model| model.scales[0].levels.swap(0, 1));
    assert_eq!(levels, ["levels-reordered"]);
    let grades = changed(&|model| model.ladders[0].grades.swap(0, 1));
    assert_eq!(grades, ["grades-reordered"]);
    let section = changed(&|model| {
        let moved = model.sections.remove(1);
        model.sections[0].sections.push(moved);
    });
    assert_eq!(section, ["section-moved"]);
    let criterion = changed(&|model| {
        let moved = model.sections[0].criteria.remove(1);
        model.sections[1].criteria.push(moved);
    });
    assert_eq!(criterion, ["criterion-moved"]);
}

#[test]
fn a_letter_case_alone_renames_nothing() {
    let base = rubric(BASE);
    let other = with(&[
        ("scale simple \"", "scale Simple \""),
        ("scale simple }", "scale Simple }"),
    ]);
    let rules: Vec<_> = changes(base.model(), other.model());
    assert_eq!(
        lines(&rules),
        ["name-respelt: scale Simple: it was written `simple`"]
    );
}

#[test]
fn percentages_are_told_as_percentages_and_a_mixture_as_numbers() {
    let weights = |edits: &[(&str, &str)]| {
        let found = changes(rubric(BASE).model(), with(edits).model());
        let messages = found.iter().map(|change| change.message.clone());
        messages.collect::<Vec<_>>()
    };
    assert_eq!(
        weights(&[
            ("weight   60%", "weight 55.5%"),
            ("weight 40%", "weight 44.5%")
        ]),
        [
            "the weight goes from 60% to 55.5%",
            "the weight goes from 40% to 44.5%"
        ]
    );
    assert_eq!(
        weights(&[("weight   60%", "weight 2"), ("weight 40%", "weight 1")]),
        [
            "the weight goes from 0.6 to 2",
            "the weight goes from 0.4 to 1"
        ]
    );
}

#[test]
fn what_is_gone_stands_where_it_stood_and_what_is_new_where_it_stands() {
    let other = with(&[
        ("    criterion needs-sure \"Is it known?\" { yes-no }\n", ""),
        ("from 70%", "from 75%"),
        ("{ weight 2  tag", "{ weight 1  tag"),
        (
            "criterion served \"Does it serve outcomes?\" {",
            "criterion serving \"Does it serve an outcome?\" { was served ",
        ),
    ]);
    let found = changes(rubric(BASE).model(), other.model());
    assert_eq!(
        lines(&found),
        [
            "threshold-raised: grades judgement: `good` begins at 75% instead of 70%",
            "weight-lowered: needs-new: the weight goes from 2 to 1",
            "criterion-removed: needs-sure: it is removed; it was with the weight 1",
            "criterion-renamed: serving: it was called `served`",
            "question-reworded: serving: the question was “Does it serve outcomes?” and is “Does it \
             serve an outcome?”: answers from before and after are not comparable unless it means \
             the same; give it a new name if it does not",
        ]
    );
    let lowered: Vec<_> = found.iter().map(|change| change.lowered).collect();
    assert_eq!(lowered, [false, true, true, false, false]);
    assert!(!found[4].comparable);
}
