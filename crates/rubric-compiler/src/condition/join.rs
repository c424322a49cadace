//! `and`, `or` and `not`.

use rubric_lang::ast;
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;
use rubric_model::condition::Condition;

use super::{Reader, View};

impl<'t> Reader<'_, 't> {
    pub(super) fn and(
        &mut self,
        parts: &[ast::Condition],
        view: &View<'t>,
        followed: bool,
    ) -> Option<Condition> {
        let understood = self.parts(parts, view, followed, "and", None);
        understood.map(Condition::All)
    }

    pub(super) fn or(
        &mut self,
        parts: &[ast::Condition],
        view: &View<'t>,
        followed: bool,
    ) -> Option<Condition> {
        self.warn_of_mixing(parts);
        let understood = self.parts(parts, view, followed, "or", None);
        understood.map(Condition::AnyOf)
    }

    fn parts(
        &mut self,
        parts: &[ast::Condition],
        view: &View<'t>,
        followed: bool,
        joined_by: &str,
        before: Option<&ast::Condition>,
    ) -> Option<Vec<Condition>> {
        let mut understood = Some(Vec::with_capacity(parts.len()));
        let mut before = before;
        if before.is_none() && self.shared_comparison(parts, joined_by) {
            understood = None;
        }
        let shared = if understood.is_none() {
            parts.iter().take_while(|part| is_bare(part)).count()
        } else {
            0
        };
        let mut rest = parts.iter().skip(shared).peekable();
        while let Some(part) = rest.next() {
            if let (ast::Condition::Bare(_), Some(comparison)) = (part, before) {
                let mut values = vec![part];
                while let Some(next) = rest.next_if(|next| matches!(next, ast::Condition::Bare(_)))
                {
                    values.push(next);
                }
                self.bare_alternative(comparison, &values, joined_by);
                understood = None;
                continue;
            }
            let followed = followed || rest.peek().is_some();
            // In `c has a or b and d is met`, the `b` goes on with what stands before the `or`.
            let one = match part {
                ast::Condition::And(inner) if inner.first().is_some_and(is_bare) => self
                    .parts(inner, view, followed, joined_by, before)
                    .map(Condition::All),
                _ => self.condition(part, view, followed),
            };
            understood = match (understood, one) {
                (Some(mut all), Some(one)) => {
                    all.push(one);
                    Some(all)
                }
                _ => None,
            };
            before = Some(last_comparison(part));
        }
        understood
    }

    /// `a and b or c`.
    fn warn_of_mixing(&mut self, parts: &[ast::Condition]) {
        let joined =
            |part: &&ast::Condition| matches!(part, ast::Condition::And(inner) if inner.len() > 1);
        let Some(first) = parts.iter().find(joined) else {
            return;
        };
        // What is wrong in it is said already, and would be read otherwise once mended.
        let holds_bare = |part: &ast::Condition| match part {
            ast::Condition::And(inner) => inner.iter().any(is_bare),
            _ => is_bare(part),
        };
        if parts.iter().any(holds_bare) {
            return;
        }
        let reading: Vec<String> = parts
            .iter()
            .map(|part| match part {
                ast::Condition::And(_) => format!("({})", self.text(part.span())),
                _ => self.text(part.span()),
            })
            .collect();
        let whole = parts
            .iter()
            .map(ast::Condition::span)
            .reduce(Span::to)
            .unwrap_or(first.span());
        if self.is_open(whole) {
            return;
        }
        let mut diagnostic = Diagnostic::new(
            Code::MixedAndOr,
            whole,
            "`and` and `or` are mixed without parentheses",
        )
        .label("`and` binds tighter than `or`")
        .help(format!(
            "this is read as `{}`: write the parentheses, or move them",
            reading.join(" or ")
        ));
        for part in parts.iter().filter(joined) {
            diagnostic = diagnostic
                .fix(part.span().at_start(), "(")
                .fix(part.span().at_end(), ")");
        }
        self.report(diagnostic);
    }

    /// Whether a condition stands in a parenthesis that is never closed: where that ends decides how it
    /// is read.
    fn is_open(&self, condition: Span) -> bool {
        let text = self
            .files
            .get(condition.file)
            .map_or("", |file| file.text());
        let range = condition.range();
        let opens = text
            .get(..range.start)
            .is_some_and(|before| before.trim_end().ends_with('('));
        let closes = text
            .get(range.end..)
            .is_some_and(|after| after.trim_start().starts_with(')'));
        opens && !closes
    }

    /// `not a and b`.
    pub(super) fn warn_of_not(&mut self, word: Span, condition: &ast::Condition) {
        if matches!(
            condition,
            ast::Condition::Parentheses { .. }
                | ast::Condition::Broken(_)
                | ast::Condition::Bare(_)
        ) {
            return;
        }
        let inner = condition.span();
        let reading = format!("not ({})", self.text(inner));
        self.report(
            Diagnostic::new(Code::NotBeforeAndOr, word.to(inner), "`not` before `and` or `or` needs parentheses")
                .label("`not` takes only this")
                .help(format!("this is read as `{reading} …`: write the parentheses, or put all that is denied in them"))
                .fix(inner.at_start(), "(")
                .fix(inner.at_end(), ")"),
        );
    }
}

fn is_bare(condition: &ast::Condition) -> bool {
    matches!(condition, ast::Condition::Bare(_))
}

/// The comparison that stands last in a condition: the one that a bare word after it may continue.
fn last_comparison(condition: &ast::Condition) -> &ast::Condition {
    match condition {
        ast::Condition::And(parts) | ast::Condition::Or(parts) => {
            parts.last().map_or(condition, last_comparison)
        }
        ast::Condition::Not { condition, .. } => last_comparison(condition),
        _ => condition,
    }
}
