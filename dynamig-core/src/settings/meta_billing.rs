/// How the meta table is paid for when dynamig creates it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MetaBilling {
    /// `billing = "on_demand"`: by request. The default.
    #[default]
    OnDemand,
    /// `billing = { read = 5, write = 5 }`: by the hour, for so many units a second.
    Provisioned {
        /// Read capacity units, at least 1.
        read: u64,
        /// Write capacity units, at least 1.
        write: u64,
    },
}
