//! Ways up, beside every set of better answers there is.

use proptest::prelude::*;
use rubric_engine::Rubric;
use rubric_model::audit::{Answer, DetailedAnswer};
use rubric_model::outcome::{NextStep, NoticeKind, Outcome, Status};
use rubric_model::rubric::{AnswerForm, Criterion};
use serde_json::{Value, json};

use crate::example;
use crate::generate::{self, Draw};
use crate::naive::{self, Answers, Facts, State};

/// An audit with the naive scorer.
struct Tried<'a> {
    rubric: &'a Rubric,
    facts: &'a Facts,
    answers: &'a Answers,
    /// The grade now: 0 is the best.
    now: usize,
}

impl Tried<'_> {
    fn place(&self, grade: &str) -> usize {
        let grades = &self.rubric.overall_ladder().unwrap().grades;
        grades.iter().position(|one| one.name == grade).unwrap()
    }

    /// The grade with these answers, where it is better than now.
    fn reached<'s>(
        &self,
        changes: impl IntoIterator<Item = (&'s String, &'s Answer)>,
    ) -> Option<usize> {
        let mut answers = self.answers.clone();
        answers.extend(
            changes
                .into_iter()
                .map(|(name, answer)| (name.clone(), answer.clone())),
        );
        let naive = naive::score(self.rubric.model(), self.facts, &answers);
        let grade = self.place(&naive.overall.unwrap().grade);
        (grade < self.now).then_some(grade)
    }

    fn state(&self, name: &str, answer: &Answer) -> State {
        let mut answers = self.answers.clone();
        answers.insert(name.to_owned(), answer.clone());
        let naive = naive::score(self.rubric.model(), self.facts, &answers);
        naive.states[name].clone()
    }

    /// Every better answer to a criterion.
    fn better(&self, criterion: &Criterion) -> Vec<Answer> {
        let name = &criterion.name;
        let now = &self.answers[name];
        let State::In { level, value } = self.state(name, now) else {
            return vec![];
        };
        let scale = match &criterion.answer {
            AnswerForm::Scale { scale, .. } => Some(scale),
            AnswerForm::Checklist { levels, .. } | AnswerForm::Proportion { levels, .. } => {
                levels.as_ref().map(|levels| &levels.scale)
            }
            AnswerForm::Number { levels, .. } => Some(&levels.scale),
            AnswerForm::YesNo => None,
        };
        let rank = |level: &Option<String>| {
            let scale = self
                .rubric
                .model()
                .scales
                .iter()
                .find(|one| Some(&one.name) == scale)?;
            scale
                .levels
                .iter()
                .position(|one| Some(&one.name) == level.as_ref())
        };
        let no_worse = |answer: &Answer| match self.state(name, answer) {
            State::In {
                level: other,
                value: worth,
            } => worth >= value && rank(&other) <= rank(&level),
            _ => false,
        };
        let mut all = match (&criterion.answer, now) {
            (AnswerForm::Proportion { .. }, Answer::Detailed(one)) => {
                let (count, of) = (one.count.unwrap(), one.of);
                let counted = |count| DetailedAnswer {
                    count: Some(count),
                    of,
                    ..<_>::default()
                };
                (count + 1..=of.unwrap())
                    .map(|count| Answer::Detailed(counted(count)))
                    .collect()
            }
            (AnswerForm::Checklist { .. }, Answer::Detailed(one)) => {
                let had = one.ticked.as_ref().unwrap();
                let mut all = generate::possible_answers(self.rubric.model(), criterion);
                all.retain(|answer| match answer {
                    Answer::Detailed(other) => {
                        let has = other.ticked.as_ref().unwrap();
                        had.iter().all(|item| has.contains(item)) && had.len() < has.len()
                    }
                    _ => false,
                });
                all
            }
            (AnswerForm::YesNo | AnswerForm::Scale { .. }, _) => {
                let mut all = generate::possible_answers(self.rubric.model(), criterion);
                all.retain(|answer| answer != now);
                all
            }
            (AnswerForm::Number { .. }, Answer::Number(_)) => {
                let mut all = generate::possible_answers(self.rubric.model(), criterion);
                all.retain(|answer| matches!(answer, Answer::Number(_)) && answer != now);
                all
            }
            _ => vec![],
        };
        all.retain(no_worse);
        all
    }

    /// How far an answer is from the one now.
    fn distance(&self, name: &str, answer: &Answer) -> usize {
        match (&self.answers[name], answer) {
            (Answer::Detailed(now), Answer::Detailed(then)) => match &then.ticked {
                Some(ticked) => ticked.len() - now.ticked.as_ref().unwrap().len(),
                None => (then.count.unwrap() - now.count.unwrap()) as usize,
            },
            (Answer::Number(now), Answer::Number(then)) => {
                let whole = |one: &rubric_model::audit::Decimal| -> i64 {
                    one.number().to_string().parse().unwrap()
                };
                usize::try_from((whole(now) - whole(then)).abs()).unwrap()
            }
            (Answer::Level(now), Answer::Level(then)) => {
                let levels = ["a", "b", "c"];
                let place = |name: &String| levels.iter().position(|one| one == name).unwrap();
                place(now) - place(then)
            }
            _ => 1,
        }
    }
}

