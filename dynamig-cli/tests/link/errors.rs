//! Every error of the launcher, as it is told.

use dynamig_cli::link::LinkError;

#[test]
fn each_error_says_what_which_and_what_next() {
    let two = || vec!["shop".to_owned(), "billing".to_owned()];
    let shop = || "shop".to_owned();
    let errors = [
        LinkError::MissingValue { flag: "--package" },
        LinkError::RepeatedFlag { flag: "--package" },
        LinkError::Workspace {
            cargo: String::new(),
        },
        LinkError::Resolve {
            package: shop(),
            cargo: String::new(),
        },
        LinkError::UnknownPackage {
            package: "shpo".to_owned(),
            candidates: two(),
        },
        LinkError::UnknownPackage {
            package: "shpo".to_owned(),
            candidates: Vec::new(),
        },
        LinkError::NoPackage,
        LinkError::SeveralPackages { candidates: two() },
        LinkError::CoreNotUsed { package: shop() },
        LinkError::NoLibrary { package: shop() },
        LinkError::UnknownBinary {
            package: shop(),
            bin: "migrate".to_owned(),
        },
        LinkError::UnknownFeature {
            feature: "extar".to_owned(),
            package: shop(),
            features: vec!["extra".to_owned()],
        },
        LinkError::UnknownFeature {
            feature: "extar".to_owned(),
            package: shop(),
            features: Vec::new(),
        },
        LinkError::FeatureOfDependency {
            feature: "serde/derive".to_owned(),
            package: shop(),
        },
        LinkError::SeveralCores {
            package: shop(),
            copies: vec![
                "0.1.0 from a directory".to_owned(),
                "0.1.0 from git+https://host/d#57eaa98c".to_owned(),
            ],
            cargo: String::new(),
        },
        LinkError::NoCli {
            expected: "/src/dynamig-cli".into(),
        },
        LinkError::Toml {
            path: "dynamig.toml".into(),
            source: Box::new("x = ".parse::<toml::Table>().unwrap_err()),
        },
        LinkError::CargoAnswer {
            command: "cargo metadata".to_owned(),
            source: "it is empty".into(),
        },
        LinkError::Build { package: shop() },
        LinkError::Io {
            action: "write",
            path: "target/dynamig".into(),
            source: std::io::ErrorKind::PermissionDenied.into(),
        },
    ];
    let text: Vec<String> = errors
        .iter()
        .map(|error| {
            let hint = error
                .hint()
                .map_or(String::new(), |hint| format!("\n  hint: {hint}"));
            format!(
                "{} (exit {})\n  {error}{hint}",
                error.code(),
                error.exit_code()
            )
        })
        .collect();
    insta::assert_snapshot!(text.join("\n"));
}
