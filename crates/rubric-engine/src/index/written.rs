//! What every outcome says of a part of the rubric, as JSON.

use rubric_model::Name;
use rubric_model::audit::RubricReference;
use rubric_model::rubric::Rubric;

use crate::answer::Scale;
use crate::json;
use crate::shown::Tenths;

/// What an outcome says of the rubric.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    /// Its name, version and digest.
    pub rubric: String,
}

/// What an outcome says of a section or criterion.
#[derive(Clone, Debug, Default)]
pub(crate) struct WrittenPart {
    /// From the brace to the quote before its status or state.
    pub opening: String,
    /// Its owner, after a comma, where it has one.
    pub owner: String,
}

/// What an outcome says of a level.
#[derive(Clone, Debug, Default)]
pub(crate) struct WrittenLevel {
    pub name: String,
    pub value: String,
}

impl Written {
    pub(super) fn of(model: &Rubric) -> Self {
        let reference = RubricReference {
            name: model.name.clone(),
            version: model.version.clone(),
            digest: Some(model.digest.clone()),
        };
        Self {
            rubric: serde_json::to_string(&reference).unwrap_or_default(),
        }
    }
}

impl WrittenPart {
    pub(super) fn section(name: &str) -> Self {
        Self {
            opening: format!("{{\"name\":{},\"status\":\"", json::quoted(name)),
            owner: String::new(),
        }
    }

    pub(super) fn criterion(name: &str, owner: Option<&Name>) -> Self {
        let owner = owner.map(|owner| format!(",\"owner\":{}", json::quoted(owner)));
        Self {
            opening: format!("{{\"name\":{},\"state\":\"", json::quoted(name)),
            owner: owner.unwrap_or_default(),
        }
    }
}

/// The levels of a scale.
pub(super) fn levels(scale: &Scale) -> Vec<WrittenLevel> {
    let level = |(name, value): (&Name, &Option<_>)| {
        let mut written = Vec::new();
        if let Some(value) = value {
            json::score(value, Tenths::of_share(value), &mut written);
        }
        WrittenLevel {
            name: json::quoted(name),
            value: String::from_utf8(written).unwrap_or_default(),
        }
    };
    scale.names.iter().zip(&scale.values).map(level).collect()
}
