use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::LinkError;

/// The flags that are cargo's, wherever they stand among the arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CargoFlags {
    /// `-p`, `--package`: the package that holds the migrations.
    pub package: Option<String>,
    /// `--manifest-path`: the Cargo.toml to start from, in place of the current directory.
    pub manifest_path: Option<PathBuf>,
    /// `-F`, `--features`: as given, split at commas and spaces.
    pub features: Vec<String>,
    /// `--no-default-features`.
    pub no_default_features: bool,
    /// `--all-features`.
    pub all_features: bool,
    /// `--profile`, or `release` for `--release`.
    pub profile: Option<String>,
    /// `--offline`, or `--frozen`, which is both.
    pub offline: bool,
    /// `--locked`, or `--frozen`. Cargo.lock must not change; dynamig.lock neither, so `--locked` is passed on too.
    pub locked: bool,
    /// `--target-dir`.
    pub target_dir: Option<PathBuf>,
}

impl CargoFlags {
    /// Takes cargo's flags out of the arguments, and gives the others back as they were. Nothing after `--` is cargo's.
    ///
    /// # Errors
    /// A flag without its value, or one given twice that takes one value.
    pub fn split(
        args: impl IntoIterator<Item = OsString>,
    ) -> Result<(Self, Vec<OsString>), LinkError> {
        let mut flags = Self::default();
        let mut others = Vec::new();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            if arg == "--" {
                others.push(arg);
                others.extend(args);
                break;
            }
            match Flag::read(&arg) {
                Some((flag, attached)) if flag.takes_value() => {
                    let value = attached
                        .or_else(|| args.next())
                        .ok_or(LinkError::MissingValue { flag: flag.name() })?;
                    flags.set(flag, value)?;
                }
                Some((flag, None)) => {
                    flags.switch_on(flag);
                    if flag == Flag::Locked {
                        others.push(arg);
                    }
                }
                Some((_, Some(_))) | None => others.push(arg),
            }
        }
        Ok((flags, others))
    }

    /// The flags that choose features, as cargo takes them.
    pub(super) fn feature_flags(&self) -> Vec<OsString> {
        let mut flags = Vec::new();
        if self.no_default_features {
            flags.push("--no-default-features".into());
        }
        if self.all_features {
            flags.push("--all-features".into());
        }
        if !self.features.is_empty() {
            flags.push("--features".into());
            flags.push(self.features.join(",").into());
        }
        flags
    }

    fn set(&mut self, flag: Flag, value: OsString) -> Result<(), LinkError> {
        let once = |slot: &mut Option<String>| match slot.replace(text(flag, &value)?) {
            None => Ok(()),
            Some(_) => Err(LinkError::RepeatedFlag { flag: flag.name() }),
        };
        match flag {
            Flag::Package => once(&mut self.package)?,
            Flag::Profile => once(&mut self.profile)?,
            Flag::ManifestPath => self.manifest_path = Some(value.into()),
            Flag::TargetDir => self.target_dir = Some(value.into()),
            _ => self.features.extend(
                text(flag, &value)?
                    .split([',', ' '])
                    .filter(|feature| !feature.is_empty())
                    .map(str::to_owned),
            ),
        }
        Ok(())
    }

    fn switch_on(&mut self, flag: Flag) {
        match flag {
            Flag::NoDefaultFeatures => self.no_default_features = true,
            Flag::AllFeatures => self.all_features = true,
            Flag::Release => self.profile = Some("release".to_owned()),
            Flag::Offline => self.offline = true,
            Flag::Frozen => (self.offline, self.locked) = (true, true),
            _ => self.locked = true,
        }
    }
}

