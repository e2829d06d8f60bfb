mod files;
mod parse;
mod yaml;
