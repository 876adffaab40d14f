//! What all answers say in words: a pass of its own over the data, in the order of files and rows on one thread.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::account::Account;
use super::again::Again;
use super::comment::comment;
use super::further::{Asking, Lead};
use super::read::{again, reading};
use super::{Reader, Settings};
use crate::error::Error;
use crate::source::{CHUNK, Chunk, Inputs, Row, Spot, Stream, Visitor};
use crate::survey::{Client, Encoding, Score};

/// What an answer that counts says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<'a> {
    /// Whose it is; none without clients.
    pub client: Option<&'a Client>,
    /// Its score.
    pub score: Score,
    /// The ordinal of its period; 0 where no dates are read.
    pub period: i32,
    /// The comment as it is written; empty where there is none.
    pub comment: &'a str,
    /// The themes that it is about; none where it is not known what comments are about, or where it was not asked.
    pub themes: Option<Vec<&'a str>>,
}

/// Hands over what each answer that counts says. Progress is told as bytes read and bytes in all.
///
/// # Errors
/// With what makes the data unreadable.
pub fn said(
    inputs: &Inputs,
    settings: &Settings,
    progress: &dyn Fn(u64, u64),
    take: &mut dyn FnMut(&Said<'_>),
) -> Result<(), Error> {
    let reading = reading(inputs, settings)?;
    let again = again(inputs, settings)?;
    let mut account = Account::default();
    let (mut stream, mut chunk) = (Stream::new(inputs, CHUNK), Chunk::default());
    let asked = Asking::each(&settings.roles, &settings.further, &reading).into_iter();
    let mut listening = Listening {
        settings,
        reader: Reader::new(reading, settings.roles.clone(), &settings.renamed),
        themes: asked.zip(&settings.further).find(|(_, asks)| asks.is_of_comments).map(|(asking, _)| asking),
        again: &again,
        otherwise: reading.otherwise,
        clients: HashMap::new(),
        rows: 0,
        take,
    };
    loop {
        match stream.next_chunk(&mut chunk) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(failure) => return Err(account.failed(inputs, *failure)),
        }
        let Some(first) = chunk.first else { continue };
        listening.rows = 0;
        chunk.rows(inputs, &mut listening).map_err(|failure| account.failed(inputs, *failure))?;
        account.chunk(first, listening.rows);
        progress(stream.bytes_read(), inputs.size());
    }
}

/// Hears every row.
struct Listening<'a> {
    settings: &'a Settings,
    reader: Reader,
    themes: Option<Asking>,
    again: &'a Again,
    otherwise: Option<Encoding>,
    /// Those met so far, by code.
    clients: HashMap<u32, Option<Client>>,
    rows: u64,
    take: &'a mut dyn FnMut(&Said<'_>),
}

impl Visitor for Listening<'_> {
    fn row(&mut self, row: &impl Row, spot: Spot) -> ControlFlow<()> {
        self.rows += 1;
        if let Ok(response) = self.reader.response(row)
            && self.reader.detail(row, response.client).is_ok()
            && !self.again.holds(spot)
        {
            let lead = Lead::Some(Some(response.score));
            let comment = comment(row, &self.settings.roles.comment, self.otherwise);
            let themes = self.themes.as_mut().and_then(|themes| themes.themes(row, lead));
            let named = || self.reader.client(response.client);
            let client = self.clients.entry(response.client).or_insert_with(named).as_ref();
            let said =
                Said { client, score: response.score, period: response.period, comment: &comment, themes };
            (self.take)(&said);
        }
        ControlFlow::Continue(())
    }
}
