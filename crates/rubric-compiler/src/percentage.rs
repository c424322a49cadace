//! Plain numbers where percentages belong.

use rubric_lang::ast::Number;
use rubric_lang::diagnostic::Diagnostic;
use rubric_model::Rational;

use crate::{number, words};

/// Says how a plain number is written as a percentage, after the words before it. `70` is `70%`; but
/// `0.7` may be meant as `0.7%` or as `70%`, which only its author knows.
pub fn offered(diagnostic: Diagnostic, before: &str, number: &Number) -> Diagnostic {
    let as_it_stands = format!("{before}{}%", number.decimal);
    match number::plain(number).filter(is_share) {
        Some(share) => {
            let as_share = format!("{before}{}", number::show_percent(&share));
            let either = words::either([as_share.as_str(), &as_it_stands]);
            diagnostic.help(format!("write {either}, whichever is meant"))
        }
        None => diagnostic
            .help(format!("write `{as_it_stands}`"))
            .fix(number.span.at_end(), "%"),
    }
}

/// Whether a number may be a share of one: more than nothing, and not more than one.
pub fn is_share(plain: &Rational) -> bool {
    Rational::from(0) < *plain && *plain <= Rational::from(1)
}
