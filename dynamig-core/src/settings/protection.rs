/// Whether an environment asks for consent before it is changed in a way that is hard to take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Consent is needed: `protected = true`, and the default of everything that is not on this machine.
    Protected,
    /// No consent is needed: `protected = false`, and the default of engines on this machine.
    Open,
}
