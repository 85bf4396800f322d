//! The words of the page itself.
