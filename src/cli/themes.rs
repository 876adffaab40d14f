//! `plaudit themes`: what each theme finds in the comments, and what none finds.

use std::collections::BTreeMap;

use super::arguments::Themes;
use super::build::{count_checked, told};
use super::progress::{Progress, Unit};
use super::say::{Done, Say, Written};
use super::text_table::wrapped;
use crate::comments::Frequent;
use crate::config::{Config, Reads};
use crate::error::{Error, Kind, Problem, counted as number};
use crate::source::own_outputs;
use crate::survey::QuestionKind;

/// So many characters of a comment are printed.
const LONGEST: usize = 240;

/// The comments about a theme.
#[derive(Default)]
struct Found {
    comments: u64,
    examples: Vec<String>,
}

impl Found {
    fn add(&mut self, score: i32, comment: &str, most: usize) {
        self.comments += 1;
        if self.examples.len() < most && !comment.is_empty() {
            let folded = comment.split_whitespace().collect::<Vec<_>>().join(" ");
            let visible: String = folded.chars().filter(|character| !character.is_control()).collect();
            let cut: String = visible.chars().take(LONGEST).collect();
            let end = if cut.len() < visible.len() { "…" } else { "" };
            self.examples.push(format!("{score}: {cut}{end}"));
        }
    }

    /// What the theme is called, how many comments are about it, and examples.
    fn told(&self, name: &str, all: u64) -> String {
        let share = if all == 0 { 0.0 } else { 100.0 * real(self.comments) / real(all) };
        let head = format!("{name}: {} ({share:.1} %)\n", number(self.comments, "comment"));
        let examples = self.examples.iter().map(|example| wrapped(example, "  ", "     "));
        head + &examples.collect::<String>()
    }
}

pub(super) fn run(wanted: &Themes, say: Say) -> Done {
    let own = |config: &Config| own_outputs(config, &[]);
    let counted = count_checked(&wanted.input, say, own)?;
    say.doubt(&told(&counted), false)?;
    let themes = counted.config.further.iter().filter(|of| of.question.kind == QuestionKind::Themes);
    let mut names: Vec<&str> = Vec::new();
    for further in themes {
        let Reads::Options(options) = &further.reads else { continue };
        names.extend(options.stated.iter().map(|stated| stated.value.as_str()));
    }
    if !counted.config.further.iter().any(|of| of.question.kind == QuestionKind::Themes) {
        let problem = Problem::new("the config says nothing of what comments are about");
        let hint =
            "name the column of the comments and list themes, or start with `themes: {starter: services}`";
        return Err(Error::new(Kind::Config, problem.in_file(&wanted.input.config).hint(hint)));
    }
    let scale = counted.config.question.scale;
    let (mut all, mut none, mut frequent) = (0, Found::default(), Frequent::default());
    let mut found: BTreeMap<String, Found> =
        names.iter().map(|name| ((*name).to_owned(), Found::default())).collect();
    let progress = Progress::new(say.quiet, Unit::Bytes);
    let read = counted.said(&|done, of| progress.at(done, of), &mut |said| {
        let Some(themes) = &said.themes else { return };
        all += 1;
        let score = scale.answer(said.score);
        for theme in themes {
            let of = found.entry((*theme).to_owned()).or_default();
            of.add(score, said.comment, wanted.examples);
        }
        if themes.is_empty() {
            none.add(score, said.comment, wanted.examples);
            frequent.add(said.comment);
        }
    });
    progress.finish();
    read?;
    let mut found: Vec<(String, Found)> = found.into_iter().collect();
    found.sort_by(|(name, of), (other, than)| than.comments.cmp(&of.comments).then_with(|| name.cmp(other)));
    let mut text = format!("{} with a score, whatever their dates\n\n", number(all, "comment"));
    for (name, of) in &found {
        text += &of.told(name, all);
    }
    text.push('\n');
    text += &none.told("about none of these", all);
    let most = frequent.most(wanted.words);
    if !most.is_empty() {
        let list: Vec<String> = most.iter().map(|(word, comments)| format!("{word} {comments}")).collect();
        text += &wrapped(&format!("words most often in them: {}", list.join(", ")), "", "  ");
    }
    Ok(Written { text, ..Written::default() })
}

#[expect(clippy::cast_precision_loss, reason = "answer counts stay far below 2^53")]
fn real(n: u64) -> f64 {
    n as f64
}
