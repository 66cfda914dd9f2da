//! Where every table stands.

use std::collections::BTreeMap;

use dynamig::Registry;
use dynamig::history::History;
use dynamig::plan::tables::{Ownership, TableChoice, TablePlan, TableTarget, plan};
use dynamig::report::{ChangeKind, Report, TableReport, recorded, states, tables};
use dynamig::settings::Manage;
use dynamig::table::{
    AttributeType, Declaration, Definition, Key, Observed, Role, Setting, StreamView, TableRow,
    TableState,
};

use crate::given::local;

fn declared(name: &str) -> Declaration {
    let mut definition = Definition {
        name: name.into(),
        keys: vec![Key {
            attribute: "id".into(),
            role: Role::Partition,
        }],
        ..Definition::default()
    };
    definition.define("id", AttributeType::String);
    Declaration::new(definition)
}

fn streaming(name: &str) -> Declaration {
    let mut table = declared(name);
    table.definition.stream = Setting::On(StreamView::NewImage);
    table
}

/// A table as it is once it was brought to a declaration.
fn live(declaration: &Declaration) -> (String, Observed) {
    let mut observed = Observed::default();
    observed.definition = declaration.definition.clone();
    observed.id = Some("one".into());
    (declaration.name().to_owned(), observed)
}

/// The row of a table that was brought to these declarations, one after the other.
fn brought<'a>(declarations: impl IntoIterator<Item = &'a Declaration>) -> (String, TableRow) {
    let mut row: Option<TableRow> = None;
    for declaration in declarations {
        let (_, observed) = live(declaration);
        let claimed = TableRow::claimed(row.as_ref(), declaration, Some(&observed));
        row = Some(claimed.settled(declaration, &observed));
    }
    let mut row = row.unwrap();
    row.looked_at = Some("2026-09-01T10:00:00.000Z".into());
    (row.name.clone(), row)
}

/// Name, state, what becomes of each difference, and whether it was brought to what is declared.
type Told<'a> = (&'a str, Ownership, Option<Vec<ChangeKind>>, Option<bool>);

fn told(reports: &[TableReport]) -> Vec<Told<'_>> {
    let kinds = |one: &TableReport| {
        let changes = one.changes.as_ref()?;
        Some(changes.iter().map(|change| change.kind).collect())
    };
    let told = reports.iter();
    told.map(|one| (one.name.as_str(), one.state, kinds(one), one.brought))
        .collect()
}

fn summed(tables: Vec<TableReport>) -> Report {
    let registry = Registry::of_tables([declared("any")]).unwrap();
    states(&registry, &History::default(), &local()).with_tables(tables)
}

/// A verified, a changed, an outdated, an absent and a foreign table are declared; one is declared no more.
struct Given {
    declared: Vec<Declaration>,
    observed: BTreeMap<String, Observed>,
    rows: BTreeMap<String, TableRow>,
    target: TableTarget,
}

fn given() -> Given {
    let verified = TableChoice {
        manage: Some(Manage::Verify),
        ..TableChoice::default()
    };
    let mut target = TableTarget::default();
    target.choices.insert("verified".into(), verified);
    Given {
        declared: vec![
            declared("absent"),
            streaming("changed"),
            declared("foreign"),
            declared("outdated"),
            streaming("verified"),
        ],
        observed: BTreeMap::from([
            live(&declared("changed")),
            live(&declared("foreign")),
            live(&streaming("outdated")),
            live(&declared("verified")),
        ]),
        rows: BTreeMap::from([
            brought([&declared("changed")]),
            brought([&declared("outdated"), &streaming("outdated")]),
            brought([&declared("released")]),
        ]),
        target,
    }
}

#[test]
fn a_table_that_was_looked_at_is_told_with_what_becomes_of_each_difference() {
    let given = given();
    let looked = plan(&given.declared, &given.observed, &given.rows, &given.target);
    let reports = tables(&given.declared, &given.rows, &looked, &given.target);
    assert_eq!(
        told(&reports),
        [
            (
                "absent",
                Ownership::Absent,
                Some(vec![ChangeKind::Planned]),
                Some(false)
            ),
            (
                "changed",
                Ownership::Managed,
                Some(vec![ChangeKind::Planned]),
                Some(false)
            ),
            (
                "foreign",
                Ownership::Unmanaged,
                Some(vec![ChangeKind::Refused]),
                Some(false)
            ),
            ("outdated", Ownership::Outdated, Some(vec![]), None),
            ("released", Ownership::Released, None, None),
            (
                "verified",
                Ownership::Verified,
                Some(vec![ChangeKind::Differs]),
                None
            ),
        ]
    );
    let summary = summed(reports).summary.tables;
    let counts = (
        summary.known,
        summary.agreeing,
        summary.pending,
        summary.differing,
    );
    assert_eq!(counts, (5, 0, 2, 3));
    assert_eq!((summary.released, summary.unlooked), (1, 0));
}

#[test]
fn of_a_table_that_nobody_looked_at_the_history_tells_and_no_change_is_known() {
    let given = given();
    let unlooked = TablePlan::default();
    let reports = tables(&given.declared, &given.rows, &unlooked, &given.target);
    assert_eq!(
        told(&reports),
        [
            ("absent", Ownership::Unknown, None, Some(false)),
            ("changed", Ownership::Managed, None, Some(false)),
            ("foreign", Ownership::Unknown, None, Some(false)),
            ("outdated", Ownership::Outdated, None, None),
            ("released", Ownership::Released, None, None),
            ("verified", Ownership::Verified, None, None),
        ]
    );
    let summary = summed(reports).summary.tables;
    assert_eq!((summary.agreeing, summary.unlooked), (0, 5));
    assert_eq!((summary.pending, summary.differing), (3, 1));
}

#[test]
fn without_what_is_declared_rows_are_what_they_say() {
    let given = given();
    let mut history = History::default();
    history.tables = given.rows;
    let (name, mut row) = brought([&declared("dropped")]);
    row.state = TableState::Dropped;
    history.tables.insert(name, row);
    let report = recorded(&history);
    let summary = report.summary.tables;
    assert_eq!(
        (summary.known, summary.unlooked),
        (3, 3),
        "one is not there"
    );
    assert_eq!(
        told(&report.tables),
        [
            ("changed", Ownership::Managed, None, None),
            ("dropped", Ownership::Dropped, None, None),
            ("outdated", Ownership::Managed, None, None),
            ("released", Ownership::Managed, None, None),
        ]
    );
}
