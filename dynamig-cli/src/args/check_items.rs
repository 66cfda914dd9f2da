use dynamig::item_check::{CheckItems, ExampleKeys};

/// Whether the items of tables that are to get an index are looked at.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
#[group(id = "item_check")]
pub(crate) struct CheckItemsArgs {
    /// Read every item of tables that are to get an index: which ones it leaves out, and which AWS then refuses to write
    #[arg(long, help_heading = ITEMS)]
    check_items: bool,

    /// Name such items by their keys, not by the hashes of these
    #[arg(long, requires = "check_items", help_heading = ITEMS)]
    show_keys: bool,
}

const ITEMS: &str = "Items";

impl CheckItemsArgs {
    pub(crate) fn check(self) -> CheckItems {
        let keys = match self.show_keys {
            true => ExampleKeys::Shown,
            false => ExampleKeys::Hashed,
        };
        match self.check_items {
            true => CheckItems::Scan(keys),
            false => CheckItems::No,
        }
    }
}
