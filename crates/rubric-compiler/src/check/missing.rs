//! Whatever must be said is said.

use rubric_lang::ast::{Declaration, Kind, PropertyKind};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::standard::{FactKind, Head, Standard, statements};
use rubric_lang::vocabulary::{is_form, is_measure, word};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut heads = vec![standard.head];
    heads.extend(standard.facts.iter().map(|fact| fact.head));
    heads.extend(standard.limits.iter().map(|limit| limit.head));
    heads.extend(
        standard
            .indicators
            .iter()
            .chain(standard.guarantees.iter())
            .chain(standard.tests.iter()),
    );
    for head in heads {
        // An overlay inherits what it does not say.
        let inherits = head.declaration.kind == Kind::Rubric && standard.names.is_open();
        if head.is_sound() && !inherits {
            of_head(&head, diagnostics);
        }
    }
    for fact in standard.facts.iter() {
        if let Some(FactKind::OneOf(options)) = &fact.kind
            && options.is_empty()
        {
            diagnostics.push(
                missing(
                    &fact.head,
                    format!("the fact `{}` has no options", fact.head.text()),
                )
                .help("write them: `one-of { mainstream \"Mainstream\"  special \"Special\" }`"),
            );
        }
    }
}

fn of_head(head: &Head<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let declaration = head.declaration;
    let name = head.text();
    let says = |wanted: &dyn Fn(&str) -> bool| {
        statements(declaration).any(|property| wanted(word(&property.kind)))
    };
    let lacks = |keyword: &str| !says(&|word| word == keyword);
    match declaration.kind {
        Kind::Rubric | Kind::Library if lacks("version") => {
            diagnostics.push(missing(head, format!("`{name}` has no version")).help("write `version 1.0.0` at its top"));
        }
        Kind::Fact if !says(&is_form) => diagnostics.push(
            missing(head, format!("the fact `{name}` does not say what it may be"))
                .help(format!("write `fact {name} \"…\" {{ yes-no }}`, or `number 0 to 25`, or `one-of {{ … }}`")),
        ),
        Kind::Limit => {
            let (what, help) = match (lacks("at most"), lacks("when")) {
                (true, true) => ("what it limits, and when", "write `overall at most` and a grade, then `when` and a condition"),
                (true, false) => ("what it limits", "write `overall at most` and a grade, or `every section at most` and a grade"),
                (false, true) => ("when it holds", "write `when` and a condition"),
                (false, false) => return,
            };
            diagnostics.push(missing(head, format!("the limit `{name}` does not say {what}")).help(help));
        }
        Kind::Indicator if !says(&is_measure) => diagnostics.push(
            missing(head, format!("the indicator `{name}` measures nothing"))
                .help("write `share of audits where …`, `count of audits where …` or `mean of score of overall`"),
        ),
        Kind::Guarantee => {
            let (what, help) = match (lacks("whenever"), lacks("then")) {
                (true, true) => ("nothing in it", "write `whenever` and a condition, then `then` and a condition"),
                (true, false) => ("no `whenever`", "write `whenever` and a condition"),
                (false, true) => ("no `then`", "write `then` and a condition"),
                (false, false) => return,
            };
            diagnostics.push(missing(head, format!("the guarantee `{name}` has {what}")).help(help));
        }
        Kind::Test if !expects(declaration) => diagnostics.push(
            Diagnostic::new(Code::TestExpectsNothing, head.span, format!("the test `{name}` expects nothing"))
                .label("nothing to test")
                .help("write what is to come out: `expect overall is good`"),
        ),
        _ => {}
    }
}

fn expects(declaration: &Declaration) -> bool {
    statements(declaration).any(|property| matches!(property.kind, PropertyKind::Expect(_)))
}

fn missing(head: &Head<'_>, message: String) -> Diagnostic {
    Diagnostic::new(Code::MissingStatement, head.span, message).label("incomplete")
}
