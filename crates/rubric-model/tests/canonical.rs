//! The canonical form is RFC 8785's, and the digest leaves out what is not meaning.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use rubric_model::canonical::{digest_of_value, to_canonical_json};
use serde_json::{Value, json};

#[test]
fn members_are_sorted_and_texts_have_one_spelling() {
    // The order of RFC 8785, section 3.2.3: by UTF-16 code units.
    let value = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    let text = to_canonical_json(&value).unwrap();
    let order = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small",
        "Euro Sign",
        "Emoji",
        "Hebrew",
    ];
    let places: Vec<_> = order.iter().map(|name| text.find(name).unwrap()).collect();
    assert!(places.is_sorted(), "{text}");
    assert_eq!(
        to_canonical_json(&json!({ "b": [1, true, null], "a": "\u{8}\n\u{1f}é/\"" })).unwrap(),
        "{\"a\":\"\\b\\n\\u001fé/\\\"\",\"b\":[1,true,null]}"
    );
}

#[test]
fn the_digest_leaves_out_itself_and_provenance() {
    // The SHA-256 of `{"name":"x"}`.
    let expected = "sha256:0229d37e33daae149bf40543a5ce1db4459d10f830d5139279aa2bfd5f6485a1";
    let digest = |value: Value| digest_of_value(value).unwrap();
    let plain = digest(json!({ "name": "x" }));
    assert_eq!(plain, expected);
    assert_eq!(
        digest(json!({ "name": "x", "digest": "sha256:0", "provenance": { "compiler": "9" } })),
        plain
    );
    assert_ne!(digest(json!({ "name": "y" })), plain);
}
