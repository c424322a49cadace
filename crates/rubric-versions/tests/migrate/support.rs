//! Standards and audits to carry over.

use rubric_compiler::compile;
use rubric_compiler::source::MemorySource;
use rubric_engine::Rubric;
use serde_json::{Value, json};

/// What the standards of the tests share.
pub const HEAD: &str = r#"
  cause writer  "The plan does not carry it"
  cause adviser "The advice is vague"
  scale evidence "Evidence" {
    met            "Met"        2
    partly         "Partly met" 1
    not-met        "Not met"    0
    not-applicable "Not applicable" excluded
  }
  grades judgement "Judgement" { good "Good" from 70%  poor "Poor" otherwise }
"#;

/// A standard of one section.
pub fn rubric(name: &str, version: &str, head: &str, facts: &str, criteria: &str) -> Rubric {
    let text = format!(
        "rubric {name} \"Plans\" {{\n  version {version}\n{head}\n{facts}\n  section C \"Needs\" {{\n{criteria}\n  }}\n}}\n"
    );
    let compilation = compile(
        &MemorySource::new().with("plan.rubric", text),
        "plan.rubric",
    );
    let model = compilation
        .rubric
        .unwrap_or_else(|| panic!("{:?}", compilation.diagnostics));
    Rubric::from_model(model).unwrap()
}

/// A version of the standard `plan`.
pub fn plain(version: &str, facts: &str, criteria: &str) -> Rubric {
    rubric("plan", version, HEAD, facts, criteria)
}

/// An audit with all that its header may have.
pub fn audit(rubric: &Rubric, facts: Value, answers: Value) -> rubric_engine::Audit {
    let text = json!({
        "format": "rubric-audit/1",
        "rubric": {
            "name": rubric.model().name,
            "version": rubric.model().version,
            "digest": rubric.model().digest,
        },
        "reference": "A-1", "date": "2026-09-14", "cycle": "2026-Q3", "stage": "second",
        "auditor": "aud-7", "facts": facts, "answers": answers,
    });
    rubric
        .read_audit(text.to_string())
        .unwrap_or_else(|error| panic!("{error}"))
}
