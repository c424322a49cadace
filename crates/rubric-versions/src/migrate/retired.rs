//! What is retired under one name: the latest, and what was retired before it.

use rubric_model::audit::Retired;

use super::Kind;

/// What something retired is.
pub(super) fn kind(retired: &Retired) -> Kind {
    if retired.answer.is_some() {
        Kind::Answer
    } else {
        Kind::Fact
    }
}

/// What was retired under one name, latest first.
pub(super) fn each(retired: &Retired) -> impl Iterator<Item = &Retired> {
    std::iter::once(retired).chain(&retired.earlier)
}

/// What was retired under one name, latest first, each by itself.
pub(super) fn flat(mut retired: Retired) -> Vec<Retired> {
    let earlier = std::mem::take(&mut retired.earlier);
    std::iter::once(retired).chain(earlier).collect()
}

/// What was retired under one name, the latest with the others in it.
pub(super) fn stacked(all: Vec<Retired>) -> Option<Retired> {
    let mut all = all.into_iter();
    let mut latest = all.next()?;
    latest.earlier = all.collect();
    Some(latest)
}