/// A set of answers of at most so many criteria that reaches a better grade, and whether all were
/// tried.
fn search<'o>(
    tried: &Tried<'_>,
    options: &'o [(String, Vec<Answer>)],
    size: usize,
    set: &mut Vec<(&'o String, &'o Answer)>,
    left: &mut usize,
) -> bool {
    if !set.is_empty() && *left > 0 {
        *left -= 1;
        if tried.reached(set.iter().copied()).is_some() {
            return true;
        }
    }
    if size == 0 {
        return false;
    }
    for (place, (name, answers)) in options.iter().enumerate() {
        for answer in answers {
            set.push((name, answer));
            let found = search(tried, &options[place + 1..], size - 1, set, left);
            set.pop();
            if found {
                return true;
            }
        }
    }
    false
}

fn check(tried: &Tried<'_>, next: &[NextStep]) {
    let model = tried.rubric.model();
    let options: Vec<(String, Vec<Answer>)> = generate::criteria(model)
        .into_iter()
        .map(|one| (one.name.clone(), tried.better(one)))
        .filter(|(_, better)| !better.is_empty())
        .collect();
    let better = |name: &String| &options.iter().find(|(one, _)| one == name).unwrap().1;

    for step in next {
        // It reaches the grade that it says, with better answers alone.
        assert_eq!(
            tried.reached(&step.answers),
            Some(tried.place(&step.grade)),
            "{step:?}"
        );
        for (name, answer) in &step.answers {
            assert!(better(name).contains(answer), "{step:?}");
            // No lesser change of it would do, and it is needed.
            let mut answers = step.answers.clone();
            answers.remove(name);
            assert_eq!(
                tried.reached(&answers),
                None,
                "{name} is not needed: {step:?}"
            );
            let far = tried.distance(name, answer);
            for less in better(name)
                .iter()
                .filter(|less| tried.distance(name, less) < far)
            {
                answers.insert(name.clone(), less.clone());
                assert_eq!(tried.reached(&answers), None, "{less:?} will do: {step:?}");
            }
        }
    }

    // Every criterion that reaches a better grade by itself is there, and only those.
    let alone: Vec<&String> = (options.iter())
        .filter(|(name, answers)| {
            answers
                .iter()
                .any(|answer| tried.reached([(name, answer)]).is_some())
        })
        .map(|(name, _)| name)
        .collect();
    let single = |step: &&NextStep| step.answers.len() == 1;
    let found: Vec<&String> = next
        .iter()
        .filter(single)
        .flat_map(|step| step.answers.keys())
        .collect();
    assert_eq!(found, alone);
    if !alone.is_empty() {
        assert_eq!(found.len(), next.len(), "{next:?}");
        return;
    }

    // Fewer answers than the set has, or any at all where there is none, do not reach it.
    assert!(next.len() <= 1, "{next:?}");
    let most = next
        .first()
        .map_or(options.len(), |step| step.answers.len() - 1);
    let mut left = 3_000;
    let fewer = search(tried, &options, most.min(3), &mut Vec::new(), &mut left);
    assert!(!fewer, "fewer will do than {next:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ways_up_are_the_fewest_and_least(numbers in generate::draws()) {
        let mut draw = Draw::new(numbers);
        let rubric = generate::rubric(&mut draw);
        for _ in 0..2 {
            let (facts, answers) = generate::audit(&mut draw, &rubric, None);
            let audit = generate::build(&rubric, &facts, &answers);
            let outcome = rubric.score(&audit);
            prop_assert!(outcome.notices.iter().all(|one| one.kind != NoticeKind::AnswersNotTried));
            if outcome.status != Status::Complete {
                prop_assert!(outcome.next.is_empty());
                continue;
            }
            let naive = naive::score(rubric.model(), &facts, &answers);
            let mut tried = Tried { rubric: &rubric, facts: &facts, answers: &answers, now: 0 };
            tried.now = tried.place(&naive.overall.unwrap().grade);
            check(&tried, &outcome.next);
        }
    }
}

