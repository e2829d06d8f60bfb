//! What a map means for this header and this book, or everything that is wrong with it.

use super::{
    columns::Columns,
    date_format::DateFormat,
    header::Header,
    map::{Field, MapFile, mistake},
    money::DecimalMark,
    reasons::Reasons,
    sheet::Row,
    stage_map::StageMap,
    stages::Scope,
    template::Template,
};
use crate::book::{Book, Pipeline};
use crate::deal::Currency;
use crate::finding::Finding;
use crate::key_path::KeyPath;

/// How the rows of one file become deals of one book.
#[derive(Debug)]
pub struct Plan<'a> {
    pub book: &'a Book,
    pub header: &'a Header,
    /// The pipeline of rows that name none.
    pub pipeline: &'a Pipeline,
    pub stage_map: StageMap,
    pub opening_stage: Option<String>,
    /// The currency of rows that name none: the map's, else the book's.
    pub currency: Option<Currency>,
    pub dates: DateFormat,
    pub decimal: Option<DecimalMark>,
    pub zero_lost_as_missing: bool,
    pub round: bool,
    pub reasons: Reasons,
    columns: Columns,
}

impl<'a> Plan<'a> {
    /// # Errors
    /// Everything that is wrong, each with its place in the map.
    pub fn new(
        map: &MapFile,
        header: &'a Header,
        book: &'a Book,
        pipeline: &'a Pipeline,
    ) -> Result<Self, Vec<Finding>> {
        let mut mistakes = Vec::new();
        let columns = Columns::new(map, header, &mut mistakes);
        let scope = Scope {
            book,
            pipeline,
            by_row: columns.fields.contains_key(&Field::Pipeline),
        };
        let plan = Self {
            book,
            header,
            pipeline,
            stage_map: scope.stage_map(map, &mut mistakes),
            opening_stage: scope.opening_stage(map, &mut mistakes),
            currency: currency(map, &mut mistakes).or(book.currency),
            dates: dates(map, book, &mut mistakes),
            decimal: map.decimal,
            round: map.round.unwrap_or(false),
            reasons: Reasons::new(map, &mut mistakes),
            zero_lost_as_missing: map.zero_lost_as_missing.unwrap_or(false),
            columns,
        };
        if mistakes.is_empty() {
            Ok(plan)
        } else {
            Err(mistakes)
        }
    }

    pub fn template(&self, field: Field) -> Option<&Template> {
        self.columns.fields.get(&field)
    }

    /// The team's own keys below `x`.
    pub fn own_keys(&self) -> &[(String, Template)] {
        &self.columns.own
    }

    /// The field's text in a row, on one line; `None` if it is empty or no column fills it.
    pub fn text(&self, field: Field, row: &Row) -> Option<String> {
        let filled = self.template(field)?.fill(&row.cells);
        let line = filled.split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The name of the column that fills a field; the field's own name if none does.
    pub fn label(&self, field: Field) -> &str {
        self.template(field)
            .map_or(field.as_str(), |template| template.label(self.header))
    }

    /// The columns that fill nothing.
    pub fn unused(&self) -> Vec<&'a str> {
        let own = self.columns.own.iter().map(|(_, template)| template);
        let used: Vec<usize> = self
            .columns
            .fields
            .values()
            .chain(own)
            .flat_map(Template::columns)
            .collect();
        (0..self.header.names.len())
            .filter(|at| !used.contains(at))
            .map(|at| self.header.name(at))
            .collect()
    }
}

fn currency(map: &MapFile, mistakes: &mut Vec<Finding>) -> Option<Currency> {
    let code = map.currency.as_deref()?;
    let currency = code.to_uppercase().parse();
    if currency.is_err() {
        mistakes.push(mistake(
            KeyPath::top("currency"),
            format!("`{code}` is not a currency"),
            "use three letters, such as EUR, USD or KRW",
        ));
    }
    currency.ok()
}

fn dates(map: &MapFile, book: &Book, mistakes: &mut Vec<Finding>) -> DateFormat {
    let dates = DateFormat::new(map.date_format.as_deref(), book.timezone);
    dates.unwrap_or_else(|error| {
        let at = KeyPath::top("date_format");
        mistakes.push(mistake(at, error.to_string(), error.help()));
        DateFormat::default()
    })
}
