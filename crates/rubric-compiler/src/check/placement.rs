//! Every statement stands where it means something.

use rubric_lang::ast::{Declaration, Item, Kind, PropertyKind, Required, Tree};
use rubric_lang::diagnostic::{Code, Diagnostic};
use rubric_lang::source::Span;

use crate::tree::{admits, blocks, has_lost_brace};
use crate::words;
use rubric_lang::vocabulary::{Holder, word};

/// The blocks whose statements are named when one stands elsewhere.
const HOLDERS: [Holder; 13] = [
    Holder::Declaration(Kind::Rubric),
    Holder::Declaration(Kind::Source),
    Holder::Declaration(Kind::Fact),
    Holder::Declaration(Kind::Section),
    Holder::Declaration(Kind::Criterion),
    Holder::Declaration(Kind::Limit),
    Holder::Declaration(Kind::Indicator),
    Holder::Declaration(Kind::Guarantee),
    Holder::Declaration(Kind::Test),
    Holder::Level,
    Holder::Rung,
    Holder::Proportion,
    Holder::Options,
];

/// The most words that are listed beside the place where one belongs.
const MOST_LISTED: usize = 6;

/// Makes sure of it.
pub fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    blocks(tree, &mut |holder, block| {
        let mut items = block
            .items
            .iter()
            .filter(|item| !matches!(item, Item::Comment(_)))
            .peekable();
        // Where a brace is missing, what should stand in the block stands here instead.
        let mut unopened: Option<Holder> = None;
        while let Some(item) = items.next() {
            let next = items.peek();
            if unopened.is_some_and(|unopened| admits(unopened, item)) {
                continue;
            }
            unopened = None;
            if let (Item::Declaration(declaration), Some(next)) = (item, next)
                && has_lost_brace(holder, declaration, next)
            {
                diagnostics.push(no_brace(declaration));
                unopened = Some(Holder::Declaration(declaration.kind));
            }
            // What could not be read right after it was part of it.
            let goes_on = matches!(next, Some(Item::Broken(broken)) if broken.span.file == item.span().file && broken.span.start.saturating_sub(item.span().end) <= 1);
            // What a block without its end holds may belong to the one around it.
            let is_certain = block.close.is_some() || !matches!(item, Item::Property(_));
            if !goes_on && is_certain {
                one(holder, item, diagnostics);
            }
        }
    });
}

fn one(holder: Holder, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    match item {
        Item::Property(property) => statement(
            holder,
            &property.kind,
            property.span,
            property.keyword,
            diagnostics,
        ),
        Item::Declaration(declaration) if !admits(holder, item) => {
            diagnostics.push(declaration_elsewhere(
                holder,
                declaration.kind,
                declaration.kind_span,
            ));
        }
        Item::Entry(entry) if !admits(holder, item) => {
            let name = &entry.name.text;
            diagnostics.push(
                misplaced(entry.name.span, &format!("the line `{name}`"), holder)
                    .help(may_stand(holder)),
            );
        }
        _ => {}
    }
}

fn no_brace(declaration: &Declaration) -> Diagnostic {
    let keyword = declaration.kind.keyword();
    let name = declaration
        .name
        .value()
        .map_or("", |name| name.text.as_str());
    let end = declaration
        .title
        .as_ref()
        .map_or(declaration.span, |title| title.span);
    Diagnostic::new(
        Code::MissingBlock,
        end.at_end(),
        format!("`{keyword} {name}` has no `{{`, and what should stand in it follows it"),
    )
    .label("a `{` is missing here")
    .help(format!(
        "write `{{` at the end of this line, and `}}` where the {keyword} ends"
    ))
    .fix(end.at_end(), " {")
}

fn statement(
    holder: Holder,
    kind: &PropertyKind,
    span: Span,
    keyword: Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let word = word(kind);
    if !holder.statements().contains(&word) {
        diagnostics
            .push(misplaced(keyword, &format!("`{word}`"), holder).help(belongs(word, holder)));
        return;
    }
    if let PropertyKind::Required {
        what: Required::Comment,
        below,
    } = kind
    {
        match (holder, below) {
            (Holder::Level, Some(_)) => diagnostics.push(
                Diagnostic::new(
                    Code::Misplaced,
                    span,
                    "`when below` does not belong in a level",
                )
                .label("a level requires a comment or does not")
                .help("write `comment required`"),
            ),
            (Holder::Declaration(Kind::Criterion), None) => diagnostics.push(
                Diagnostic::new(
                    Code::MissingStatement,
                    span,
                    "`comment required` does not say below which level",
                )
                .label("for which answers?")
                .help("write `comment required when below` and a level"),
            ),
            _ => {}
        }
    }
}

fn misplaced(span: Span, what: &str, holder: Holder) -> Diagnostic {
    Diagnostic::new(
        Code::Misplaced,
        span,
        format!("{what} does not belong in {}", holder.called()),
    )
    .label("not here")
}

fn belongs(word: &str, holder: Holder) -> String {
    let holders: Vec<&str> = HOLDERS
        .iter()
        .filter(|one| one.statements().contains(&word))
        .map(|one| one.called())
        .collect();
    // A list of twenty words is no help where there is a place to move it to.
    let is_long = holder.statements().len() > MOST_LISTED && !holder.holds_entries();
    let and_here = if is_long {
        String::new()
    } else {
        format!("; {}", may_stand(holder))
    };
    match holders.split_last() {
        // Words of changes to a base.
        None => format!(
            "`{word}` belongs in a change to another standard; {}",
            may_stand(holder)
        ),
        Some((only, [])) => format!("`{word}` belongs in {only}{and_here}"),
        Some((last, rest)) => format!(
            "`{word}` belongs in {} or {last}{and_here}",
            rest.join(", ")
        ),
    }
}

fn may_stand(holder: Holder) -> String {
    let called = holder.called();
    if holder.holds_entries() {
        return format!("{called} holds lines that begin with a name");
    }
    let declared = holder.declarations().iter().map(|kind| kind.keyword());
    let all: Vec<String> = holder
        .statements()
        .iter()
        .copied()
        .chain(declared)
        .map(|word| format!("`{word}`"))
        .collect();
    if all.is_empty() {
        format!("{called} holds nothing")
    } else {
        format!("{called} holds {}", all.join(", "))
    }
}

fn declaration_elsewhere(holder: Holder, kind: Kind, span: Span) -> Diagnostic {
    let keyword = kind.keyword();
    let help = match kind {
        Kind::Criterion => {
            "a criterion stands in a section: `section C \"…\" { criterion … }`".to_owned()
        }
        Kind::Section => "a section stands in the rubric or in another section".to_owned(),
        Kind::Rubric | Kind::Library => "keep each in a file of its own".to_owned(),
        _ => format!(
            "{} stands in the rubric itself: move it out, before the closing brace",
            words::a(words::noun(kind))
        ),
    };
    misplaced(span, &format!("`{keyword}`"), holder).help(help)
}
