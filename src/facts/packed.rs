//! The values that an answer has of all cuts, as a few numbers.

/// The bits of a region, and of the value of another cut.
pub(super) const REGION_BITS: u32 = 16;
const VALUE_BITS: u32 = 10;
/// Also of a group, or that there is none.
pub(super) const GROUP_BITS: usize = 2;

/// So many like answers of a client and a period to a question that does not lead are kept, and of each it is asked whether there
/// are more than so many where it is decided what may be told.
pub(super) const MOST_ALIKE: u64 = 100;

/// The bits of how many like rows a row stands for.
pub(super) const N_BITS: usize = 8;

/// The bits of the answer to the first question of a row.
const FIRST_QUESTION: u64 = ((1 << GROUP_BITS) - 1) << N_BITS;

/// So many questions are gathered in one row.
pub(super) const MOST_QUESTIONS: usize = 28;

/// The answers of a row: client and period, then the values of all cuts, and for each question two bits: its group, or that there
/// is none; and how many like rows it stands for. Rows sort by these in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    pub(super) place: u64,
    pub(super) values: [u64; 2],
    answers: u64,
}

impl Row {
    pub(super) fn new(client: u32, period: i32, values: impl Iterator<Item = u32>, answers: u64) -> Self {
        Self::of_packed(client, period, packed(values), answers)
    }

    /// Of values that are packed already.
    pub(super) fn of_packed(client: u32, period: i32, values: [u64; 2], answers: u64) -> Self {
        // The sign of a period turned round sorts it.
        let place = u64::from(client) << 32 | u64::from(period.cast_unsigned() ^ 1 << 31);
        Self { place, values, answers: answers << N_BITS | 1 }
    }

    /// The same row for so many like ones, from 1 up to the limit.
    pub(super) fn times(self, n: u64) -> Self {
        Self { answers: self.answers >> N_BITS << N_BITS | n.clamp(1, MOST_ALIKE), ..self }
    }

    /// The same row with other values, of another client.
    pub(super) fn recoded(self, client: u32, values: impl Iterator<Item = u32>) -> Self {
        Self { answers: self.answers, ..Self::new(client, self.period(), values, 0) }
    }

    /// How many like rows it stands for.
    pub(super) fn n(self) -> u64 {
        self.answers & ((1 << N_BITS) - 1)
    }

    /// Takes as many of another row for this one as there is room for, if it is the same; whether that leaves nothing of it.
    fn join(&mut self, other: &mut Self) -> bool {
        let is_same = self.is_like(other) && self.answers >> N_BITS == other.answers >> N_BITS;
        let room = (1 << N_BITS) - 1 - self.n();
        let taken = if is_same { u64::min(other.n(), room) } else { 0 };
        self.answers += taken;
        other.answers -= taken;
        other.n() == 0
    }

    /// The same row with its answer to the first question alone; nothing where it has none.
    fn of_first_question(self) -> Option<Self> {
        let answers = self.answers & (FIRST_QUESTION | self.n());
        (answers & FIRST_QUESTION > 0).then_some(Self { answers, ..self })
    }

    pub(super) fn client(self) -> u32 {
        u32::try_from(self.place >> 32).unwrap_or_default()
    }

    pub(super) fn period(self) -> i32 {
        let low = u32::try_from(self.place & u64::from(u32::MAX)).unwrap_or_default();
        (low ^ 1 << 31).cast_signed()
    }

    /// Whether another row is of the same client and period, and has the same values.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.place == other.place && self.values == other.values
    }

    /// The group of its answer to a question.
    pub(super) fn group(self, question: usize) -> Option<usize> {
        (self.answers >> (N_BITS + GROUP_BITS * question) & 0b11)
            .checked_sub(1)
            .and_then(|group| usize::try_from(group).ok())
    }
}

/// The bits of the value of a cut at that position.
fn bits(at: usize) -> u32 {
    if at == 0 { REGION_BITS } else { VALUE_BITS }
}

