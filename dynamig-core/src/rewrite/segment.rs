use super::ItemCounts;
use crate::estimate::{Consumed, Elsewhere, Units};
use crate::item::Attributes;
use crate::meta::{Item, Unreadable, number, reader, text};

/// How far a run is in one segment of its table: one row of the meta table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Segment {
    /// Its number, from 0.
    pub(crate) n: u32,
    /// The key of the last item that is dealt with; none at the start.
    pub(crate) after: Option<Attributes>,
    /// How many entries of its spool are dealt with, where writes are deferred.
    pub(crate) dealt: u64,
    /// Whether all of its items are dealt with.
    pub(crate) is_done: bool,
    pub(crate) counts: ItemCounts,
    /// What the run had consumed when this was stored, and stands in the row of no other segment. That of all together is
    /// what the run has consumed.
    pub(crate) consumed: Consumed,
}

const AFTER: &str = "last_key";
const DEALT: &str = "dealt";
const STATE: &str = "state";
const DONE: &str = "done";
const READ_UNITS: &str = "read_units";
const WRITE_UNITS: &str = "write_units";
/// Of these, those of other tables, and what they cost there.
const OTHER_WRITE_UNITS: &str = "other_write_units";
const OTHER_PICO_DOLLARS: &str = "other_pico_dollars";

impl Segment {
    pub(crate) fn new(n: u32) -> Self {
        Self {
            n,
            ..Self::default()
        }
    }

    pub(super) fn read(n: u32, row: &Item) -> Result<Self, Unreadable> {
        let after = match row.get(AFTER) {
            None => None,
            Some(value) => Some(value.as_m().cloned().map_err(|_| Unreadable {
                attribute: AFTER.to_owned(),
                expected: "map",
            })?),
        };
        let row = reader(row);
        let count = |name| row.number(name);
        // A release that did not know them yet has left them out.
        let units = |name| Ok(row.optional_number(name)?.unwrap_or_default());
        Ok(Self {
            n,
            after,
            dealt: row.optional_number(DEALT)?.unwrap_or_default(),
            is_done: row.text(STATE)? == DONE,
            counts: ItemCounts {
                scanned: count("scanned")?,
                written: count("written")?,
                deleted: count("deleted")?,
                kept: count("kept")?,
                other: count("other")?,
                gone: count("gone")?,
                failed: count("failed")?,
            },
            consumed: Consumed {
                units: Units::new(units(READ_UNITS)?, units(WRITE_UNITS)?),
                elsewhere: Elsewhere {
                    units: units(OTHER_WRITE_UNITS)?,
                    pico_dollars: units(OTHER_PICO_DOLLARS)?,
                },
            },
        })
    }

    /// The attributes besides the key.
    pub(super) fn attributes(&self) -> Item {
        let state = if self.is_done { DONE } else { "open" };
        let mut item = Item::from([(STATE.to_owned(), text(state))]);
        for (name, count) in self.counts.named() {
            item.insert(name.to_owned(), number(count));
        }
        let Consumed { units, elsewhere } = self.consumed;
        item.insert(READ_UNITS.to_owned(), number(units.read));
        item.insert(WRITE_UNITS.to_owned(), number(units.write));
        if elsewhere != Elsewhere::default() {
            item.insert(OTHER_WRITE_UNITS.to_owned(), number(elsewhere.units));
            let cost = number(elsewhere.pico_dollars);
            item.insert(OTHER_PICO_DOLLARS.to_owned(), cost);
        }
        if self.dealt > 0 {
            item.insert(DEALT.to_owned(), number(self.dealt));
        }
        if let Some(after) = &self.after {
            let after = aws_sdk_dynamodb::types::AttributeValue::M(after.clone());
            item.insert(AFTER.to_owned(), after);
        }
        item
    }
}
