//! The eigenvalues and eigenvectors of a small symmetric matrix.

/// A square matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Square {
    pub(super) size: usize,
    of: Vec<f64>,
}

impl Square {
    /// The matrix of what `of` gives for each row and column.
    pub(super) fn new(size: usize, of: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..size).flat_map(|row| (0..size).map(move |column| (row, column)));
        Self { size, of: cells.map(|(row, column)| of(row, column)).collect() }
    }

    pub(super) fn at(&self, row: usize, column: usize) -> f64 {
        self.row(row).get(column).copied().unwrap_or_default()
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        self.of.get(row * self.size..(row + 1) * self.size).unwrap_or_default()
    }

    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        self.of.chunks_exact_mut(self.size.max(1))
    }

    /// Turns two rows, the first of which stands before the second, into each other.
    fn turn_rows(&mut self, [first, second]: [usize; 2], (along, across): (f64, f64)) {
        let (before, from) = self.of.split_at_mut(second * self.size);
        let own = before.iter_mut().skip(first * self.size);
        for (a, b) in own.zip(from).take(self.size) {
            (*a, *b) = (along * *a - across * *b, across * *a + along * *b);
        }
    }

    /// The same of two columns.
    fn turn_columns(&mut self, [first, second]: [usize; 2], (along, across): (f64, f64)) {
        for row in self.rows_mut() {
            if let Some((a, [.., b])) = row.get_mut(first..=second).and_then(<[f64]>::split_first_mut) {
                (*a, *b) = (along * *a - across * *b, across * *a + along * *b);
            }
        }
    }
}

/// Eigenvalues, and for each the row of the matrix that is its eigenvector.
pub(super) struct Eigen {
    pub(super) values: Vec<f64>,
    pub(super) vectors: Square,
}

/// More rounds than a matrix of a dozen rows takes.
const MOST_ROUNDS: usize = 50;

/// A round that begins with no more than this beside the diagonal leaves nothing there: what is left falls by the square.
const LITTLE: f64 = 1e-9;

/// The cyclic Jacobi method: each pair of rows is turned until nothing is left beside the diagonal. Only sums, products, quotients and
/// roots are taken, in one order, so that every machine finds the same.
///
/// Source: Golub and Van Loan 2013, Matrix Computations, fourth edition, section 8.5.
pub(super) fn eigen(mut matrix: Square) -> Eigen {
    let count = matrix.size;
    let mut vectors = Square::new(count, |row, column| f64::from(u8::from(row == column)));
    for _ in 0..MOST_ROUNDS {
        let mut largest: f64 = 0.0;
        for (p, q) in (0..count).flat_map(|p| (p + 1..count).map(move |q| (p, q))) {
            let off = matrix.at(p, q);
            largest = largest.max(off.abs());
            if off == 0.0 {
                continue;
            }
            let slope = (matrix.at(q, q) - matrix.at(p, p)) / (2.0 * off);
            let sign = if slope < 0.0 { -1.0 } else { 1.0 };
            let tangent = sign / (slope.abs() + (1.0 + slope * slope).sqrt());
            let along = 1.0 / (1.0 + tangent * tangent).sqrt();
            let turn = (along, tangent * along);
            matrix.turn_columns([p, q], turn);
            matrix.turn_rows([p, q], turn);
            vectors.turn_rows([p, q], turn);
        }
        if largest < LITTLE {
            break;
        }
    }
    Eigen { values: (0..count).map(|at| matrix.at(at, at)).collect(), vectors }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn eigenvalues_of_a_known_matrix_are_found() {
        // The second difference of three points: 2 − √2, 2 and 2 + √2.
        let matrix = Square::new(3, |row, column| match row.abs_diff(column) {
            0 => 2.0,
            1 => -1.0,
            _ => 0.0,
        });
        let mut values = eigen(matrix).values;
        values.sort_by(f64::total_cmp);
        let root = 2.0_f64.sqrt();
        for (found, expected) in values.iter().zip([2.0 - root, 2.0, 2.0 + root]) {
            assert!((found - expected).abs() < 1e-14, "{found}");
        }
    }

    proptest! {
        #[test]
        fn vectors_are_at_right_angles_and_put_the_matrix_together_again(
            cells in prop::collection::vec(-1.0..1.0_f64, 36)
        ) {
            let matrix = Square::new(6, |row, column| cells[row.min(column) * 6 + row.max(column)]);
            let Eigen { values, vectors } = eigen(matrix.clone());
            for (row, column) in (0..6).flat_map(|row| (0..6).map(move |column| (row, column))) {
                let sum = |of: &dyn Fn(usize) -> f64| (0..6).map(of).sum::<f64>();
                let again = sum(&|k| vectors.at(k, row) * values[k] * vectors.at(k, column));
                prop_assert!((again - matrix.at(row, column)).abs() < 1e-12);
                let product = sum(&|k| vectors.at(row, k) * vectors.at(column, k));
                prop_assert!((product - f64::from(u8::from(row == column))).abs() < 1e-12);
            }
        }
    }
}
