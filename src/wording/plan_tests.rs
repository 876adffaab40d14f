//! How plans read.
