//! Days of the calendar.

/// Whether a text is a day that exists, as `YYYY-MM-DD`.
pub fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    match (
        digits(parts.next(), 4),
        digits(parts.next(), 2),
        digits(parts.next(), 2),
        parts.next(),
    ) {
        (Some(year), Some(month), Some(day), None) => {
            year >= 1 && day >= 1 && day <= days(year, month)
        }
        _ => false,
    }
}

/// Whether a text is a day, month or year: `2014-06-11`, `2014-06`, `2014`.
pub fn is_day_month_or_year(text: &str) -> bool {
    let mut parts = text.split('-');
    match (digits(parts.next(), 4), parts.next(), parts.next()) {
        (Some(year), None, None) => year >= 1,
        (Some(_), Some(month), None) => {
            digits(Some(month), 2).is_some_and(|month| (1..=12).contains(&month))
        }
        _ => is_day(text),
    }
}

/// The day or month that a text says with the name of a month: `11 June 2014`, `Jun 2014`.
pub fn in_words(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let (day, month, year) = match words.as_slice() {
        [month, year] => (None, month, year),
        [day, month, year] => {
            let ends = ["st", "nd", "rd", "th"];
            let day = ends
                .iter()
                .find_map(|end| day.strip_suffix(end))
                .unwrap_or(day);
            (Some(day.parse::<u32>().ok()?), month, year)
        }
        _ => return None,
    };
    let is_month = |name: &&str| **name == *month || name.get(..3) == Some(month.as_str());
    let month = MONTHS.iter().position(is_month)?.saturating_add(1);
    let date = match day {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    };
    is_day_month_or_year(&date).then_some(date)
}

fn digits(part: Option<&str>, length: usize) -> Option<u32> {
    part.filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse()
        .ok()
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, is_day, is_day_month_or_year};

    #[test]
    fn reads_months_by_name() {
        for (said, date) in [
            ("11 June 2014", "2014-06-11"),
            ("1st september 2026", "2026-09-01"),
            ("3 Sep 2026", "2026-09-03"),
            ("June 2014", "2014-06"),
        ] {
            assert_eq!(in_words(said).as_deref(), Some(date), "{said}");
        }
        for not in [
            "31 June 2014",
            "11/06/2014",
            "06 11 2014",
            "June 14",
            "Ju 2014",
            "spring 2014",
            "",
        ] {
            assert_eq!(in_words(not), None, "{not}");
        }
    }

    #[test]
    fn knows_the_calendar() {
        for day in ["2026-09-01", "2024-02-29", "2000-02-29", "1999-12-31"] {
            assert!(is_day(day), "{day}");
        }
        for not in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-06-31",
            "26-09-01",
            "2026-9-1",
            "2026-09",
            "0000-01-01",
            "2026-09-01-1",
        ] {
            assert!(!is_day(not), "{not}");
        }
        for issued in ["2014", "2014-06", "2014-06-11"] {
            assert!(is_day_month_or_year(issued), "{issued}");
        }
        for not in ["14", "2014-13", "June 2014", "2014-06-31", ""] {
            assert!(!is_day_month_or_year(not), "{not}");
        }
    }
}
