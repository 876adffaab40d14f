//! How what people say is shown.

use super::Check;
use crate::config::comments::Comments;
use crate::config::file::{self, OneOrMany};
use crate::config::settings::Config;
use crate::config::tree::At;
use crate::error::Problem;

impl Check<'_> {
    /// How comments are shown, over the rest of the settings.
    pub(super) fn comments(&mut self, stated: Option<&At<file::Comments>>, config: &Config) -> Comments {
        let default = Comments::default();
        // A figure that needs more answers needs them for comments too.
        let least = config.method.hide_below;
        let Some(At { value: file, span, .. }) = stated else {
            return Comments { hide_below: default.hide_below.max(least), ..default };
        };
        let mut number = |at: &Option<At<i64>>, from: usize, to: usize, key: &str| {
            let is_one = |n: &i64| usize::try_from(*n).ok().filter(|n| (from..=to).contains(n));
            self.valid(at.clone(), is_one, |n| {
                Problem::new(format!("`{n}` is not a number from {from} to {to} for `{key}`"))
            })
        };
        let per_group = number(&file.per_group, 1, Comments::MOST, "per_group").unwrap_or(default.per_group);
        let (shortest, longest) = (*Comments::LENGTHS.start(), *Comments::LENGTHS.end());
        let length = number(&file.length, shortest, longest, "length").unwrap_or(default.length);
        let hide_below = self.valid(
            file.hide_below.clone(),
            |n| u64::try_from(*n).ok().filter(|n| *n >= least),
            |n| {
                let problem = Problem::new(format!(
                    "`{n}` is below the number of answers that a figure needs, `method.hide_below` ({least})"
                ));
                problem.hint("a comment tells more of whoever wrote it than a figure: state as many or more")
            },
        );
        let names = self.covered(file.names.as_ref(), "name");
        let words = self.covered(file.words.as_ref(), "word");
        let usual = Comments { hide_below: default.hide_below.max(least), ..default.clone() };
        let comments = Comments {
            mode: file.mode.unwrap_or(default.mode),
            per_group,
            hide_below: hide_below.unwrap_or(default.hide_below.max(least)),
            order: file.order.unwrap_or(default.order),
            length,
            names,
            words,
        };
        // Somebody who wants comments has not said where they are.
        if config.columns.comment.is_empty() && comments != usual {
            let problem = Problem::new("`comments` says how they are shown, and nothing names their column");
            self.problem(*span, problem.hint("name it: `columns: {comment: comment}`"));
        }
        comments
    }

    /// Names or words that are covered.
    fn covered(&mut self, stated: Option<&At<OneOrMany>>, what: &str) -> Vec<String> {
        let mut covered = Vec::new();
        for (text, span) in stated.into_iter().flat_map(|at| at.value.each(at.span)) {
            if text.contains(char::is_alphanumeric) {
                covered.push(text);
            } else {
                let problem =
                    Problem::new(format!("`{text}` is no {what} that could be covered in a comment"));
                self.problem(span, problem.hint("it needs a letter or a digit"));
            }
        }
        covered
    }
}