/// The highest code that the value of the cut at that position can have.
pub(super) fn most_codes(at: usize) -> u32 {
    (1 << bits(at)) - 1
}

/// Packed codes with that of one more value, of the cut at that position.
#[inline]
pub(super) fn with_value(packed: u128, at: usize, code: u32) -> u128 {
    // The first one starts at 0, wherever it is moved to.
    packed << VALUE_BITS | u128::from(code.min(most_codes(at)))
}

/// The packed codes of so many rows, whose values of each cut are given: cut after cut, as each is a column.
pub(super) fn packed_columns(cuts: &[&[u32]], rows: usize) -> Vec<u128> {
    let mut packed = vec![0_u128; rows];
    for (at, codes) in cuts.iter().enumerate() {
        packed.iter_mut().zip(*codes).for_each(|(packed, code)| *packed = with_value(*packed, at, *code));
    }
    packed
}

/// The halves of packed codes.
pub(super) fn halves(packed: u128) -> [u64; 2] {
    let half = |packed: u128| u64::try_from(packed & u128::from(u64::MAX)).unwrap_or_default();
    [half(packed >> 64), half(packed)]
}

/// The codes of values, packed together.
pub(super) fn packed(values: impl Iterator<Item = u32>) -> [u64; 2] {
    halves(values.enumerate().fold(0, |packed, (at, code)| with_value(packed, at, code)))
}

/// Where the code of the value of a cut stands among packed ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    shift: u32,
    most: u32,
}

impl Field {
    /// How many codes it can have.
    pub(super) fn codes(self) -> usize {
        self.most as usize + 1
    }

    /// The code that it has.
    #[inline]
    pub(super) fn code(self, values: [u64; 2]) -> usize {
        let packed = u128::from(values[0]) << 64 | u128::from(values[1]);
        (u32::try_from(packed >> self.shift & u128::from(self.most)).unwrap_or_default()) as usize
    }
}

/// Those of so many values that were packed together.
pub(super) fn fields(cuts: usize) -> impl Iterator<Item = Field> {
    let mut shift = (0..cuts).map(bits).sum::<u32>();
    (0..cuts).map(move |at| {
        shift -= bits(at);
        Field { shift, most: most_codes(at) }
    })
}

/// The codes of so many values that were packed together.
pub(super) fn unpacked(values: [u64; 2], cuts: usize) -> impl Iterator<Item = u32> {
    fields(cuts).map(move |field| u32::try_from(field.code(values)).unwrap_or_default())
}

