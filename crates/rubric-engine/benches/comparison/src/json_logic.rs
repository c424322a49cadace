//! The standard as a rule in JSONLogic, for `datalogic-rs`.

use datalogic_rs::{Engine, Logic, Session};
use serde_json::{Value, json};

use crate::peer::{Failed, Peer};
use crate::standard::{FACTS, GRADES, LEVELS, Section, Standard};
use crate::whole::unit;

pub struct JsonLogic {
    name: &'static str,
    session: Session<'static>,
    rule: Logic,
}

impl JsonLogic {
    /// The rule in whole numbers.
    pub fn exact(standard: &Standard) -> Result<Self, Failed> {
        let name = "datalogic-rs (JSONLogic), in whole numbers: grade";
        Self::new(
            name,
            &rule(
                standard,
                &Whole {
                    unit: unit(standard),
                },
            ),
        )
    }

    /// The rule with points as they come: 1, 2/3, 1/3 and 0.
    pub fn floating(standard: &Standard) -> Result<Self, Failed> {
        let name = "datalogic-rs (JSONLogic), in fractions of 1";
        Self::new(name, &rule(standard, &Floating))
    }

    fn new(name: &'static str, rule: &Value) -> Result<Self, Failed> {
        let engine: &'static Engine = Box::leak(Box::new(Engine::new()));
        let rule = engine.compile(rule.to_string().as_str())?;
        let session = engine.session();
        Ok(Self {
            name,
            session,
            rule,
        })
    }
}

impl Peer for JsonLogic {
    fn name(&self) -> String {
        self.name.into()
    }

    fn grade(&mut self, audit: &[u8]) -> Result<Option<usize>, Failed> {
        self.session.reset();
        let mut result = self
            .session
            .eval_borrowed(&self.rule, std::str::from_utf8(audit)?)?;
        while let Some([inner]) = result.as_array() {
            result = inner;
        }
        let grade = result
            .as_i64()
            .ok_or_else(|| format!("no grade: {result}"))?;
        Ok(Some(usize::try_from(grade)?))
    }
}

/// How a rule counts.
trait Counting {
    /// What a criterion of so much weight adds at a level that counts; 0 is the worst.
    fn points(&self, weight: u64, level: usize) -> Value;
    /// What a section adds to the whole, from expressions for its points and for the weight they are of.
    fn part(&self, weight: u64, points: Value, of: Value) -> Value;
    /// Whether points have reached a threshold in percent of what they are of.
    fn reached(&self, points: Value, of: Value, percent: u64) -> Value;
    /// The same of the whole.
    fn reached_overall(&self, points: Value, of: Value, percent: u64) -> Value;
}

struct Whole {
    unit: u64,
}

impl Counting for Whole {
    fn points(&self, weight: u64, level: usize) -> Value {
        json!(weight * (3 - level as u64))
    }

    fn part(&self, weight: u64, points: Value, of: Value) -> Value {
        json!({"*": [points, {"/": [weight * self.unit, of]}]})
    }

    fn reached(&self, points: Value, of: Value, percent: u64) -> Value {
        json!({">=": [{"*": [points, 100]}, {"*": [of, 3 * percent]}]})
    }

    fn reached_overall(&self, points: Value, of: Value, percent: u64) -> Value {
        json!({">=": [{"*": [points, 100]}, {"*": [of, 3 * percent * self.unit]}]})
    }
}

struct Floating;

impl Counting for Floating {
    fn points(&self, weight: u64, level: usize) -> Value {
        json!({"*": [weight, {"/": [3 - level, 3]}]})
    }

    fn part(&self, weight: u64, points: Value, of: Value) -> Value {
        json!({"*": [weight, {"/": [points, of]}]})
    }

    fn reached(&self, points: Value, of: Value, percent: u64) -> Value {
        json!({">=": [{"/": [points, of]}, {"/": [percent, 100]}]})
    }

    fn reached_overall(&self, points: Value, of: Value, percent: u64) -> Value {
        self.reached(points, of, percent)
    }
}

/// JSONLogic has no names for what was worked out: a list of one is mapped, and `var` is then that one.
fn with(value: Value, rule: Value) -> Value {
    json!({"map": [[value], rule]})
}

fn var(path: impl ToString) -> Value {
    json!({"var": path.to_string()})
}

/// The first grade whose threshold is reached.
fn ladder(reached: impl Fn(u64) -> Value) -> Value {
    let mut steps = Vec::new();
    for (place, (_, _, from)) in GRADES.iter().enumerate() {
        if *from > 0 {
            steps.push(reached(*from));
        }
        steps.push(json!(place));
    }
    json!({ "if": steps })
}

/// Each answer is looked up once, and turned into [points, weight, not met]. Sections come to
/// [part, weight, grade, not met, essential not met].
fn rule(standard: &Standard, counting: &dyn Counting) -> Value {
    let sections: Vec<Value> = (standard.sections.iter())
        .map(|section| match section.fact {
            Some(fact) => {
                let applies = var(format!("facts.{}", FACTS[fact].0));
                json!({"if": [applies, part(section, counting), [[0, 0, 0, 0, 0]]]})
            }
            None => part(section, counting),
        })
        .collect();
    let sum = |place: usize| {
        let each = (0..sections.len()).map(|section| var(format!("{section}.0.{place}")));
        json!({ "+": each.collect::<Vec<_>>() })
    };
    let worst = (0..sections.len()).map(|section| var(format!("{section}.0.2")));
    let worst = json!({ "max": worst.collect::<Vec<_>>() });
    let sums = with(
        json!(sections),
        json!([sum(0), sum(1), worst, sum(3), sum(4)]),
    );
    let grades = json!({"max": [
        ladder(|percent| counting.reached_overall(var("0.0"), var("0.1"), percent)),
        {"if": [{"==": [var("0.2"), 3]}, 2, {"==": [var("0.2"), 2]}, 1, 0]},
        {"if": [{">=": [var("0.3"), standard.most_not_met()]}, 3, 0]},
        {"if": [{">": [var("0.4"), 0]}, 2, 0]},
    ]});
    json!({"map": [[sums], grades]})
}

fn part(section: &Section, counting: &dyn Counting) -> Value {
    let answers = section.criteria.iter().map(|criterion| {
        let answer = format!("answers.{}", criterion.name);
        let level = json!({"??": [var(format!("{answer}.level")), var(answer)]});
        let cases: Vec<_> = (LEVELS.iter().enumerate().take(4))
            .map(|(place, level)| {
                let points = counting.points(criterion.weight, place);
                json!([level, [points, criterion.weight, u8::from(place == 3)]])
            })
            .collect();
        json!({"switch": [level, cases, [0, 0, 0]]})
    });
    let answers: Vec<_> = answers.collect();
    let sum = |place: usize| {
        let each = (0..answers.len()).map(|one| var(format!("{one}.{place}")));
        json!({ "+": each.collect::<Vec<_>>() })
    };
    let sums = with(json!(answers), json!([sum(0), sum(1), sum(2), var("0.2")]));
    let grade = json!({"max": [
        ladder(|percent| counting.reached(var("0.0"), var("0.1"), percent)),
        {"if": [{">": [var("0.3"), 0]}, 2, 0]},
    ]});
    let graded = json!([
        counting.part(section.weight, var("0.0"), var("0.1")),
        section.weight,
        grade,
        var("0.2"),
        var("0.3")
    ]);
    json!({"map": [[sums], {"if": [{">": [var("0.1"), 0]}, graded, [0, 0, 0, 0, 0]]}]})
}
