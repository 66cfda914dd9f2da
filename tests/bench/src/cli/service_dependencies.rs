use std::collections::BTreeSet;

use crate::Result;
use crate::figure::Figure;
use crate::measure::run;
use crate::package::{Package, core};
use crate::workspace::Workspace;

/// The AWS dependencies of `examples/on-startup`.
const SERVICE: &str = r#"
aws-config = { version = "1.13", default-features = false, features = ["default-https-client", "rt-tokio"] }
aws-sdk-dynamodb = { version = "1.136", default-features = false, features = ["rt-tokio"] }
tokio = { version = "1.54", default-features = false, features = ["macros", "rt-multi-thread"] }
"#;

/// The crates that dynamig brings into a service that already uses the SDK.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let workspace = Workspace::of_dynamig()?;
    let without = crates(&Package::new(&workspace, "service-without", SERVICE)?)?;
    let dependencies = SERVICE.to_owned() + &core(&workspace);
    let with = crates(&Package::new(&workspace, "service-with", &dependencies)?)?;
    let added: Vec<_> = with.difference(&without).map(String::as_str).collect();
    Ok(vec![Figure {
        name: "service_deps_added",
        value: added.len() as f64,
        unit: "crates",
        goal: None,
        note: format!("{} of {}: {}", added.len(), with.len(), added.join(", ")),
    }])
}

/// All crates that a service is built of, those of its macros included.
fn crates(service: &Package<'_>) -> Result<BTreeSet<String>> {
    service.write("src/main.rs", "fn main() {}\n")?;
    let tree = run(service
        .cargo()
        .args(["tree", "--offline", "--quiet", "--edges=normal"])
        .args(["--prefix=none", "--format={p}"]))?;
    let tree = String::from_utf8(tree.stdout)?;
    // `name v1.2.3 (path)`, the first line being the service itself.
    let names = tree.lines().skip(1).filter_map(|line| {
        let (name, version) = line.split_once(" v")?;
        let version = version.split(' ').next()?;
        Some(format!("{name} {version}"))
    });
    Ok(names.collect())
}
