//! The chunks of all files, handed out one by one.

use crate::source::{Chunk, Failure, Spot, Stream};

/// Where the workers get their chunks from.
pub(super) struct Feed<'a> {
    pub(super) stream: Stream<'a>,
    /// Nothing is handed out after a failure.
    pub(super) is_closed: bool,
    pub(super) progress: &'a (dyn Fn(u64, u64) + Sync),
    pub(super) size: u64,
}

impl Feed<'_> {
    pub(super) fn next_chunk(&mut self, chunk: &mut Chunk) -> Result<Option<Spot>, Box<Failure>> {
        if self.is_closed || !self.stream.next_chunk(chunk).inspect_err(|_| self.is_closed = true)? {
            return Ok(None);
        }
        (self.progress)(self.stream.bytes_read(), self.size);
        Ok(chunk.first)
    }
}
