/// Who needs a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Who runs `plan`: reads the history and looks at the declared tables.
    Plan,
    /// Who runs `up`: that, and what is pending now.
    Deploy,
    /// Who runs `baseline --adopt-tables`: the history, and the declared tables looked at, of those that are to be taken
    /// over their tags too.
    Adopt,
    /// Who runs `contract`: that, and what is held for it now.
    Contract,
    /// Who is on call: the history and the lock; other tables are looked at alone, as `doctor` does.
    Operate,
}
