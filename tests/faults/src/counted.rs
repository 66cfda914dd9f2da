use std::time::Duration;

use dynamig::{BoxError, Error, Migration};
use tokio::time::sleep;

use crate::effects::leave;

/// Two migrations of a package that only leave `start PACKAGE N` and `end PACKAGE N`. The versions of different
/// packages differ.
///
/// # Errors
/// What the builder refuses.
pub fn counted(package: &str, name: &str, pause: Duration) -> Result<Vec<Migration>, Error> {
    let base = package
        .bytes()
        .fold(7u64, |sum, byte| (sum * 31 + u64::from(byte)) % 1_000_003);
    let one = |n: u64| {
        let what = format!("{package} {n}");
        let name = name.to_owned();
        Migration::builder(base * 10 + n, format!("{package}_{n}"))
            .package(package)
            .up(move |cx| {
                let (what, name) = (what.clone(), name.clone());
                async move {
                    leave(&cx, &name, &format!("start {what}")).await?;
                    sleep(pause).await;
                    leave(&cx, &name, &format!("end {what}")).await?;
                    Ok::<_, BoxError>(())
                }
            })
            .build()
    };
    Ok(vec![one(1)?, one(2)?])
}
