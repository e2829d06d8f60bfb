mod book;
mod conversion;
mod formats;
mod pipeline;
mod properties;
mod velocity;
