//! What holds of every audit and every pair of versions.

use proptest::prelude::*;
use rubric_engine::{Audit, Rubric};
use rubric_model::audit::{Answer, Audit as Document, FactAnswer};
use rubric_versions::migrate::{Kind, Migrated, migrate};
use serde_json::{Value, json};

use crate::support::{HEAD, rubric};

/// Numbers to draw from, that proptest can shrink.
struct Draw(std::vec::IntoIter<u8>);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % bound
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const FORMS: [&str; 10] = [
    "",
    "scale evidence without not-met",
    "comment required when below met",
    "yes-no",
    "checklist { u \"U\"  v \"V\" }",
    "checklist { v \"V\"  u \"U\" }",
    "checklist { u \"U\"  v \"V\"  w \"W\" }",
    "proportion \"needs\" { none excluded }",
    "proportion \"aims\" { none excluded }",
    "number \"days\" 0 to 9\n levels evidence { met up to 4  not-met otherwise }",
];

const FACTS: [&str; 6] = [
    "yes-no",
    "number 0 to 9",
    "number 3 to 20",
    "one-of { o \"O\"  p \"P\" }",
    "one-of { p \"P\"  q \"Q\" }",
    "one-of { o \"Otherwise\"  p \"P\" }",
];

/// A version with some of a few names, worded in one of two ways, in any letter case.
fn version(draw: &mut Draw, number: usize) -> Rubric {
    let head = match draw.below(5) {
        0 => HEAD.replace("\"Met\"        2", "\"Met\" 3"),
        1 => HEAD.replace("partly ", "Partly "),
        2 => HEAD.replace("  cause adviser \"The advice is vague\"\n", ""),
        _ => HEAD.to_owned(),
    };
    let mut criteria = String::from("criterion always \"Always\"\n");
    let names = ["a", "b", "d", "e", "g"];
    for name in names {
        if draw.below(4) == 0 {
            continue;
        }
        let spelt = if draw.below(6) == 0 {
            name.to_uppercase()
        } else {
            name.to_owned()
        };
        let question = draw.pick(&["One", "One", "Two"]);
        let form = if draw.below(2) == 0 {
            ""
        } else {
            draw.pick(&FORMS)
        };
        let was = match draw.below(3) {
            0 => draw.pick(&names),
            _ => "",
        };
        let was = if was.is_empty() || was == name {
            String::new()
        } else {
            format!("was {was}\n")
        };
        criteria.push_str(&format!(
            "criterion {spelt} \"{question}\" {{\n{was}{form}\n}}\n"
        ));
    }
    let mut facts = String::new();
    for name in ["f", "h"] {
        if draw.below(4) > 0 {
            let question = draw.pick(&["One", "One", "Two"]);
            let kind = draw.pick(&FACTS);
            facts.push_str(&format!("fact {name} \"{question}\" {{ {kind} }}\n"));
        }
    }
    rubric("plan", &format!("{number}.0.0"), &head, &facts, &criteria)
}

fn answers() -> Vec<Answer> {
    let detailed = |value: Value| {
        let text = |member: &str| value[member].as_str().map(str::to_owned);
        let count = |member: &str| {
            value[member]
                .as_u64()
                .map(|count| u32::try_from(count).unwrap())
        };
        let ticked = value["ticked"].as_array().map(|items| {
            items
                .iter()
                .map(|item| item.as_str().unwrap().to_owned())
                .collect()
        });
        Answer::Detailed(rubric_model::audit::DetailedAnswer {
            level: text("level"),
            comment: text("comment"),
            cause: text("cause"),
            auditor: text("auditor"),
            ticked,
            count: count("count"),
            of: count("of"),
            ..Default::default()
        })
    };
    vec![
        Answer::Level("met".into()),
        Answer::Level("partly".into()),
        Answer::Level("Partly".into()),
        Answer::Level("not-met".into()),
        Answer::Level("not-applicable".into()),
        detailed(json!({ "level": "partly", "comment": "Half.", "auditor": "aud-9" })),
        detailed(json!({ "level": "met", "cause": "adviser" })),
        Answer::YesNo(true),
        detailed(json!({ "ticked": ["u"] })),
        detailed(json!({ "ticked": ["v", "w"] })),
        detailed(json!({ "ticked": [] })),
        detailed(json!({ "count": 2, "of": 3 })),
        detailed(json!({ "count": 0, "of": 0 })),
        Answer::Number(decimal(3)),
        Answer::Number(decimal(9)),
    ]
}

fn decimal(number: i64) -> rubric_model::audit::Decimal {
    rubric_model::audit::Decimal::new(number.into()).unwrap()
}