/// The outcome of an audit in which these answers are given, each level with its reasons.
fn outcome(rubric: &Rubric, answers: &Value) -> Outcome {
    let mut answers = answers.clone();
    for answer in answers.as_object_mut().unwrap().values_mut() {
        if let Value::String(level) = answer {
            *answer = json!({ "level": level, "comment": "…", "cause": "writer" });
        }
    }
    let audit = rubric.read_audit(example::audit_json(&json!({}), &answers));
    rubric.score(&audit.unwrap()).into_document()
}

/// A standard of one section with these criteria: their answers, each of weight 1.
fn standard(criteria: &[(&str, Value)], limits: &Value) -> Rubric {
    let criterion = |(name, answer): &(&str, Value)| json!({ "name": name, "question": "", "weight": "1", "answer": answer });
    let mut rubric = example::rubric_json();
    rubric["sections"] = json!([{
        "name": "S", "title": "", "weight": "1", "ladder": "judgement", "sections": [],
        "criteria": criteria.iter().map(criterion).collect::<Vec<_>>(),
    }]);
    rubric["limits"] = limits.clone();
    rubric["indicators"] = json!([]);
    rubric["guarantees"] = json!([]);
    Rubric::from_json(example::with_digest(rubric).to_string().as_bytes()).unwrap()
}

fn scale() -> Value {
    json!({ "kind": "scale", "scale": "evidence" })
}

fn steps(outcome: &Outcome) -> Vec<(&str, Value)> {
    let steps = outcome.next.iter();
    let steps = steps.map(|step| {
        (
            step.grade.as_str(),
            serde_json::to_value(&step.answers).unwrap(),
        )
    });
    steps.collect()
}

/// Four questions that are each a quarter; good is from 70%, outstanding from 90%.
fn quarters(limits: &Value) -> Rubric {
    standard(&["a", "b", "c", "d"].map(|name| (name, scale())), limits)
}

#[test]
fn single_answers_are_all_there_each_as_small_as_will_do() {
    let rubric = quarters(&json!([]));
    let given = json!({ "a": "met", "b": "met", "c": "partly", "d": "partly" });
    let outcome = outcome(&rubric, &given);
    let expected = [
        ("good", json!({ "c": "mostly" })),
        ("good", json!({ "d": "mostly" })),
    ];
    assert_eq!(steps(&outcome), expected);
}

#[test]
fn where_no_single_answer_will_do_the_fewest_together_are_there() {
    let rubric = quarters(&json!([]));
    let given = json!({ "a": "mostly", "b": "not-met", "c": "not-met", "d": "partly" });
    // 25% now: `b` and `c` together reach 75%, and 45% are lacking.
    let outcome = outcome(&rubric, &given);
    assert_eq!(
        steps(&outcome),
        [("good", json!({ "b": "met", "c": "met" }))]
    );
}

#[test]
fn what_a_limit_asks_for_is_among_them() {
    let limit = |when: Value| json!([{ "name": "weak", "because": "", "on": "overall", "at_most": "inadequate", "when": when }]);
    let given = json!({ "a": "met", "b": "met", "c": "partly", "d": "partly" });
    // `c` and `d` must both get better, and no further than the limit asks: the score is there.
    let any = json!({ "any": ["a", "c", "d"], "level": { "is": "partly" } });
    let limited = outcome(&quarters(&limit(any)), &given);
    assert_eq!(
        steps(&limited),
        [("good", json!({ "c": "mostly", "d": "mostly" }))]
    );

    // Neither may be partly met, though `d` would help the score more.
    let given = json!({ "a": "met", "b": "partly", "c": "partly", "d": "not-met" });
    let two = json!({ "at_least": 1, "of": ["b", "c"], "level": { "is": "partly" } });
    let limited = outcome(&quarters(&limit(two)), &given);
    assert_eq!(
        steps(&limited),
        [("good", json!({ "b": "met", "c": "met" }))]
    );
}

#[test]
fn a_limit_that_no_answer_ends_leaves_no_way_up() {
    let held = |when: Value| {
        let limits = json!([{ "name": "held", "because": "", "on": "overall", "at_most": "inadequate", "when": when }]);
        let given = json!({ "a": "not-applicable", "b": "partly", "c": "partly", "d": "partly" });
        let outcome = outcome(&quarters(&limits), &given);
        assert!(
            outcome
                .notices
                .iter()
                .all(|one| one.kind == NoticeKind::ExcludedShare)
        );
        outcome.next.len()
    };
    // An excluded answer is never changed, nor is any made one.
    assert_eq!(held(json!({ "criterion": "a", "excluded": true })), 0);
    assert_eq!(held(json!({ "criterion": "b", "excluded": false })), 0);
    assert_eq!(
        held(json!({ "criterion": "b", "level": { "is": "not-met" } })),
        1
    );
}

