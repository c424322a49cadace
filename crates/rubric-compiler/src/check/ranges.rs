//! Ranges of numbers begin before they end, and hold numbers that can be given.

use rubric_lang::ast::{Declaration, Number, Parsed, PropertyKind};
use rubric_lang::diagnostic::{Code, Diagnostic};

use crate::number;
use crate::standard::{Standard, statements};

/// Makes sure of it.
pub fn check(standard: &Standard<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let declarations = (standard.facts.iter().map(|fact| fact.head.declaration)).chain(
        standard
            .criteria
            .iter()
            .map(|criterion| criterion.head.declaration),
    );
    for declaration in declarations {
        of_declaration(declaration, diagnostics);
    }
}

fn of_declaration(declaration: &Declaration, diagnostics: &mut Vec<Diagnostic>) {
    for property in statements(declaration) {
        let PropertyKind::Number {
            range: Parsed::Value((from, to)),
            decimal,
            ..
        } = &property.kind
        else {
            continue;
        };
        if let Some(percent) = [from, to].into_iter().find(|number| number.percent) {
            diagnostics.push(
                Diagnostic::new(
                    Code::BadValue,
                    percent.span,
                    format!(
                        "`{}` is a percentage, and a range is of plain numbers",
                        number::written(percent)
                    ),
                )
                .label("not a plain number")
                .help(format!("write `{} to {}`", from.decimal, to.decimal)),
            );
            continue;
        }
        let (Some(least), Some(most)) = (number::plain(from), number::plain(to)) else {
            continue;
        };
        if least > most {
            diagnostics.push(reversed(from, to));
        } else if let Some(broken) = [from, to]
            .into_iter()
            .find(|number| !decimal && number::decimals(number) > 0)
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::BadValue,
                    broken.span,
                    format!(
                        "`{}` is not a whole number, and this range is of whole numbers",
                        broken.decimal
                    ),
                )
                .label("not whole")
                .help(format!(
                    "write `{} to {} decimal`, or whole numbers",
                    from.decimal, to.decimal
                )),
            );
        }
    }
}

fn reversed(from: &Number, to: &Number) -> Diagnostic {
    let span = from.span.to(to.span);
    let turned = format!("{} to {}", to.decimal, from.decimal);
    Diagnostic::new(
        Code::RangeReversed,
        span,
        format!("{} is more than {}", from.decimal, to.decimal),
    )
    .label("ends before it begins")
    .help(format!("write `{turned}`"))
    .fix(span, turned)
}