/// An audit with some of the answers and facts that its version may have.
fn audit(draw: &mut Draw, rubric: &Rubric) -> Audit {
    let model = rubric.model();
    let mut document: Document = rubric.write_audit(&rubric.audit_builder().build());
    document.rubric.digest = Some(model.digest.clone());
    for name in rubric.criteria() {
        let all = answers().into_iter();
        let fitting: Vec<_> = all
            .filter(|one| rubric.check_answer(name, one).is_ok())
            .collect();
        let place = draw.below(fitting.len() + 1);
        if let Some(answer) = fitting.into_iter().nth(place) {
            document.answers.insert(name.clone(), answer);
        }
    }
    let values = [
        FactAnswer::YesNo(false),
        FactAnswer::Number(decimal(2)),
        FactAnswer::Number(decimal(5)),
        FactAnswer::Option("o".into()),
        FactAnswer::Option("p".into()),
    ];
    for fact in &model.facts {
        let all = values.iter();
        let fitting: Vec<_> = all
            .filter(|one| rubric.check_fact(&fact.name, one).is_ok())
            .collect();
        let place = draw.below(fitting.len() + 1);
        if let Some(value) = fitting.get(place) {
            document.facts.insert(fact.name.clone(), (*value).clone());
        }
    }
    read(rubric, &document)
}

fn read(rubric: &Rubric, document: &Document) -> Audit {
    let text = serde_json::to_string(document).unwrap();
    rubric
        .read_audit(&text)
        .unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// All that an audit holds, by name.
fn held(document: &Document) -> Vec<(String, Kind)> {
    let mut all: Vec<_> = document
        .facts
        .keys()
        .map(|name| (name.clone(), Kind::Fact))
        .collect();
    all.extend(
        document
            .answers
            .keys()
            .map(|name| (name.clone(), Kind::Answer)),
    );
    for (name, one) in &document.retired {
        for one in std::iter::once(one).chain(&one.earlier) {
            let kind = if one.answer.is_some() {
                Kind::Answer
            } else {
                Kind::Fact
            };
            all.push((name.clone(), kind));
        }
    }
    all.sort();
    all
}

/// Every answer and fact has come to one end, and is there.
fn accounted(before: &Document, after: &Migrated) {
    let mut moves: Vec<_> = after
        .moves
        .iter()
        .map(|one| (one.name.clone(), one.kind))
        .collect();
    moves.sort();
    assert_eq!(moves, held(before));
    let counts = after.counts();
    assert_eq!(counts.held(), moves.len());
    let stands = after.audit.facts.len() + after.audit.answers.len();
    assert_eq!(counts.carried + counts.renamed + counts.revived, stands);
    assert_eq!(held(&after.audit).len(), counts.held());
    for (kind, name) in &after.newly_asked {
        let is_there = match kind {
            Kind::Answer => after.audit.answers.contains_key(name),
            Kind::Fact => after.audit.facts.contains_key(name),
        };
        assert!(!is_there, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn there_and_back_loses_nothing(numbers in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut draw = Draw(numbers.into_iter());
        let (one, two, three) = (version(&mut draw, 1), version(&mut draw, 2), version(&mut draw, 3));
        let first = audit(&mut draw, &one);
        let document = one.write_audit(&first);

        let same = migrate(&one, &one, &first);
        accounted(&document, &same);
        prop_assert_eq!(&same.audit, &document);

        let there = migrate(&one, &two, &first);
        accounted(&document, &there);
        let second = read(&two, &there.audit);
        let back = migrate(&two, &one, &second);
        accounted(&there.audit, &back);
        prop_assert_eq!(&back.audit, &document);

        let further = migrate(&two, &three, &second);
        accounted(&there.audit, &further);
        let third = read(&three, &further.audit);
        let back = migrate(&three, &two, &third);
        accounted(&further.audit, &back);
        prop_assert_eq!(&back.audit, &there.audit);

        // What was answered in the meantime comes back as well.
        let mut edited = there.audit.clone();
        let given = two.write_audit(&audit(&mut draw, &two));
        for (name, answer) in given.answers {
            edited.answers.entry(name).or_insert(answer);
        }
        for (name, value) in given.facts {
            edited.facts.entry(name).or_insert(value);
        }
        let back = migrate(&two, &one, &read(&two, &edited));
        accounted(&edited, &back);
        let again = migrate(&one, &two, &read(&one, &back.audit));
        accounted(&back.audit, &again);
        prop_assert_eq!(&again.audit, &edited);

        let beyond = migrate(&two, &three, &read(&two, &edited));
        accounted(&edited, &beyond);
        let back = migrate(&three, &two, &read(&three, &beyond.audit));
        accounted(&beyond.audit, &back);
        prop_assert_eq!(&back.audit, &edited);

        // By the short way round, nothing is lost either, wherever it stands.
        let short = migrate(&three, &one, &third);
        accounted(&further.audit, &short);
        read(&one, &short.audit);
    }
}
