use std::path::{Path, PathBuf};
use std::pin::Pin;

use super::{Database, TestOutcome};
use crate::embedded::{self, Engine};
use crate::error::chain;

/// How the database of a test begins.
#[derive(Debug)]
pub struct TestOptions {
    /// What has run before the test's function does.
    pub migrated: Migrated,
}

/// What has run before a test's function does.
#[derive(Debug)]
pub enum Migrated {
    /// Every migration that the program links.
    Everything,
    /// None.
    Nothing,
}

/// Runs a test's function on a database of its own, which is deleted when it succeeded and kept when it failed.
///
/// # Panics
/// Where the database cannot be made or migrated: that is the test's failure.
pub fn run_test<T, F>(module: &str, name: &str, options: TestOptions, body: F) -> T
where
    T: TestOutcome,
    F: for<'a> FnOnce(&'a Database) -> Pin<Box<dyn Future<Output = T> + 'a>>,
{
    let path = path(module, name);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build();
    let runtime = runtime.unwrap_or_else(|error| panic!("no runtime for the test: {error}"));
    let kept = KeptOnFailure(&path);
    let (engine, result) = runtime.block_on(async {
        let (engine, database) = open(&path).unwrap_or_else(|error| fail(&error));
        if matches!(options.migrated, Migrated::Everything) {
            database.up().await.unwrap_or_else(|error| fail(&error));
        }
        (engine, body(&database).await)
    });
    drop((runtime, engine));
    if !result.is_failure() {
        kept.delete();
    }
    result
}

fn open(path: &Path) -> Result<(Engine, Database), crate::Error> {
    embedded::delete(path)?;
    let engine = Engine::open(path)?;
    let database = Database::over(engine.client())?;
    Ok((engine, database))
}

fn fail(error: &crate::Error) -> ! {
    let hint = error
        .what_next()
        .map_or_else(String::new, |hint| format!("\nhint: {hint}"));
    panic!("{}{hint}", chain(error));
}

/// Beside the test's program: it goes with the target directory.
fn path(module: &str, name: &str) -> PathBuf {
    let program = std::env::current_exe().ok();
    let beside = program
        .as_deref()
        .and_then(Path::parent)
        .map_or_else(std::env::temp_dir, Path::to_path_buf);
    beside
        .join("dynamig-tests")
        .join(format!("{}-{name}.db", module.replace("::", "-")))
}

/// Says where the database is when the test ends in any way but well.
struct KeptOnFailure<'p>(&'p Path);

impl KeptOnFailure<'_> {
    fn delete(self) {
        let _may_be_left = embedded::delete(self.0);
        std::mem::forget(self);
    }
}

impl Drop for KeptOnFailure<'_> {
    #[expect(
        clippy::print_stderr,
        reason = "a failed test is told where its database is; the test harness captures it"
    )]
    fn drop(&mut self) {
        eprintln!("the test's database is kept in {}", self.0.display());
    }
}
