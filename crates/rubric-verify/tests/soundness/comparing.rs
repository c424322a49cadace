//! What is said of two rubrics, beside the truth: every audit that fits both, scored by both.

use rubric_engine::Rubric;
use rubric_model::assurance::{Finding, Question, Verdict};
use rubric_model::rubric::Rubric as Model;
use rubric_verify::compare;

use crate::agreement::{BUDGET, Decided, asked};
use crate::draw::Draw;
use crate::generate;
use crate::generator::{seeds, written};
use crate::judge::{Exact, Found, Judge};
use crate::mutate::mutated;
use crate::truth::allows;
use crate::witness;
use crate::{build, planted, possible};

const QUESTIONS: [Question; 3] = [
    Question::SameScore,
    Question::SameGrade,
    Question::NeverMoreLenient,
];

/// Two rubrics, and each audit that fits both and is scored by both, as each of them sees it.
struct Both {
    rubrics: [Rubric; 2],
    judges: [Judge; 2],
    audits: Vec<[Found; 2]>,
}

impl Both {
    fn new(rubrics: [Rubric; 2]) -> Self {
        let judges = [0, 1].map(|one| Judge::new(rubrics[one].model()));
        let [first, second] = &judges;
        assert_eq!(first.facts, second.facts);
        let mut audits = Vec::new();
        for facts in first.cases() {
            let mut pairs = vec![[
                vec![None; first.criteria.len()],
                vec![None; second.criteria.len()],
            ]];
            for (places, answers) in asked_by_either(&judges, &facts) {
                let longer = |pair: &[Vec<Option<usize>>; 2]| -> Vec<_> {
                    let with = |answer: &[Option<usize>; 2]| {
                        let mut pair = pair.clone();
                        for side in [0, 1] {
                            if let Some(place) = places[side] {
                                pair[side][place] = answer[side];
                            }
                        }
                        pair
                    };
                    answers.iter().map(with).collect()
                };
                pairs = pairs.iter().flat_map(longer).collect();
            }
            audits.extend(pairs.iter().map(|pair| {
                let judge = |side: usize| judges[side].judge(&facts, &pair[side]);
                [judge(0), judge(1)]
            }));
        }
        audits.retain(|pair| pair.iter().all(|one| one.overall.is_some()));
        Self {
            rubrics,
            judges,
            audits,
        }
    }

    /// An audit of which the claim is not so.
    fn shown(&self, question: &Question) -> Option<&[Found; 2]> {
        let differs = |pair: &&[Found; 2]| {
            let [one, other] = [0, 1].map(|side| pair[side].of(None).unwrap());
            is_otherwise(
                question,
                [&one.score, &other.score],
                [one.grade, other.grade],
            )
        };
        self.audits.iter().find(differs)
    }

    fn finite(&self) -> bool {
        self.judges.iter().all(|judge| judge.finite)
    }

    /// One audit, as each of them reads it, of which the claim is not so.
    fn confirm(&self, finding: &Finding, told: &str) {
        let documents = match finding.audits.as_slice() {
            [] => {
                assert_ne!(finding.verdict, Verdict::Refuted, "audits; {told}");
                return;
            }
            [one, other] => [one, other],
            all => panic!("{} audits; {told}", all.len()),
        };
        assert_eq!(finding.verdict, Verdict::Refuted, "audits; {told}");
        let graded = [0, 1].map(|side| {
            let audit = witness::read(&self.rubrics[side], documents[side], told);
            self.rubrics[side].grades(&audit).overall
        });
        let [one, other] = &graded;
        let scores = [&one.lowest, &other.lowest];
        let grades = [one.best.unwrap(), other.best.unwrap()];
        assert!(
            is_otherwise(&finding.question, scores, grades),
            "{documents:?} do not show it; {told}"
        );
        // Taken together they still are what each of them says, and fit both.
        for side in [0, 1] {
            let mut builder = self.rubrics[side].audit_builder();
            for document in [documents[1 - side], documents[side]] {
                for (name, value) in &document.facts {
                    builder.fact(name, value).unwrap();
                }
                for (name, answer) in &document.answers {
                    let fits = builder.answer(name, answer);
                    assert!(fits.is_ok(), "{fits:?}: {documents:?}; {told}");
                }
            }
        }
        for (name, answer) in &documents[0].answers {
            let other = documents[1].answers.get(name);
            let same = |other| possible::bare(answer) == possible::bare(other);
            assert!(other.is_none_or(same), "{documents:?}; {told}");
        }
        for (name, value) in &documents[0].facts {
            let other = documents[1].facts.get(name);
            assert!(
                other.is_none_or(|other| other == value),
                "{documents:?}; {told}"
            );
        }
    }
}

fn is_otherwise<S: PartialEq>(
    question: &Question,
    [score, other_score]: [S; 2],
    [grade, other_grade]: [usize; 2],
) -> bool {
    match question {
        Question::SameScore => score != other_score,
        Question::SameGrade => grade != other_grade,
        Question::NeverMoreLenient => grade < other_grade,
        _ => panic!("that is asked of one rubric"),
    }
}

/// The places, and the answers that fit both, of each criterion that one of them asks.
type Asked = ([Option<usize>; 2], Vec<[Option<usize>; 2]>);

