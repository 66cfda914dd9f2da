use dynamig::item_check::ExampleKeys;
use dynamig::trial::{Sample, Values};

/// With how many items an item migration is tried out by `--dry-run`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct TrialArgs {
    /// With --dry-run: call the function of each item migration with about so many items, and write nothing; 0: with none
    /// [default: 100]
    #[arg(long, value_name = "N", help_heading = ITEMS)]
    sample: Option<u32>,

    /// With --dry-run: tell the keys and values of some of these items; before a terminal only
    #[arg(long, help_heading = ITEMS)]
    show_values: bool,
}

/// With so many items where nothing is said.
const SAMPLE: u32 = 100;

const ITEMS: &str = "Items";

impl TrialArgs {
    /// How many items; none: the function is not to be called.
    pub(crate) fn sample(self) -> Option<Sample> {
        let wanted = self.sample.unwrap_or(SAMPLE);
        (wanted > 0).then_some(Sample::Items(wanted))
    }

    /// Whether anything was asked for.
    pub(crate) fn is_given(self) -> bool {
        self.sample.is_some() || self.show_values
    }

    pub(crate) fn shown(self) -> Shown {
        match self.show_values {
            true => Shown::KeysAndValues,
            false => Shown::Nothing,
        }
    }
}

/// What is told of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Names, types and sizes; hashes of keys.
    Nothing,
    /// Their keys.
    Keys,
    /// What changes too.
    KeysAndValues,
}

impl Shown {
    pub(crate) fn keys(self) -> ExampleKeys {
        match self {
            Self::Nothing => ExampleKeys::Hashed,
            Self::Keys | Self::KeysAndValues => ExampleKeys::Shown,
        }
    }

    pub(crate) fn values(self) -> Values {
        match self {
            Self::Nothing | Self::Keys => Values::Hidden,
            Self::KeysAndValues => Values::Shown,
        }
    }
}
