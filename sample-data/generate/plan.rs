//! What `answers.csv` is to say: who answered when, what they scored, and what is wrong with some rows.

/// A group of answers that one plan covers: a district, or part of one.
pub(crate) struct Part {
    /// The district in English and in Russian; both blank where it is not stated.
    pub(crate) district: [&'static str; 2],
    /// Numbers of the first and last studio at the start.
    pub(crate) studios: (u32, u32),
    /// How many answer in the quarters from Q4 2023 to Q4 2025.
    pub(crate) answers: [u32; 9],
    /// NPS of the population that those answers are drawn from, in points.
    pub(crate) nps: [i32; 9],
    /// Detractors, passives and promoters of Q1, Q2 and Q3 2026: exactly these.
    pub(crate) counted: [[usize; 3]; 3],
    /// Answers of the first four days of Q4 2026, drawn from the population of Q4 2025.
    pub(crate) begun: u32,
}

/// The parts. In Q2 and Q3 2026 every district rises, and the total hides it: South, among the lowest, grows
/// from 9 % of the answers to 23 %.
pub(crate) const PARTS: [Part; 10] = [
    Part {
        district: ["Central", "Центральный"],
        studios: (1, 9),
        answers: [109, 104, 107, 103, 112, 106, 108, 105, 113],
        nps: [52, 52, 54, 53, 54, 53, 55, 54, 54],
        counted: [[12, 32, 74], [11, 28, 73], [9, 26, 73]],
        begun: 6,
    },
    Part {
        district: ["North-West", "Северо-Западный"],
        studios: (10, 15),
        answers: [63, 58, 62, 60, 66, 61, 64, 62, 67],
        nps: [41, 41, 42, 41, 43, 42, 42, 42, 43],
        counted: [[10, 20, 38], [9, 19, 38], [8, 18, 38]],
        begun: 3,
    },
    // Three studios open in April 2026.
    Part {
        district: ["South", "Южный"],
        studios: (16, 17),
        answers: [41, 39, 42, 43, 44, 41, 42, 44, 46],
        nps: [0, -2, 0, -1, 1, -2, 0, -2, -2],
        counted: [[17, 14, 15], [29, 27, 28], [43, 43, 46]],
        begun: 6,
    },
    // Small: below 30 answers in most quarters, and only 4 in Q2 2025.
    Part {
        district: ["North Caucasus", "Северо-Кавказский"],
        studios: (21, 22),
        answers: [31, 26, 33, 24, 29, 35, 4, 27, 31],
        nps: [34, 34, 34, 34, 34, 34, 34, 34, 34],
        counted: [[5, 6, 13], [5, 7, 14], [5, 8, 15]],
        begun: 0,
    },
    // Studio 23 recovers.
    Part {
        district: ["Volga", "Приволжский"],
        studios: (23, 23),
        answers: [18, 17, 19, 18, 18, 17, 19, 18, 20],
        nps: [-60, -58, -52, -46, -35, -20, 0, 15, 27],
        counted: [[3, 7, 10], [2, 7, 11], [2, 6, 12]],
        begun: 1,
    },
    Part {
        district: ["Volga", "Приволжский"],
        studios: (24, 29),
        answers: [58, 55, 57, 56, 60, 57, 59, 58, 62],
        nps: [44, 43, 44, 44, 45, 44, 44, 44, 45],
        counted: [[9, 18, 37], [8, 17, 37], [8, 15, 37]],
        begun: 2,
    },
    // Falls from Q4 2025 on, and stays low.
    Part {
        district: ["Ural", "Уральский"],
        studios: (30, 33),
        answers: [73, 70, 72, 71, 76, 73, 75, 74, 78],
        nps: [44, 44, 45, 45, 46, 45, 46, 45, 20],
        counted: [[28, 23, 27], [26, 23, 27], [25, 22, 27]],
        begun: 2,
    },
    Part {
        district: ["Siberia", "Сибирский"],
        studios: (34, 38),
        answers: [54, 51, 54, 52, 57, 53, 55, 54, 58],
        nps: [47, 47, 48, 48, 49, 48, 48, 48, 48],
        counted: [[7, 16, 35], [6, 16, 36], [5, 15, 36]],
        begun: 1,
    },
    Part {
        district: ["Far East", "Дальневосточный"],
        studios: (39, 40),
        answers: [33, 32, 34, 33, 35, 32, 34, 33, 36],
        nps: [39, 39, 40, 40, 40, 40, 40, 40, 40],
        counted: [[5, 11, 18], [5, 10, 19], [4, 10, 19]],
        begun: 0,
    },
    Part {
        district: ["", ""],
        studios: (24, 29),
        answers: [0, 0, 0, 0, 0, 2, 0, 0, 0],
        nps: [0, 0, 0, 0, 0, 40, 0, 0, 0],
        counted: [[0, 0, 0], [1, 1, 3], [1, 1, 4]],
        begun: 0,
    },
];

/// Rows that cannot be used, besides the answers planned above.
pub(crate) struct Fault {
    /// How many rows.
    pub(crate) rows: usize,
    /// How the row is broken as a row.
    pub(crate) shape: Shape,
    /// What stands in place of the studio's score.
    pub(crate) score: Option<&'static str>,
    /// What stands in place of the date.
    pub(crate) date: Option<&'static str>,
    /// The quarter among whose rows they stand, Q4 2023 being 0.
    pub(crate) quarter: Option<u32>,
}

/// Whether a row has a cell for each column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// It has.
    Whole,
    /// The cells after the seventh are missing.
    CutOff,
    /// The comment holds a comma and is not quoted.
    Unquoted,
}

const FAULT: Fault = Fault { rows: 0, shape: Shape::Whole, score: None, date: None, quarter: None };

/// The faults, in the order in which a row's reason is looked for.
pub(crate) const FAULTS: [Fault; 15] = [
    Fault { rows: 2, shape: Shape::CutOff, ..FAULT },
    Fault { rows: 2, shape: Shape::Unquoted, ..FAULT },
    Fault { rows: 24, score: Some(""), ..FAULT },
    Fault { rows: 2, score: Some(""), date: Some(""), ..FAULT },
    Fault { rows: 9, score: Some("-"), ..FAULT },
    Fault { rows: 7, score: Some("n/a"), ..FAULT },
    Fault { rows: 2, score: Some("8.5"), ..FAULT },
    Fault { rows: 1, score: Some("7,5"), ..FAULT },
    Fault { rows: 6, score: Some("11"), ..FAULT },
    Fault { rows: 1, score: Some("11"), date: Some("2026-02-31"), quarter: Some(9), ..FAULT },
    Fault { rows: 8, date: Some(""), ..FAULT },
    Fault { rows: 3, date: Some("2026-02-31"), quarter: Some(9), ..FAULT },
    Fault { rows: 1, date: Some("2025-06-31"), quarter: Some(6), ..FAULT },
    Fault { rows: 2, date: Some("2062-03-14"), quarter: Some(9), ..FAULT },
    Fault { rows: 1, date: Some("2027-01-15"), quarter: Some(9), ..FAULT },
];

/// Unusual ways of writing a valid score: the score, how it is written, how many rows.
pub(crate) const UNUSUAL: [(u32, &str, usize); 3] = [(8, " 8 ", 6), (9, "9,0", 5), (10, "10.0", 5)];

/// Rows without an answer to the second question.
pub(crate) const NO_PRODUCT_SCORE: usize = 12;