fn asked_by_either(judges: &[Judge; 2], facts: &[usize]) -> Vec<Asked> {
    let applying = [0, 1].map(|side| judges[side].applying(facts));
    let place = |side: usize, name: &str| {
        let mut criteria = judges[side].criteria.iter();
        criteria.position(|one| one.name == name)
    };
    let mut names: Vec<&String> = Vec::new();
    for side in [0, 1] {
        for (one, applies) in judges[side].criteria.iter().zip(&applying[side]) {
            if *applies && !names.contains(&&one.name) {
                names.push(&one.name);
            }
        }
    }
    let asked = names.into_iter().map(|name| {
        let places = [place(0, name), place(1, name)];
        let answers = match places {
            [Some(one), Some(other)] => {
                let possible = |side: usize, place: usize| &judges[side].criteria[place].possible;
                let others = possible(1, other).iter().enumerate();
                let fitting = (possible(0, one).iter().enumerate()).flat_map(|(answer, mine)| {
                    let same = others.clone().filter(|(_, one)| one.answer == mine.answer);
                    same.map(move |(theirs, _)| (answer, theirs))
                });
                let counted = |(mine, theirs)| {
                    [
                        applying[0][one].then_some(mine),
                        applying[1][other].then_some(theirs),
                    ]
                };
                fitting.map(counted).collect()
            }
            // What one of them asks, and the other does not know, no audit answers for both.
            _ => vec![],
        };
        (places, answers)
    });
    asked.collect()
}

fn pairs() -> impl Iterator<Item = (String, Both)> {
    seeds().into_iter().filter_map(|seed| {
        let old = generate::rubric(seed).rubric;
        let mut draw = Draw::new(!seed);
        let (change, new) = mutated(&mut draw, old.model());
        let few = Judge::new(new.model()).audits() <= 20_000;
        few.then(|| {
            (
                format!("seed {seed}, {change} changed"),
                Both::new([new, old]),
            )
        })
    })
}

#[test]
fn what_is_compared_is_true() {
    let mut decided = Decided::default();
    for (told, both) in pairs() {
        let [new, old] = &both.rubrics;
        let assurance = compare(new, old, BUDGET);
        let against = assurance.against.as_ref().map(|one| &one.digest);
        assert_eq!(against, Some(&Some(old.model().digest.clone())), "{told}");
        asked(&assurance.findings, &QUESTIONS, &told);
        for finding in &assurance.findings {
            let told = format!("{told}: {}, {:?}", finding.claim, finding.question);
            // Where no audit fits both, nothing needs to be said of any.
            decided.count(finding.verdict, both.finite() && !both.audits.is_empty());
            let holds = both.shown(&finding.question).is_none();
            assert!(
                allows(&finding.question, holds, both.finite(), finding.verdict),
                "{:?} is not so; {told}",
                finding.verdict
            );
            both.confirm(finding, &told);
        }
    }
    decided.nearly_all();
}

#[test]
fn what_going_through_every_audit_of_two_shows_is_confirmed() {
    let mut counts = [[0; 2]; 3];
    for (told, both) in pairs() {
        for (question, counts) in QUESTIONS.into_iter().zip(&mut counts) {
            let shown = both.shown(&question);
            counts[usize::from(shown.is_some())] += 1;
            let written = |pair: &[Found; 2]| {
                [0, 1].map(|side| written(&both.rubrics[side], &both.judges[side], &pair[side]))
            };
            let audits = shown.map(written);
            let finding = Finding {
                question,
                claim: String::new(),
                verdict: match shown {
                    Some(_) => Verdict::Refuted,
                    None => Verdict::Proved,
                },
                story: None,
                audits: audits.into_iter().flatten().collect(),
            };
            both.confirm(&finding, &told);
        }
    }
    println!("{counts:?} are so and not");
    if seeds().len() >= 500 {
        assert!(
            counts.iter().flatten().all(|count| *count > 50),
            "{counts:?}"
        );
    }
}

#[test]
fn brute_force_finds_what_a_change_does() {
    let old = planted::counted();
    let holds = |change: &dyn Fn(&mut Model)| {
        let mut new = old.clone();
        change(&mut new);
        let rubrics = [&new, &old].map(|model| generate::checked(model).unwrap());
        let both = Both::new(rubrics);
        QUESTIONS.map(|question| both.shown(&question).is_none())
    };
    assert_eq!(holds(&|new| new.title = "Another".into()), [true; 3]);
    let from = |threshold: Exact| {
        move |new: &mut Model| {
            new.ladders[0].grades[0].from = Some(possible::rational(threshold));
        }
    };
    // Three answers of yes or no score thirds: good from 2/3 is more lenient, from 3/4 as before.
    assert_eq!(holds(&from(Exact::new(2, 3))), [true, false, false]);
    assert_eq!(holds(&from(Exact::new(3, 4))), [true, true, true]);
    let stricter = |new: &mut Model| {
        new.ladders[0].grades[1].from = Some(build::fraction(1, 2));
    };
    assert_eq!(holds(&stricter), [true, false, true]);
    let away = |new: &mut Model| {
        new.sections[0].criteria.pop();
    };
    assert_eq!(holds(&away), [true; 3], "no audit fits both");
}
