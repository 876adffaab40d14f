//! How the exports of survey systems are laid out: YAML files, which anybody can add to by one of their own.

use super::settings::{Named, Source};

/// The layouts that are known, by the names that a config states them by, as the files that say what they are.
pub(super) const BUILT_IN: [(&str, &str); 9] = [
    ("qualtrics", include_str!("../../config/presets/qualtrics.yaml")),
    ("qualtrics-legacy", include_str!("../../config/presets/qualtrics-legacy.yaml")),
    ("surveymonkey", include_str!("../../config/presets/surveymonkey.yaml")),
    ("typeform", include_str!("../../config/presets/typeform.yaml")),
    ("delighted", include_str!("../../config/presets/delighted.yaml")),
    ("google-forms", include_str!("../../config/presets/google-forms.yaml")),
    ("limesurvey", include_str!("../../config/presets/limesurvey.yaml")),
    ("formbricks", include_str!("../../config/presets/formbricks.yaml")),
    ("bitrix24", include_str!("../../config/presets/bitrix24.yaml")),
];

/// How the exports of a survey system are laid out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preset {
    /// What a config states it by: the name of a built-in one, or the path of a file.
    pub key: String,
    /// What the system is called.
    pub name: String,
    /// The headings that all its exports have.
    pub known_by: Vec<String>,
    /// How its files are laid out; it names none.
    pub source: Source,
    /// The column of the scores, where all its exports have one.
    pub score: Option<Named<String>>,
    /// The column of the dates likewise.
    pub date: Option<Named<String>>,
    /// The column of the regions likewise.
    pub region: Option<Named<String>>,
    /// The column of the weights likewise.
    pub weight: Option<Named<String>>,
}

impl Preset {
    /// Whether a file with these headings may be one of its exports: it has all that it is known by.
    #[must_use]
    pub fn fits(&self, headings: &[String]) -> bool {
        let mut headings = headings.to_vec();
        self.source.rename(&mut headings);
        !self.known_by.is_empty() && self.known_by.iter().all(|heading| headings.contains(heading))
    }
}
