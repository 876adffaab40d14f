//! Where the analyst's words are.

use std::sync::Arc;

use super::Check;
use crate::config::commentary::{self, Commentary};
use crate::config::tree::At;
use crate::error::Problem;
use crate::files::looked_for;

impl Check<'_> {
    /// The text that is named, or those of the folder where each client has a report of its own.
    pub(super) fn commentary(
        &mut self,
        stated: Option<&At<String>>,
        has_clients: bool,
    ) -> Option<Arc<Commentary>> {
        let At { value, span, .. } = stated?;
        let path = self.path(value);
        let named = path.display();
        if !path.exists() {
            let problem = looked_for(Problem::new(format!("there is no `{named}`")), &path);
            let what =
                if has_clients { "a folder with a text for each client" } else { "a text in Markdown" };
            self.problem(*span, problem.hint(format!("`commentary` names {what}")));
            return None;
        }
        let problem = match (has_clients, path.is_dir()) {
            (true, false) => Problem::new(format!("`{named}` is one text, and each client has a report of its own"))
                .hint("name a folder: a client's words are in its file `NAME.md`, and none of them are read in another's report"),
            (false, true) => Problem::new(format!("`{named}` is a folder, and there is one report on all answers"))
                .hint("name a file in it, such as `commentary.md`"),
            _ => {
                let (read, problems) = commentary::read(&path);
                for problem in problems {
                    self.problem(*span, problem);
                }
                return Some(Arc::new(read));
            }
        };
        self.problem(*span, problem);
        None
    }
}
