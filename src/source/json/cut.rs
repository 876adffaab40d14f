//! Where objects end, found without parsing them.

use crate::error::Problem;

/// What is known of a text so far.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    /// How many bytes of what is not handed out were looked at.
    at: usize,
    /// How many of them the whole objects take.
    end: Option<usize>,
    /// Lines before what was looked at, before the end of whole objects, and before what is not handed out.
    line: u64,
    end_line: u64,
    first_line: u64,
    /// The line on which the open object begins.
    object: u64,
    depth: usize,
    within: Within,
    /// Objects are in an array: what may come next there.
    array: Option<Next>,
    is_begun: bool,
}

/// Whether a byte is within a text in quotes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Quotes,
    /// After a backslash.
    Escape,
}

/// What may come in an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// An object, or the end.
    First,
    Object,
    Comma,
    /// Nothing, as it is closed.
    Nothing,
}

impl Cutter {
    /// The line on which what is not handed out begins, from 1.
    pub(super) fn line(&self) -> u64 {
        self.first_line + 1
    }

    /// How many bytes were looked at and not handed out.
    pub(super) fn read(&self) -> usize {
        self.at
    }

    /// How many bytes whole objects take, of a text that begins with what is not handed out; no more are looked for after so many.
    ///
    /// # Errors
    /// When there is something else than objects.
    pub(super) fn cut(&mut self, text: &[u8], size: usize) -> Result<Option<usize>, Problem> {
        while let Some(&byte) = text.get(self.at) {
            if self.depth == 0 && self.end.is_some() && self.at >= size {
                break;
            }
            if byte == b'\n' {
                self.line += 1;
            }
            self.at += 1;
            match (self.within, byte) {
                (Within::Escape, _) => self.within = Within::Quotes,
                (Within::Quotes, b'\\') => self.within = Within::Escape,
                (Within::Quotes, b'"') => self.within = Within::Nothing,
                (Within::Quotes, _) => {}
                (Within::Nothing, b'"') if self.depth > 0 => self.within = Within::Quotes,
                (Within::Nothing, b'{' | b'[') if self.depth > 0 => self.depth += 1,
                (Within::Nothing, b'}' | b']') if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        (self.end, self.end_line) = (Some(self.at), self.line);
                    }
                }
                (Within::Nothing, _) if self.depth > 0 => {}
                (Within::Nothing, byte) => self.between(byte)?,
            }
        }
        Ok(self.end)
    }

    /// Takes a byte that is in no object.
    fn between(&mut self, byte: u8) -> Result<(), Problem> {
        match (byte, self.array) {
            (byte, _) if byte.is_ascii_whitespace() => return Ok(()),
            (b'{', None | Some(Next::First | Next::Object)) => {
                self.depth = 1;
                self.object = self.line;
                self.array = self.array.map(|_| Next::Comma);
            }
            (b'[', None) if !self.is_begun => self.array = Some(Next::First),
            (b',', Some(Next::Comma)) => self.array = Some(Next::Object),
            (b']', Some(Next::First | Next::Comma)) => self.array = Some(Next::Nothing),
            (_, array) => {
                let wanted = match array {
                    None | Some(Next::First | Next::Object) => "an object `{…}` should be",
                    Some(Next::Comma) => "`,` or `]` should be",
                    Some(Next::Nothing) => "nothing should be after the array",
                };
                let problem = Problem::new(format!(
                    "line {}: `{}` stands where {wanted}",
                    self.line + 1,
                    byte.escape_ascii()
                ));
                return Err(problem.hint("each answer is an object, on lines of their own or in one array"));
            }
        }
        self.is_begun = true;
        Ok(())
    }

    /// Takes so many bytes off.
    pub(super) fn handed_out(&mut self, bytes: usize) {
        self.at -= bytes;
        self.end = None;
        self.first_line = self.end_line;
    }

    /// Makes sure that the text may end here.
    ///
    /// # Errors
    /// When an object or the array is open.
    pub(super) fn end(&self) -> Result<(), Problem> {
        let open = if self.depth > 0 {
            format!("the object that begins on line {} is never closed", self.object + 1)
        } else if self.array.is_some_and(|next| next != Next::Nothing) {
            format!("the array is not closed on line {}, the last one", self.line + 1)
        } else {
            return Ok(());
        };
        Err(Problem::new(format!("{open}: the file was cut short")).hint("copy or download it again"))
    }

    /// That an object is too long.
    pub(super) fn too_long(&self) -> Problem {
        Problem::new(format!("the object that begins on line {} is longer than 8 MiB", self.object + 1))
            .hint("is each answer an object of its own?")
    }
}