fn text(flag: Flag, value: &OsStr) -> Result<String, LinkError> {
    match value.to_str() {
        Some(text) if !text.is_empty() => Ok(text.to_owned()),
        _ => Err(LinkError::MissingValue { flag: flag.name() }),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flag {
    Package,
    ManifestPath,
    Features,
    Profile,
    TargetDir,
    NoDefaultFeatures,
    AllFeatures,
    Release,
    Offline,
    Locked,
    Frozen,
}

impl Flag {
    const ALL: [(&str, Self); 11] = [
        ("--package", Self::Package),
        ("--manifest-path", Self::ManifestPath),
        ("--features", Self::Features),
        ("--profile", Self::Profile),
        ("--target-dir", Self::TargetDir),
        ("--no-default-features", Self::NoDefaultFeatures),
        ("--all-features", Self::AllFeatures),
        ("--release", Self::Release),
        ("--offline", Self::Offline),
        ("--locked", Self::Locked),
        ("--frozen", Self::Frozen),
    ];

    /// The flag that an argument is, and the value attached to it: `--flag=value`, `-pvalue`, `-p=value`.
    fn read(arg: &OsStr) -> Option<(Self, Option<OsString>)> {
        let arg = arg.to_str()?;
        if let Some(value) = arg.strip_prefix("-p").or_else(|| arg.strip_prefix("-F")) {
            let flag = if arg.starts_with("-p") {
                Self::Package
            } else {
                Self::Features
            };
            let value = value.strip_prefix('=').unwrap_or(value);
            return Some((flag, (arg.len() > 2).then(|| value.into())));
        }
        let (name, value) = match arg.split_once('=') {
            Some((name, value)) => (name, Some(value.into())),
            None => (arg, None),
        };
        let (_, flag) = Self::ALL.into_iter().find(|(known, _)| *known == name)?;
        Some((flag, value))
    }

    fn takes_value(self) -> bool {
        matches!(
            self,
            Self::Package | Self::ManifestPath | Self::Features | Self::Profile | Self::TargetDir
        )
    }

    fn name(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find_map(|(name, flag)| (flag == self).then_some(name))
            .unwrap_or("a flag of cargo")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn split(args: &[&str]) -> (CargoFlags, Vec<OsString>) {
        CargoFlags::split(args.iter().map(OsString::from)).unwrap()
    }

    #[test]
    fn cargo_flags_are_found_anywhere_and_in_every_spelling() {
        for args in [
            ["-p", "shop", "up", "--yes"].as_slice(),
            &["up", "-pshop", "--yes"],
            &["up", "--yes", "--package=shop"],
            &["up", "-p=shop", "--yes"],
        ] {
            let (flags, others) = split(args);
            assert_eq!(flags.package.as_deref(), Some("shop"), "{args:?}");
            assert_eq!(others, ["up", "--yes"], "{args:?}");
        }
    }

    #[test]
    fn features_add_up_over_flags_commas_and_spaces() {
        let (flags, others) = split(&["-F", "a,b", "up", "--features=c d", "-Fe"]);
        assert_eq!(flags.features, ["a", "b", "c", "d", "e"]);
        assert_eq!(others, ["up"]);
    }

    #[test]
    fn unknown_flags_and_all_that_follows_two_dashes_stay_verbatim() {
        let rest = [
            "up",
            "--new-flag=-p",
            "--to",
            "1",
            "--",
            "-p",
            "other",
            "--release",
        ];
        let (flags, others) = split(&rest);
        assert_eq!(flags, CargoFlags::default());
        assert_eq!(others, rest);
    }

    #[test]
    fn locked_is_read_and_passed_on_while_frozen_is_cargos_alone() {
        let (flags, others) = split(&["up", "--locked"]);
        assert!(flags.locked && !flags.offline);
        assert_eq!(others, ["up", "--locked"]);

        let (flags, others) = split(&["up", "--frozen", "--release"]);
        assert!(flags.locked && flags.offline);
        assert_eq!(flags.profile.as_deref(), Some("release"));
        assert_eq!(others, ["up"]);
    }

    #[test]
    fn a_flag_without_its_value_or_given_twice_is_refused() {
        for (args, says) in [
            (["up", "-p"].as_slice(), "`--package` needs a value"),
            (&["up", "--package="], "`--package` needs a value"),
            (&["-pa", "-pb"], "`--package` is given twice"),
        ] {
            let error = CargoFlags::split(args.iter().map(OsString::from)).unwrap_err();
            assert_eq!(error.to_string(), says);
        }
    }
}
