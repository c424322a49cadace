//! Exact numbers.

use std::fmt;
use std::str::FromStr;

use num_rational::BigRational;
use num_rational::Rational64;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::audit::Decimal;

/// The most characters a rational may have when it is read: enough for any rubric that compiles,
/// and a bound on what a hostile file can make a reader compute.
pub const MOST_CHARACTERS: usize = 200;

/// An exact fraction, written in lowest terms: `"2/3"`, `"1"`, `"-1/2"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rational(pub BigRational);

impl Rational {
    /// `numerator ÷ denominator`, or nothing when the denominator is zero.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| {
            let small = Rational64::new_raw(numerator, denominator);
            Self(BigRational::new(
                (*small.numer()).into(),
                (*small.denom()).into(),
            ))
        })
    }

    /// Reads a decimal as it is written in a rubric or an audit: `3`, `12.5`, `-0.25`. Exact.
    ///
    /// # Errors
    /// When the text is not a plain decimal, or is longer than [`MOST_CHARACTERS`].
    pub fn from_decimal(text: &str) -> Result<Self, ParseRationalError> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let incomplete = whole.is_empty() || digits.ends_with('.');
        if text.len() > MOST_CHARACTERS || incomplete || !plain(whole) || !plain(fraction) {
            return Err(ParseRationalError);
        }
        let zeros = "0".repeat(fraction.len());
        BigRational::from_str(&format!("{sign}{whole}{fraction}/1{zeros}"))
            .map(Self)
            .map_err(|_| ParseRationalError)
    }

    /// As a decimal, `12.5`; as a fraction, `1/3`, where that has no end.
    #[must_use]
    pub fn decimal(&self) -> String {
        Decimal::new(self.clone()).map_or_else(|| self.to_string(), |decimal| decimal.to_string())
    }

    /// A share as a percentage, `12.5%`; as a fraction, `1/3`, where that has no end.
    #[must_use]
    pub fn percentage(&self) -> String {
        let hundredfold = Self(&self.0 * &Self::from(100).0);
        Decimal::new(hundredfold).map_or_else(|| self.to_string(), |decimal| format!("{decimal}%"))
    }
}

impl From<i64> for Rational {
    fn from(whole: i64) -> Self {
        Self(BigRational::from_integer(whole.into()))
    }
}

impl fmt::Display for Rational {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The text is not a rational in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseRationalError;

impl fmt::Display for ParseRationalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a fraction in lowest terms, such as `2/3` or `1`")
    }
}

impl std::error::Error for ParseRationalError {}

impl FromStr for Rational {
    type Err = ParseRationalError;

    /// Only the one spelling that [`fmt::Display`] writes is accepted, so that equal numbers are
    /// equal text.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let zero_denominator = text
            .split_once('/')
            .is_some_and(|(_, denominator)| denominator.bytes().all(|byte| byte == b'0'));
        if text.len() > MOST_CHARACTERS || zero_denominator {
            return Err(ParseRationalError);
        }
        let value = BigRational::from_str(text).map_err(|_| ParseRationalError)?;
        if value.to_string() == text {
            Ok(Self(value))
        } else {
            Err(ParseRationalError)
        }
    }
}

impl Serialize for Rational {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rational {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Rational {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rational".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "An exact fraction in lowest terms: \"2/3\", \"1\", \"-1/2\".",
            "type": "string",
            "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$",
        })
    }
}
