use dynamig::UpOptions;
use dynamig::estimate::MicroDollars;

/// How much the run of each item migration may do.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct LimitArgs {
    /// Stop an item migration when its units have cost so many US dollars, by all processes that were at it; it goes on with
    /// a higher limit
    #[arg(long, value_name = "USD", help_heading = ITEMS)]
    max_cost: Option<MicroDollars>,

    /// Stop an item migration when it has scanned so many items, by all processes that were at it; it goes on with a higher
    /// limit
    #[arg(long, value_name = "N", help_heading = ITEMS)]
    max_items: Option<u64>,
}

const ITEMS: &str = "Items";

impl LimitArgs {
    pub(crate) fn limit(self, mut options: UpOptions) -> UpOptions {
        options.max_cost = self.max_cost;
        options.max_items = self.max_items;
        options
    }
}
