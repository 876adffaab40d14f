//! Levels of the score.

/// A named level.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelName {
    /// Lower bound in NPS points, included.
    pub from: f64,
    /// Its name; none for a default level, whose name is the language's.
    pub name: Option<String>,
    /// What it means and what to do, in lines and paragraphs; none where nothing is to be said.
    pub text: Option<String>,
}
