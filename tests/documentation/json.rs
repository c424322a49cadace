//! JSON is what the engine reads and writes.

use crate::page::every_page;
use crate::standard::Shelf;
use rubric_compiler::compile;
use rubric_engine::Rubric;
use serde_json::Value;

/// Whether all of one value is in another: members of objects, and items of lists in their order.
pub fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => part
            .iter()
            .all(|(name, part)| whole.get(name).is_some_and(|whole| contains(whole, part))),
        (Value::Array(whole), Value::Array(part)) => {
            let mut rest = whole.iter();
            let found = part
                .iter()
                .all(|part| rest.any(|whole| contains(whole, part)));
            found && (!part.is_empty() || whole.is_empty())
        }
        (whole, part) => whole == part,
    }
}

#[test]
fn json_is_what_the_engine_reads_and_writes() {
    every_page(|page, wrong| {
        let (mut rubric, mut outcome, mut explanation) = (None, None, None);
        for block in page.blocks() {
            let place = block.place();
            // A standard whose guarantee is refuted scores audits for those who doubt it.
            if matches!(block.kind, "rubric" | "rubric,fails") {
                let path = block.file.unwrap_or("page.rubric");
                let source = Shelf::of(page).with(path, block.text);
                rubric = compile(&source, path)
                    .rubric
                    .map(|model| Rubric::from_model(model).unwrap());
            }
            if !block.kind.starts_with("json") {
                continue;
            }
            let value: Value = match serde_json::from_str(block.text) {
                Ok(value) => value,
                Err(error) => {
                    wrong.push(format!("{place} is not JSON: {error}"));
                    continue;
                }
            };
            let compare = |whole: Option<Value>, what: &str| match whole {
                Some(whole) if contains(&whole, &value) => None,
                Some(whole) => Some(format!("{place} is not in the {what}:\n{whole:#}")),
                None => Some(format!("{place} has no {what} before it")),
            };
            match (block.kind, &rubric) {
                ("json,compiled", Some(rubric)) => {
                    wrong.extend(compare(
                        serde_json::to_value(rubric.model()).ok(),
                        "compiled rubric",
                    ));
                }
                ("json,outcome", _) => wrong.extend(compare(outcome.clone(), "outcome")),
                ("json,explanation", _) => {
                    wrong.extend(compare(explanation.clone(), "explanation"));
                }
                ("json", Some(rubric))
                    if value
                        .get("format")
                        .is_some_and(|format| format == "rubric-audit/1") =>
                {
                    match rubric.read_audit(block.text) {
                        Ok(audit) => {
                            let scored = rubric.score(&audit);
                            explanation = serde_json::to_value(scored.explain()).ok();
                            outcome = serde_json::to_value(scored).ok();
                        }
                        Err(error) => wrong.push(format!("{place} is refused:\n{error}")),
                    }
                }
                ("json,compiled", None) => wrong.push(format!("{place} has no rubric before it")),
                _ => {}
            }
        }
    });
}
