mod book;
mod bridge;
mod chance;
mod conversion;
mod formats;
mod pipeline;
mod properties;
mod velocity;
