//! What is said of each kind of finding.

use rubric_compiler::Places;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_model::assurance::Finding;

/// R0805.
pub fn guarantee_refuted(name: &str, finding: &Finding, places: &Places) -> Diagnostic {
    let message = format!("the guarantee `{name}` does not hold of every audit");
    Diagnostic::new(
        Code::GuaranteeRefuted,
        place(places, &format!("then {name}")),
        message,
    )
    .label("not so in some audit")
    .help(after_story(
        finding,
        "change the rules so that it holds, or promise less",
    ))
}

/// R0902.
pub fn guarantee_not_decided(name: &str, finding: &Finding, places: &Places) -> Diagnostic {
    let message = format!("the guarantee `{name}` is neither proved nor refuted");
    Diagnostic::new(
        Code::GuaranteeNotDecided,
        place(places, &format!("guarantee {name}")),
        message,
    )
    .label("a short search did not decide it")
    .help(after_story(
        finding,
        "`rubric verify FILE --within SECONDS` searches longer",
    ))
}

/// R0617.
pub fn limit_never_bites(name: &str, places: &Places) -> Diagnostic {
    let message = format!("the limit `{name}` never lowers a grade");
    Diagnostic::new(
        Code::LimitNeverBites,
        place(places, &format!("limit {name}")),
        message,
    )
    .label("lowers none in any audit")
    .help("either its condition never holds, or the grade is as low without it; mend the condition, or take the limit out")
}

/// R0416.
pub fn grade_never_reached(ladder: &str, grade: &str, places: &Places) -> Diagnostic {
    Diagnostic::new(
        Code::GradeNeverReached,
        place(places, &format!("rung {ladder} {grade}")),
        format!("the grade `{grade}` is never reached"),
    )
    .label("earned in no audit")
    .help("either its rule never holds, or the rules above it take every audit that it would; mend the rules, or take the grade out")
}

/// R0417.
pub fn rules_cross(
    ladder: &str,
    upper: &str,
    lower: &str,
    finding: &Finding,
    places: &Places,
) -> Diagnostic {
    let message = format!(
        "the rules of `{upper}` and `{lower}` cross: each can hold without the other, and both together"
    );
    let rung = |grade| place(places, &format!("rung {ladder} {grade}"));
    Diagnostic::new(Code::RulesCross, rung(lower), message)
        .label("passed over where both rules hold")
        .related(rung(upper), "taken where both rules hold")
        .help(after_story(
            finding,
            &format!("write the rule of `{lower}` so that it holds wherever that of `{upper}` does, or never where it does"),
        ))
}

fn place(places: &Places, key: &str) -> Span {
    places.of(key).unwrap_or_default()
}

/// The story of a finding, then what to do.
fn after_story(finding: &Finding, advice: &str) -> String {
    let lines: Vec<_> = finding
        .story
        .as_deref()
        .into_iter()
        .chain([advice])
        .collect();
    lines.join("\n")
}
