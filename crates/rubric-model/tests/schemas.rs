//! The schemas that are checked in are those of the types.
//!
//! `UPDATE_SCHEMAS=1 cargo test -p rubric-model --test schemas` writes them anew.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

#[test]
fn the_checked_in_schemas_are_those_of_the_types() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let update = env::var_os("UPDATE_SCHEMAS").is_some_and(|value| value == "1");
    for (name, schema) in rubric_model::schema::all() {
        let path = folder.join(name);
        if update {
            fs::create_dir_all(&folder)?;
            fs::write(&path, serde_json::to_string_pretty(&schema)? + "\n")?;
        }
        let checked_in = fs::read(&path).unwrap_or_default();
        let checked_in: Value = serde_json::from_slice(&checked_in).unwrap_or_default();
        assert!(
            &checked_in == schema.as_value(),
            "{name} is not what the types say: run with UPDATE_SCHEMAS=1"
        );
    }
    Ok(())
}
