//! The stable codes of errors, and the exit code of each.

/// Writes the enum, the list of all its variants and their texts from one table.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal, exit $exit:literal;)+) => {
        /// What kind of error it was: stable across releases, and the source of the exit code.
        ///
        /// | exit | meaning |
        /// |---|---|
        /// | 0 | done, or nothing to do |
        /// | 1 | failed |
        /// | 2 | usage or configuration |
        /// | 3 | pending or different (only with `--exit-code`) |
        /// | 4 | validation, drift, edited after applied, manual decision needed |
        /// | 5 | lock held until the time-out |
        /// | 6 | confirmation needed and no terminal |
        /// | 7 | the crate does not build or registers nothing |
        /// | 65 | too many failing items |
        /// | 75 | paused, drained or out of budget: run again |
        /// | 130, 143 | interrupted twice |
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as JSON output and logs have it: lower case, words joined by `-`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The exit code of a command that ends with this error.
            #[must_use]
            pub fn exit(self) -> u8 {
                match self {
                    $(Self::$variant => $exit,)+
                }
            }
        }
    };
}

codes! {
    /// A flag or an argument is wrong, or one is missing. Exit 2.
    Usage = "usage", exit 2;
    /// A setting or the configuration file is wrong. Exit 2.
    Configuration = "configuration", exit 2;
    /// A migration was named that does not exist, or not clearly enough. Exit 2.
    UnknownMigration = "unknown-migration", exit 2;
    /// No credentials were found, or AWS did not accept them. Exit 2.
    Credentials = "credentials", exit 2;
    /// What is done to the items of a table was asked for of a migration that is not run over any. Exit 2.
    NotOverItems = "not-over-items", exit 2;
    /// A migration's function failed or panicked. Exit 1.
    MigrationFailed = "migration-failed", exit 1;
    /// The lease was lost: another process may go on with the work. Exit 1.
    LeaseLost = "lease-lost", exit 1;
    /// Everything was done, but the lock could not be released. Exit 1.
    LockNotReleased = "lock-not-released", exit 1;
    /// A request of a migration's was not sent, because it may not be. Exit 1.
    RequestRefused = "request-refused", exit 1;
    /// A step's name or its result cannot be stored. Exit 1.
    InvalidStep = "invalid-step", exit 1;
    /// A transaction was cancelled by a condition, or is too large: nothing of it was written. Exit 1.
    TransactionCancelled = "transaction-cancelled", exit 1;
    /// AWS denied a permission. Exit 1.
    PermissionDenied = "permission-denied", exit 1;
    /// A table does not exist. Exit 1.
    TableMissing = "table-missing", exit 1;
    /// The meta table does not exist. Exit 1.
    MetaTableMissing = "meta-table-missing", exit 1;
    /// AWS throttled, for longer than was waited. Exit 1.
    Throttled = "throttled", exit 1;
    /// Nothing answered. Exit 1.
    Unreachable = "unreachable", exit 1;
    /// Something answered that is not DynamoDB. Exit 1.
    NotDynamoDb = "not-dynamodb", exit 1;
    /// AWS refused for another reason. Exit 1.
    Aws = "aws", exit 1;
    /// Something was waited for, and did not come in time. Exit 1.
    Timeout = "timeout", exit 1;
    /// The embedded engine cannot start, or its file cannot be used. Exit 1.
    Engine = "engine", exit 1;
    /// A file cannot be read or written. Exit 1.
    File = "file", exit 1;
    /// A defect of dynamig's own. Exit 1.
    Internal = "internal", exit 1;
    /// A migration breaks a rule. Exit 4.
    InvalidMigration = "invalid-migration", exit 4;
    /// The linked migrations contradict each other. Exit 4.
    InvalidRegistry = "invalid-registry", exit 4;
    /// A row's id is not linked, but looks like a linked migration's former one. Exit 4.
    Renamed = "renamed", exit 4;
    /// A migration was interrupted, and a person has to say what follows. Exit 4.
    ManualDecision = "manual-decision", exit 4;
    /// A migration was edited after it was started and before it ended. Exit 4.
    EditedWhileRunning = "edited-while-running", exit 4;
    /// A migration was edited after it was applied. Exit 4.
    Edited = "edited", exit 4;
    /// The history has migrations that are not linked, or in a state that this release does not know. Exit 4.
    Unknown = "unknown", exit 4;
    /// A migration was asked for whose dependencies are not applied. Exit 4.
    DependencyNotApplied = "dependency-not-applied", exit 4;
    /// A migration was to be undone, or to stay, that is not applied. Exit 4.
    NotApplied = "not-applied", exit 4;
    /// Undoing would leave a migration applied without what it depends on. Exit 4.
    Stranded = "stranded", exit 4;
    /// A migration was to be undone that has no down. Exit 4.
    Irreversible = "irreversible", exit 4;
    /// A migration was to be undone that this program does not link, or not well enough to understand. Exit 4.
    NotLinked = "not-linked", exit 4;
    /// A change of state that the transition table has not. Exit 4.
    IllegalTransition = "illegal-transition", exit 4;
    /// The history belongs to another environment, account, region, prefix or package. Exit 4.
    WrongTarget = "wrong-target", exit 4;
    /// A row cannot be read. Exit 4.
    UnreadableRow = "unreadable-row", exit 4;
    /// A row was written by a newer release. Exit 4.
    NewerSchema = "newer-schema", exit 4;
    /// A declared table is there, and dynamig does not manage it. Exit 4.
    TableUnmanaged = "table-unmanaged", exit 4;
    /// A table is owned by a CloudFormation stack. Exit 4.
    TableOwned = "table-owned", exit 4;
    /// A table was deleted and created again, or restored, by somebody else. Exit 4.
    TableRecreated = "table-recreated", exit 4;
    /// A table that dynamig may not create is not there. Exit 4.
    TableAbsent = "table-absent", exit 4;
    /// A table that this run has brought to what is declared differs again at its end. Exit 4.
    TablesDiffer = "tables-differ", exit 4;
    /// A saved state does not tell of a declared table. Exit 4.
    TableUnlooked = "table-unlooked", exit 4;
    /// What is declared of a table cannot be reached from what is there. Exit 4.
    TableChangeImpossible = "table-change-impossible", exit 4;
    /// `contract` was asked for while migrations are not settled, or while `up` has tables to bring. Exit 4.
    Unsettled = "unsettled", exit 4;
    /// The plan is not the one that was agreed to. Exit 4.
    PlanChanged = "plan-changed", exit 4;
    /// The lock is not held by the one that was named. Exit 4.
    LockMoved = "lock-moved", exit 4;
    /// `dynamig.lock` cannot be read: a merge conflict, or not in its format. Exit 4.
    LockUnreadable = "lock-unreadable", exit 4;
    /// `dynamig.lock` has migrations that the program does not link. Exit 4.
    LockNotLinked = "lock-not-linked", exit 4;
    /// `dynamig.lock` is not what the program links, and may not be written. Exit 4.
    LockOutdated = "lock-outdated", exit 4;
    /// A migration was edited since the base that a change is reviewed against, without a higher revision. Exit 4.
    EditedSinceBase = "edited-since-base", exit 4;
    /// An item migration was begun with other parameters, or with another function, than the program has now. Exit 4.
    RunChanged = "run-changed", exit 4;
    /// An item migration does not say how fast it may read and write, where it has to. Exit 4.
    RateMissing = "rate-missing", exit 4;
    /// An item migration is to run over a table that cannot be recovered, in a protected environment. Exit 4.
    RecoveryOff = "recovery-off", exit 4;
    /// An item migration would do more than a limit allows: nothing was done. Exit 4.
    LimitExceeded = "limit-exceeded", exit 4;
    /// An item migration has done as much as a limit allows: it goes on with a higher one. Exit 4.
    LimitReached = "limit-reached", exit 4;
    /// An item migration has begun to write what its function answered, and that is not on this machine as it was left.
    /// Exit 4.
    SpoolMissing = "spool-missing", exit 4;
    /// A person cancelled an item migration. Exit 4.
    Cancelled = "cancelled", exit 4;
    /// The lock was held until the time-out. Exit 5.
    LockTimeout = "lock-timeout", exit 5;
    /// The lock is held by somebody who should not be disturbed. Exit 5.
    LockHeld = "lock-held", exit 5;
    /// Another process holds the embedded engine's file. Exit 5.
    EngineHeld = "engine-held", exit 5;
    /// Something breaks or destroys, and nobody agreed to it. Exit 6.
    ConsentNeeded = "consent-needed", exit 6;
    /// The program links no migration. Exit 7.
    NothingLinked = "nothing-linked", exit 7;
    /// More items failed than an item migration lets pass. Exit 65.
    TooManyErrors = "too-many-errors", exit 65;
    /// AWS allows a change only so often, and the budget is spent: run it again later. Exit 75.
    BudgetSpent = "budget-spent", exit 75;
    /// The credentials have expired, at the start or in the middle: run it again with new ones, and it goes on. Exit 75.
    CredentialsExpired = "credentials-expired", exit 75;
    /// It stopped because it was asked to, or out of time: run it again. Exit 75.
    Interrupted = "interrupted", exit 75;
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn every_code_has_a_text_of_its_own_in_kebab_case() {
        let texts: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(texts.len(), Code::ALL.len(), "two codes share a text");
        for text in texts {
            assert!(
                !text.is_empty()
                    && text.split('-').all(
                        |word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())
                    ),
                "{text} is not in kebab case"
            );
        }
    }

    #[test]
    fn every_exit_code_is_one_of_the_documented_ones() {
        for code in Code::ALL {
            assert!(
                [1, 2, 3, 4, 5, 6, 7, 65, 75, 130, 143].contains(&code.exit()),
                "{code} exits {}",
                code.exit()
            );
        }
    }
}
