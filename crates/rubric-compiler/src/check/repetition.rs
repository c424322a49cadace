//! Nothing is said twice that can be said once.

use std::collections::HashMap;

use rubric_lang::ast::{Block, Kind, Property, PropertyKind, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::tree::{blocks, properties, repetition_key};
use rubric_lang::vocabulary::{Holder, is_form, is_measure, word};

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    blocks(tree, &mut |holder, block| {
        in_block(holder, block, diagnostics)
    });
}

fn in_block(holder: Holder, block: &Block, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<String, &Property> = HashMap::new();
    for property in properties(Some(block)) {
        let Some(key) = repetition_key(&property.kind) else {
            continue;
        };
        // What does not belong here is said already.
        if !holder.statements().contains(&word(&property.kind)) {
            continue;
        }
        match first.get(&key) {
            None => {
                first.insert(key, property);
            }
            Some(earlier) => diagnostics.push(repeated(holder, earlier, property)),
        }
    }
}

fn repeated(holder: Holder, earlier: &Property, again: &Property) -> Diagnostic {
    let (before, now) = (word(&earlier.kind), word(&again.kind));
    let several = before != now;
    let diagnostic = if several && is_form(now) && holder == Holder::Declaration(Kind::Criterion) {
        Diagnostic::new(
            Code::SeveralAnswerForms,
            again.span,
            format!("this criterion is answered in two ways: `{before}` and `{now}`"),
        )
        .label("another form of answer")
        .help("keep one of them; to ask two things, write two criteria")
    } else if several && is_form(now) {
        Diagnostic::new(
            Code::RepeatedStatement,
            again.span,
            format!("this fact is of two kinds: `{before}` and `{now}`"),
        )
        .label("another kind")
        .help("keep one of them")
    } else if several && is_measure(now) {
        Diagnostic::new(
            Code::RepeatedStatement,
            again.span,
            format!("this indicator measures two things: `{before}` and `{now}`"),
        )
        .label("another measure")
        .help("keep one of them; to measure two things, write two indicators")
    } else {
        Diagnostic::new(
            Code::RepeatedStatement,
            again.span,
            format!("`{now}` is given twice"),
        )
        .label("given again here")
        .help("keep the one that is meant, and take the other out")
    };
    let diagnostic = diagnostic.related(earlier.span, "first given here");
    match again.kind {
        // One word, and the same: nothing is lost.
        PropertyKind::Flag(_) => diagnostic.fix(again.span, ""),
        _ => diagnostic,
    }
}
