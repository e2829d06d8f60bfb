//! What the book's own file says: stages, rates, targets, goals, costs, team, holidays.

use serde_json::json;

use super::states::{add, day};
use crate::book::Book;
use crate::deal::{Currency, Day};
use crate::table::Sheet;

pub fn tables(book: &Book, on: Day) -> Vec<Sheet> {
    vec![
        stages(book),
        rates(book),
        targets(book),
        goals(book),
        costs(book),
        team(book),
        holidays(book),
        whole(book, on),
    ]
}

fn stages(book: &Book) -> Sheet {
    let columns = [
        "pipeline",
        "rank",
        "stage",
        "name",
        "introduced",
        "probability",
        "expected_days",
        "optional",
    ];
    let mut sheet = Sheet::new("stages", &columns);
    for pipeline in &book.pipelines {
        for (rank, stage) in pipeline.stages.iter().enumerate() {
            let row = json!({
                "pipeline": pipeline.id, "rank": rank + 1, "stage": stage.id, "name": stage.name,
                "introduced": day(stage.introduced), "probability": stage.probability,
                "expected_days": stage.expected_days, "optional": stage.optional,
            });
            add(&mut sheet, row);
        }
    }
    sheet
}

fn rates(book: &Book) -> Sheet {
    let mut sheet = Sheet::new("rates", &["currency", "per_unit", "date"]);
    if let Some(rates) = &book.rates {
        for (currency, rate) in &rates.per_unit {
            let row = json!({"currency": currency.code(), "per_unit": rate.to_number(), "date": day(rates.date)});
            add(&mut sheet, row);
        }
    }
    sheet
}

fn targets(book: &Book) -> Sheet {
    let columns = [
        "period", "from_day", "to_day", "won", "currency", "owner", "segment", "pipeline",
    ];
    let mut sheet = Sheet::new("targets", &columns);
    for own in &book.targets {
        let period = book.period(&own.period);
        let row = json!({
            "period": own.period, "from_day": day(period.map(|own| own.from)),
            "to_day": day(period.map(|own| own.to)), "won": own.won.to_number(),
            "currency": own.currency.or(book.currency).map(Currency::code),
            "owner": own.owner, "segment": own.segment, "pipeline": own.pipeline,
        });
        add(&mut sheet, row);
    }
    sheet
}

fn goals(book: &Book) -> Sheet {
    let mut sheet = Sheet::new("goals", &["member", "goal", "per", "target"]);
    for member in &book.team {
        for (goal, target) in member.goals.targets() {
            let per = member.goals.per().as_str();
            let row = json!({"member": member.id, "goal": goal.as_str(), "per": per, "target": target.to_number()});
            add(&mut sheet, row);
        }
    }
    sheet
}

fn costs(book: &Book) -> Sheet {
    let columns = [
        "stage", "source", "period", "from_day", "to_day", "amount", "currency",
    ];
    let mut sheet = Sheet::new("costs", &columns);
    for own in &book.costs {
        let period = book.period(&own.period);
        let row = json!({
            "stage": own.stage, "source": own.source, "period": own.period,
            "from_day": day(period.map(|own| own.from)), "to_day": day(period.map(|own| own.to)),
            "amount": own.amount.to_number(),
            "currency": own.currency.or(book.currency).map(Currency::code),
        });
        add(&mut sheet, row);
    }
    sheet
}

fn team(book: &Book) -> Sheet {
    let mut sheet = Sheet::new("team", &["member", "name", "role", "email", "left"]);
    for own in &book.team {
        let row = json!({
            "member": own.id, "name": own.name, "role": own.role, "email": own.email,
            "left": day(own.left),
        });
        add(&mut sheet, row);
    }
    sheet
}

fn holidays(book: &Book) -> Sheet {
    let mut sheet = Sheet::new("holidays", &["day"]);
    for own in book.calendar.holidays() {
        add(&mut sheet, json!({"day": own.to_string()}));
    }
    sheet
}

/// The one row of the book.
fn whole(book: &Book, on: Day) -> Sheet {
    let columns = ["currency", "timezone", "methodology", "as_of", "version"];
    let mut sheet = Sheet::new("book", &columns);
    let row = json!({
        "currency": book.currency.map(Currency::code),
        "timezone": book.timezone.map(|zone| zone.name()),
        "methodology": book.methodology.as_str(), "as_of": on.to_string(),
        "version": env!("CARGO_PKG_VERSION"),
    });
    add(&mut sheet, row);
    sheet
}
