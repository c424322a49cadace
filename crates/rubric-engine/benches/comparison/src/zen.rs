//! The standard as expressions of GoRules' ZEN, for `zen-expression`, which evaluates them for
//! `zen-engine`. The engine's graph around them is left out, and with it what it costs.

use std::sync::Arc;

use zen_expression::compiler::Opcode;
use zen_expression::{Isolate, Variable, compile_expression};

use crate::peer::{Failed, Peer};
use crate::standard::{FACTS, GRADES, LEVELS, Standard};
use crate::whole::unit;

pub struct Zen {
    name: &'static str,
    isolate: Isolate,
    expressions: Vec<(String, Arc<[Opcode]>)>,
}

impl Zen {
    /// The expressions in whole numbers.
    pub fn exact(standard: &Standard) -> Result<Self, Failed> {
        let unit = unit(standard);
        let counting = Counting {
            points: ["3", "2", "1", "0"],
            part: &|weight, points, of| format!("{points} * ({} / {of})", weight * unit),
            reached: &|points, of, percent| format!("{points} * 100 >= {of} * {}", 3 * percent),
            reached_overall: &|points, of, percent| {
                format!("{points} * 100 >= {of} * {}", 3 * percent * unit)
            },
        };
        let name = "zen-expression (GoRules ZEN), in whole numbers: grade";
        Self::new(name, expressions(standard, &counting))
    }

    /// The expressions with points as they come: 1, 2/3, 1/3 and 0.
    pub fn decimal(standard: &Standard) -> Result<Self, Failed> {
        let reached =
            |points: &str, of: &str, percent| format!("{points} / {of} >= {percent} / 100");
        let counting = Counting {
            points: ["1", "2 / 3", "1 / 3", "0"],
            part: &|weight, points, of| format!("{weight} * ({points} / {of})"),
            reached: &reached,
            reached_overall: &reached,
        };
        let name = "zen-expression (GoRules ZEN), in fractions of 1";
        Self::new(name, expressions(standard, &counting))
    }

    fn new(name: &'static str, expressions: Vec<(String, String)>) -> Result<Self, Failed> {
        let compiled = expressions.into_iter().map(|(name, text)| {
            let expression =
                compile_expression(&text).map_err(|error| format!("{text}: {error}"))?;
            Ok((name, expression.bytecode().clone()))
        });
        Ok(Self {
            name,
            isolate: Isolate::new(),
            expressions: compiled.collect::<Result<_, Failed>>()?,
        })
    }
}

impl Peer for Zen {
    fn name(&self) -> String {
        self.name.into()
    }

    fn grade(&mut self, audit: &[u8]) -> Result<Option<usize>, Failed> {
        let audit: Variable = serde_json::from_slice(audit)?;
        self.isolate.set_environment(audit);
        let mut last = Variable::Null;
        for (name, expression) in &self.expressions {
            last = self.isolate.run_compiled(expression)?;
            self.isolate.insert_dollar(name, last.clone());
        }
        let grade = last.as_number().ok_or("the grade is no number")?;
        Ok(Some(grade.try_into()?))
    }
}

/// How the expressions count: each gives the text of one.
struct Counting<'a> {
    /// The points of the levels that count.
    points: [&'a str; 4],
    /// What a section of so much weight adds to the whole, with points and the weight they are of.
    part: &'a dyn Fn(u64, &str, &str) -> String,
    /// Whether points have reached a threshold in percent of the weight they are of.
    reached: &'a dyn Fn(&str, &str, u64) -> String,
    /// The same of the whole.
    reached_overall: &'a dyn Fn(&str, &str, u64) -> String,
}

/// The first grade whose threshold is reached.
fn ladder(reached: impl Fn(u64) -> String) -> String {
    let steps = GRADES
        .iter()
        .enumerate()
        .map(|(place, (_, _, from))| match from {
            0 => place.to_string(),
            _ => format!("{} ? {place} : ", reached(*from)),
        });
    format!("({})", steps.collect::<String>())
}

/// Names and expressions; each sees what those before it came to under `$`.
fn expressions(standard: &Standard, counting: &Counting<'_>) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: String, value: String| all.push((name, value));
    let table = |values: [&str; 4], excluded: &str| {
        let values = values.into_iter().chain([excluded]);
        let pairs = LEVELS.iter().zip(values);
        let pairs: Vec<_> = pairs
            .map(|(level, value)| format!("\"{level}\": {value}"))
            .collect();
        format!("{{{}}}", pairs.join(", "))
    };
    add("points".into(), table(counting.points, "0"));
    add("counts".into(), table(["1"; 4], "0"));
    for (place, section) in standard.sections.iter().enumerate() {
        let if_applies = |value: String, otherwise: &str| match section.fact {
            Some(fact) => format!("facts[\"{}\"] ? {value} : {otherwise}", FACTS[fact].0),
            None => value,
        };
        let levels: Vec<_> = (section.criteria.iter())
            .map(|one| format!("answers[\"{0}\"].level ?? answers[\"{0}\"]", one.name))
            .collect();
        add(
            format!("levels{place}"),
            if_applies(format!("[{}]", levels.join(", ")), "[]"),
        );
        let sum = |table: &str| {
            let each = section.criteria.iter().enumerate();
            let each =
                each.map(|(at, one)| format!("$.{table}[$.levels{place}[{at}]] * {}", one.weight));
            each.collect::<Vec<_>>().join(" + ")
        };
        let (points, of) = (format!("$.points{place}"), format!("$.of{place}"));
        add(format!("points{place}"), if_applies(sum("points"), "0"));
        add(format!("of{place}"), if_applies(sum("counts"), "0"));
        add(
            format!("missed{place}"),
            format!("$.levels{place}[0] == \"not-met\""),
        );
        let grade = ladder(|percent| (counting.reached)(&points, &of, percent));
        add(
            format!("grade{place}"),
            format!("{of} == 0 ? 0 : max([{grade}, $.missed{place} ? 2 : 0])"),
        );
        let part = (counting.part)(section.weight, &points, &of);
        add(format!("part{place}"), format!("{of} == 0 ? 0 : {part}"));
    }
    let each = |text: &dyn Fn(usize) -> String, between: &str| {
        let places = 0..standard.sections.len();
        places.map(text).collect::<Vec<_>>().join(between)
    };
    let weight = |place: usize| {
        let weight = standard.sections[place].weight;
        format!("($.of{place} == 0 ? 0 : {weight})")
    };
    let not_met = |place: usize| format!("count($.levels{place}, # == \"not-met\")");
    add(
        "score".into(),
        each(&|place| format!("$.part{place}"), " + "),
    );
    add("outOf".into(), each(&weight, " + "));
    add(
        "worst".into(),
        format!("max([{}])", each(&|place| format!("$.grade{place}"), ", ")),
    );
    add(
        "missed".into(),
        each(&|place| format!("$.missed{place}"), " or "),
    );
    add("notMet".into(), each(&not_met, " + "));
    let earned = ladder(|percent| (counting.reached_overall)("$.score", "$.outOf", percent));
    let most_not_met = standard.most_not_met();
    add(
        "grade".into(),
        format!(
            "max([{earned}, $.worst == 3 ? 2 : $.worst == 2 ? 1 : 0, \
             $.notMet >= {most_not_met} ? 3 : 0, $.missed ? 2 : 0])"
        ),
    );
    all
}
