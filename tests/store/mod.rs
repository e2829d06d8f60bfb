mod files;
mod parse;
