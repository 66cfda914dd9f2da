//! What a program finds of its migrations once it runs.

use dynamig::__private::{Fresh, OnInterrupt, Registered, Work, inventory};
use dynamig::{Context, IsMigration, Result, migration};

/// Every environment starts with these plans.
///
/// More about them.
#[migration(version = 20_260_801_090_000, down = remove_plans)]
async fn seed_plans(_cx: &Context) -> Result<()> {
    Ok(())
}

async fn remove_plans(_cx: &Context) -> Result<()> {
    Err("not yet".into())
}

#[migration(
    version = 20260801090001,
    depends_on = [seed_plans, "20231231000000_other"],
    revision = 3,
    renamed_from = ["20260801090001_demo", "7_demo"],
    on_interrupt = manual,
    fresh = skip,
    only_in = ["local", "dev"],
    touches = ["plans"],
)]
async fn seed_demo(_cx: &Context) -> Result<()> {
    Ok(())
}

fn main() {
    let mut found: Vec<_> = inventory::iter::<Registered>.into_iter().map(|registered| registered.0).collect();
    found.sort_by_key(|declaration| declaration.version);
    let [plans, demo] = found[..] else {
        panic!("{} are registered", found.len());
    };
    assert_eq!((plans.version, plans.name), (20260801090000, "seed_plans"));
    assert_eq!(plans.description, "Every environment starts with these plans.");
    assert_eq!((plans.depends_on, plans.revision, plans.renamed_from), (&[][..], 1, &[][..]));
    assert_eq!((plans.on_interrupt, plans.fresh), (OnInterrupt::Rerun, Fresh::Run));
    assert_eq!((plans.only_in, plans.touches), (&[][..], None));
    assert!(matches!(plans.work, Work::Once { down: Some(_), .. }));
    assert_eq!(plans.fingerprint.len(), 34);
    assert!(plans.place.file.ends_with("registered.rs"), "{:?}", plans.place);
    assert_eq!(plans.place.line, 10);

    assert_eq!(demo.depends_on, ["20260801090000_seed_plans", "20231231000000_other"]);
    assert_eq!((demo.revision, demo.renamed_from), (3, &["20260801090001_demo", "7_demo"][..]));
    assert_eq!((demo.on_interrupt, demo.fresh), (OnInterrupt::Manual, Fresh::Skip));
    assert_eq!((demo.only_in, demo.touches), (&["local", "dev"][..], Some(&["plans"][..])));
    assert!(matches!(demo.work, Work::Once { down: None, .. }));
    assert_eq!(demo.fingerprint, plans.fingerprint);
    assert_eq!(<seed_demo as IsMigration>::DECLARATION.name, demo.name);
}
