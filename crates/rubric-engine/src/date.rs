//! Days of the calendar, as `YYYY-MM-DD`.

/// Whether the text names a day that exists (proleptic Gregorian calendar, years 0001 to 9999).
pub(crate) fn exists(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let number = |part: &str, digits: usize| -> Option<u32> {
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse().ok())?
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    year > 0 && (1..=days).contains(&day)
}

/// A day in words, `1 September 2026`; what names no month is left as it is.
pub(crate) fn in_words(day: &str) -> String {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = day.splitn(3, '-');
    let (Some(year), Some(month), Some(date)) = (parts.next(), parts.next(), parts.next()) else {
        return day.to_owned();
    };
    let place = month
        .parse::<usize>()
        .ok()
        .and_then(|month| month.checked_sub(1));
    match place.and_then(|place| names.get(place)) {
        Some(name) => format!("{} {name} {year}", date.trim_start_matches('0')),
        None => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{exists, in_words};

    #[test]
    fn days_in_words() {
        assert_eq!(in_words("2026-09-01"), "1 September 2026");
        assert_eq!(in_words("2027-12-31"), "31 December 2027");
        assert_eq!(in_words("2027-13-31"), "2027-13-31");
        assert_eq!(in_words("soon"), "soon");
    }

    #[test]
    fn only_days_that_exist() {
        for day in ["2026-09-14", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert!(exists(day), "{day}");
        }
        for day in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-00-10",
            "2026-1-1",
            "0000-01-01",
            "14/09/2026",
            "2026-09-14T00:00",
            "+026-09-14",
            "",
        ] {
            assert!(!exists(day), "{day}");
        }
    }
}
