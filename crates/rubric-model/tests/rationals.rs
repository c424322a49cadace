//! Rationals are read in one spelling only, and decimals are read exactly.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking"
)]

use proptest::prelude::*;
use rubric_model::Rational;
use rubric_model::audit::Decimal;
use rubric_model::rational::MOST_CHARACTERS;

#[test]
fn only_lowest_terms_are_read() {
    for text in [
        "0",
        "1",
        "-1/2",
        "2/3",
        "37/48",
        "100000000000000000000000000001/3",
    ] {
        assert_eq!(text.parse::<Rational>().unwrap().to_string(), text);
    }
    for text in [
        "", "2/4", "1/1", "01", "+1", "1/0", "0/00", "1/-2", " 1", "1.5", "1/2/3", "-0", "½", "1_0",
    ] {
        assert!(text.parse::<Rational>().is_err(), "{text:?} is read");
    }
    assert!("9".repeat(MOST_CHARACTERS + 1).parse::<Rational>().is_err());
}

#[test]
fn decimals_are_read_exactly() {
    for (text, expected) in [
        ("3", "3"),
        ("12.5", "25/2"),
        ("0.1", "1/10"),
        ("-0.25", "-1/4"),
        ("007.50", "15/2"),
    ] {
        assert_eq!(Rational::from_decimal(text).unwrap().to_string(), expected);
    }
    for text in [
        "", ".", "1.", ".5", "1e3", "1.2.3", "--1", "+1", "1,5", "0x1", "１",
    ] {
        assert!(Rational::from_decimal(text).is_err(), "{text:?} is read");
    }
}

#[test]
fn the_parts_of_a_fraction_are_put_in_lowest_terms() {
    assert_eq!(Rational::new(6, -8).unwrap().to_string(), "-3/4");
    assert_eq!(Rational::new(i64::MIN, i64::MIN).unwrap().to_string(), "1");
    assert_eq!(Rational::new(1, 0), None);
}

#[test]
fn a_number_without_end_in_decimals_is_no_decimal() {
    assert_eq!(Decimal::new(Rational::new(1, 3).unwrap()), None);
    let json = |numerator, denominator| {
        serde_json::to_string(
            &Decimal::new(Rational::new(numerator, denominator).unwrap()).unwrap(),
        )
        .unwrap()
    };
    assert_eq!(json(40, 1), "40");
    assert_eq!(json(-1, 8), "-0.125");
    assert_eq!(json(1, 1000), "0.001");
    assert_eq!(json(25, 2), "12.5");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(numerator in any::<i64>(), denominator in 1..i64::MAX) {
        let number = Rational::new(numerator, denominator).unwrap();
        prop_assert_eq!(number.to_string().parse::<Rational>().unwrap(), number);
    }

    #[test]
    fn a_decimal_is_its_digits(whole in 0_u32.., thousandths in 0_i64..1000) {
        let text = format!("{whole}.{thousandths:03}");
        let expected = Rational::new(i64::from(whole) * 1000 + thousandths, 1000).unwrap();
        prop_assert_eq!(Rational::from_decimal(&text).unwrap(), expected);
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".{0,30}") {
        let _ = text.parse::<Rational>();
        let _ = Rational::from_decimal(&text);
    }
}
