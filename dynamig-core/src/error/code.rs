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