#[test]
fn an_item_that_is_asked_for_is_ticked_before_others() {
    let items: Vec<Value> = ["what", "who", "when"]
        .iter()
        .map(|name| json!({ "name": name, "title": "" }))
        .collect();
    let checklist = json!({ "kind": "checklist", "items": items });
    let limits = json!([{ "name": "nobody", "because": "", "on": "overall", "at_most": "inadequate",
        "when": { "criterion": "b", "lacks": "when" } }]);
    let rubric = standard(&[("a", scale()), ("b", checklist)], &limits);
    let outcome = outcome(&rubric, &json!({ "a": "met", "b": { "ticked": ["what"] } }));
    assert_eq!(
        steps(&outcome),
        [("good", json!({ "b": { "ticked": ["what", "when"] } }))]
    );
}

#[test]
fn what_can_do_harm_is_tried_too() {
    // Nothing may be quite perfect.
    let limits = json!([{ "name": "perfect", "because": "", "on": "overall", "at_most": "inadequate",
        "when": { "any": ["a", "b", "c", "d"], "level": { "is": "met" } } }]);
    let given = json!({ "a": "partly", "b": "partly", "c": "partly", "d": "partly" });
    let none = outcome(&quarters(&limits), &given);
    assert_eq!((none.next.len(), none.notices.len()), (0, 0));

    let mut lower = quarters(&limits).model().clone();
    lower.ladders[0].grades[1].from = Some(naive::fraction(1, 2));
    let lower = generate::check(&lower).unwrap();
    let two = json!({ "a": "mostly", "b": "mostly" });
    assert_eq!(steps(&outcome(&lower, &given)), [("good", two)]);
}

#[test]
fn many_answers_together_are_found_at_once() {
    let names: Vec<String> = (0..1_000).map(|number| format!("c{number}")).collect();
    let criteria: Vec<(&str, Value)> = names
        .iter()
        .map(|name| (name.as_str(), json!({ "kind": "yes-no" })))
        .collect();
    let rubric = standard(&criteria, &json!([]));
    let given = names
        .iter()
        .map(|name| (name.clone(), json!(false)))
        .collect();
    let outcome = outcome(&rubric, &Value::Object(given));
    assert_eq!(outcome.next[0].answers.len(), 700);
    assert!(outcome.notices.is_empty());
}

#[test]
fn a_search_that_is_cut_short_says_so() {
    let message = |outcome: &Outcome| -> String {
        let told: Vec<_> = (outcome.notices.iter())
            .filter(|one| one.kind == NoticeKind::AnswersNotTried)
            .collect();
        assert_eq!((told.len(), outcome.next.len()), (1, 0));
        told[0].message.clone()
    };
    let limits = |when: Value| json!([{ "name": "held", "because": "", "on": "overall", "at_most": "inadequate", "when": when }]);

    // Only one of a hundred thousand counts will do, and each is looked at by many limits.
    let proportion = json!({ "kind": "proportion", "of": "things", "none": "excluded" });
    let names: Vec<String> = (0..300).map(|number| format!("c{number}")).collect();
    let mut criteria = vec![("a", proportion)];
    criteria.extend(
        names
            .iter()
            .map(|name| (name.as_str(), json!({ "kind": "yes-no" }))),
    );
    let mut held = limits(json!({ "criterion": "a", "value": { "is_not": "999999/1000000" } }));
    for number in 0..20 {
        let none = json!({ "no": names, "level": { "is": "yes" } });
        let mut other = limits(none)[0].clone();
        other["name"] = json!(format!("other-{number}"));
        held.as_array_mut().unwrap().push(other);
    }
    let rubric = standard(&criteria, &held);
    let mut given: serde_json::Map<_, _> = names
        .iter()
        .map(|name| (name.clone(), json!(true)))
        .collect();
    given.insert("a".into(), json!({ "count": 900_000, "of": 1_000_000 }));
    let single = outcome(&rubric, &Value::Object(given));
    insta::assert_snapshot!(message(&single), @"There are too many answers to try each: single answers beside those found, and answers together, may reach a better grade and were not searched further.");

    // No checklist may be full.
    let items: Vec<_> = (0..1_000)
        .map(|number| json!({ "name": format!("i{number}"), "title": "" }))
        .collect();
    let checklist = json!({ "kind": "checklist", "items": items });
    let criteria = ["a", "b", "c", "d"].map(|name| (name, checklist.clone()));
    let full = json!({ "any": ["a", "b", "c", "d"], "value": { "is": "1" } });
    let rubric = standard(&criteria, &limits(full));
    let nothing = json!({ "ticked": [] });
    let given = json!({ "a": nothing, "b": nothing, "c": nothing, "d": nothing });
    insta::assert_snapshot!(message(&outcome(&rubric, &given)), @"No 2 answers together reach a better grade. There are too many to try more: whether 3 or more reach one was not searched further.");
}