/// Of rows in their order keeps so many like ones that none is left out which one of so many questions needs. Of the first question,
/// which leads the report in the first rows, every answer is kept, without its others where nobody needs these.
pub(super) fn settle(rows: &mut Vec<Row>, questions: usize) {
    rows.dedup_by(|row, kept| kept.join(row));
    let (mut kept, mut start) = (0, 0);
    while let Some(alike) = rows.get(start..).and_then(|rows| rows.chunk_by(Row::is_like).next()) {
        let end = start + alike.len();
        if alike.len() as u64 <= MOST_ALIKE {
            rows.copy_within(start..end, kept);
            kept += end - start;
            start = end;
            continue;
        }
        let mut found = [[0_u64; 3]; MOST_QUESTIONS];
        // Of each group of the first question, what is left of rows that no other needs.
        let mut bare: [Option<Row>; 3] = [None; 3];
        let mut keep = |rows: &mut Vec<Row>, row: Row| {
            if let Some(place) = rows.get_mut(kept) {
                *place = row;
                kept += 1;
            }
        };
        for at in start..end {
            let Some(row) = rows.get(at).copied() else { break };
            let mut is_needed = false;
            for (question, found) in found.iter_mut().enumerate().take(questions) {
                if let Some(n) = row.group(question).and_then(|group| found.get_mut(group)) {
                    is_needed |= *n < MOST_ALIKE;
                    *n += row.n();
                }
            }
            if is_needed {
                keep(rows, row);
            } else if let Some(mut own) = row.of_first_question()
                && let Some(bare) = row.group(0).and_then(|group| bare.get_mut(group))
            {
                match bare {
                    None => *bare = Some(own),
                    Some(all) => {
                        // What there is no room for stands by itself, in the place of one of the rows that were joined.
                        if !all.join(&mut own) {
                            keep(rows, std::mem::replace(all, own));
                        }
                    }
                }
            }
        }
        bare.into_iter().flatten().for_each(|row| keep(rows, row));
        start = end;
    }
    rows.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_what_it_was_made_of() {
        let values: Vec<u32> = (0..12).map(|at| if at == 0 { 65_535 } else { 1023 - at }).collect();
        for period in [-3, 0, 8] {
            let row = Row::new(7, period, values.iter().copied(), 0b10_00_11);
            assert_eq!((row.client(), row.period()), (7, period));
            assert_eq!(unpacked(row.values, 12).collect::<Vec<_>>(), values);
            assert_eq!([0, 1, 2, 27].map(|question| row.group(question)), [Some(2), None, Some(1), None]);
        }
        let row = |client, period, values: [u32; 2]| Row::new(client, period, values.into_iter(), 0);
        let sorted = [row(0, -1, [5, 5]), row(0, 2, [0, 7]), row(0, 2, [1, 0]), row(1, -9, [0, 0])];
        assert!(sorted.is_sorted());
    }

    #[test]
    fn like_rows_are_one_and_others_kept_as_long_as_a_question_needs_them() {
        let row = |value, answers| Row::new(0, 0, [0, value].into_iter(), answers);
        let mut rows = vec![row(3, 0b01); 105];
        rows.extend([row(2, 0b01), row(3, 0b01_00), row(3, 0b01_01), row(4, 0b01), row(2, 0b01)]);
        rows.sort_unstable();
        settle(&mut rows, 2);
        assert_eq!(rows.iter().map(|row| row.n()).collect::<Vec<_>>(), [2, 105, 1, 1, 1]);
        // Of more different ones than the limit those are left out of which every question has enough.
        let mixed = |at: u64| (0..8).fold(0, |all, question| all << 2 | (1 + (at >> question & 1)));
        let mut rows: Vec<Row> = (0..256).map(|at| row(0, mixed(at))).collect();
        rows.extend(rows.clone());
        rows.sort_unstable();
        settle(&mut rows, 8);
        assert!(rows.len() < 256, "{}", rows.len());
        for (question, group) in (0..8).flat_map(|question| [(question, 0), (question, 1)]) {
            let n = |row: &Row| if row.group(question) == Some(group) { row.n() } else { 0 };
            assert!(rows.iter().map(n).sum::<u64>() >= MOST_ALIKE);
        }
    }

    #[test]
    fn every_answer_to_the_first_question_is_kept_however_many_are_alike_and_however_often_they_are_settled()
    {
        let (mut all, mut rows) = ([[0_u64; 3]; 2], Vec::new());
        for at in 0..60_000_u64 {
            // Ten questions in all their ways, but for the first one, which a third leaves out.
            let (value, first) = (at * 7 % 10 / 9, at % 4);
            let others =
                (1..10).fold(0, |all, question| all | (((at >> question) % 4) << (GROUP_BITS * question)));
            rows.push(Row::new(0, 0, [0, u32::try_from(value).expect("few")].into_iter(), others | first));
            if let Some(group) = first.checked_sub(1) {
                all[usize::try_from(value).expect("few")][usize::try_from(group).expect("few")] += 1;
            }
            if rows.len() > 4000 {
                rows.sort_unstable();
                settle(&mut rows, 10);
            }
        }
        rows.sort_unstable();
        settle(&mut rows, 10);
        assert!(rows.len() < 2000, "{}", rows.len());
        let mut found = [[0_u64; 3]; 2];
        for row in rows {
            let value = unpacked(row.values, 2).nth(1).expect("two values");
            row.group(0).into_iter().for_each(|group| found[value as usize][group] += row.n());
        }
        assert_eq!(found, all);
    }
}
