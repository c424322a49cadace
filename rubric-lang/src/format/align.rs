//! Rows as lines, with columns where rows of one table stand together.

use super::WIDTH;
use super::head::length;
use super::statement::Table;

/// More than so many spaces are not put in where the line would become too long.
const WIDEST_GAP: usize = 20;

/// A statement or a comment on lines of its own.
pub(super) struct Row {
    /// Whether an empty line stands before it.
    pub(super) blank_before: bool,
    pub(super) table: Table,
    /// Its first line, by columns.
    pub(super) cells: Vec<String>,
    /// Its further lines, indented.
    pub(super) more: Vec<String>,
}

impl Row {
    /// Whether it ends the table above it and begins none.
    fn stands_alone(&self) -> bool {
        match self.table {
            Table::Properties | Table::List => false,
            Table::None | Table::Declarations(_) => !self.more.is_empty(),
        }
    }
}

/// All lines of rows that stand in one block.
pub(super) fn lines(mut rows: Vec<Row>, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = rows.as_mut_slice();
    while !rest.is_empty() {
        let (table, behind) = rest.split_at_mut(rows_of_table(rest));
        join_inner_columns(table, indent);
        let widths = widths(table);
        for row in table {
            if row.blank_before {
                lines.push(String::new());
            }
            lines.push(line(row, &widths, indent));
            lines.append(&mut row.more);
        }
        rest = behind;
    }
    lines
}

/// Properties that begin with the same word have what follows it in columns of their own.
fn join_inner_columns(rows: &mut [Row], indent: usize) {
    let of_one_word = |one: &Row, other: &Row| {
        one.table == Table::Properties
            && one.table == other.table
            && one.cells.first() == other.cells.first()
    };
    for rows in rows.chunk_by_mut(of_one_word) {
        let widest = rows.iter().filter_map(second_of_three).map(length).max();
        for row in rows {
            let Some(own) = second_of_three(row).map(length) else {
                continue;
            };
            let gap = widest.unwrap_or_default().saturating_sub(own);
            let cells: usize = row
                .cells
                .iter()
                .map(|cell| length(cell).saturating_add(1))
                .sum();
            let whole = indent
                .saturating_add(cells)
                .saturating_add(gap)
                .saturating_sub(1);
            let gap = if may_have_gap(gap, whole) { gap } else { 0 };
            if let Some(third) = row.cells.pop()
                && let Some(second) = row.cells.last_mut()
            {
                second.extend(std::iter::repeat_n(' ', gap.saturating_add(1)));
                second.push_str(&third);
            }
        }
    }
}

fn second_of_three(row: &Row) -> Option<&str> {
    match row.cells.as_slice() {
        [_, second, _] if row.table == Table::Properties => Some(second),
        _ => None,
    }
}

/// Whether spaces may be put in before a column, given how long the whole line becomes.
fn may_have_gap(gap: usize, line: usize) -> bool {
    gap <= WIDEST_GAP || line <= WIDTH
}

/// How many rows the first table has, with what stands between them.
fn rows_of_table(rows: &[Row]) -> usize {
    let mut table = &Table::None;
    for (index, row) in rows.iter().enumerate() {
        let goes_on = row.table == Table::None || *table == Table::None || row.table == *table;
        let begins_anew = row.blank_before || row.stands_alone() || !goes_on;
        if begins_anew && index > 0 {
            return index;
        }
        if row.stands_alone() {
            return 1;
        }
        if *table == Table::None {
            table = &row.table;
        }
    }
    rows.len()
}

/// How wide each column is: as its widest cell that has another behind it.
fn widths(rows: &[Row]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows.iter().filter(|row| row.table != Table::None) {
        let cells = row
            .cells
            .split_last()
            .map_or([].as_slice(), |(_, cells)| cells);
        widths.resize(widths.len().max(cells.len()), 0);
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = length(cell).max(*width);
        }
    }
    widths
}

fn line(row: &Row, widths: &[usize], indent: usize) -> String {
    let mut line = " ".repeat(indent);
    let mut left: usize = row
        .cells
        .iter()
        .map(|cell| length(cell).saturating_add(1))
        .sum();
    let mut width = indent;
    let mut in_columns = true;
    let mut widths = widths.iter();
    for (index, cell) in row.cells.iter().enumerate() {
        line.push_str(cell);
        if index.saturating_add(1) == row.cells.len() {
            break;
        }
        let own = length(cell);
        let gap = widths
            .next()
            .copied()
            .unwrap_or_default()
            .saturating_sub(own);
        let whole = width
            .saturating_add(left)
            .saturating_add(gap)
            .saturating_sub(1);
        in_columns &= may_have_gap(gap, whole);
        let gap = if in_columns { gap } else { 0 };
        line.extend(std::iter::repeat_n(' ', gap.saturating_add(1)));
        let used = own.saturating_add(1);
        left = left.saturating_sub(used);
        width = width.saturating_add(used).saturating_add(gap);
    }
    line
}
