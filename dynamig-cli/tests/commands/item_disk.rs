//! A disk without room for what deferred writes wait in. A limit of the size of files stands for it: the system refuses the
//! same write, and what fitted before it stays in the file.

use std::path::{Path, PathBuf};

use dynamig_harness::{Harness, Loopback, Seen};

use crate::person::{Ended, Person, ended, example};

/// Customers on an engine of their own, whose files nothing limits.
struct Full {
    harness: Harness,
    ann: Person,
    _server: Loopback,
}

impl Full {
    /// So many customers, who wait to be numbered.
    fn new(items: &str) -> Self {
        let harness = Harness::dynoxide();
        let server = harness.serve();
        let ann = Person::with_toml("namespace = \"shop\"\n");
        let spools = ann.path().join("spools").display().to_string();
        let ann = ann
            .set("DYNAMIG_ENDPOINT_URL", &server.url())
            .set("DYNAMIG_SPOOL_DIRECTORY", &spools)
            .set("ITEMS", items);
        let this = Self {
            harness,
            ann,
            _server: server,
        };
        let seeded = this.run("unlimited", "up --to seed_customers");
        assert_eq!(seeded.code, 0, "{seeded:?}");
        this
    }

    /// Runs a command where no file may have more than so many blocks, of 512 bytes or, as some shells have it, 1,024.
    fn run(&self, blocks: &str, line: &str) -> Ended {
        let limited = format!("trap '' XFSZ; ulimit -f {blocks} && exec \"$@\"");
        let mut command = self.ann.command(Path::new("sh"), "");
        command
            .args(["-c", &limited, "sh"])
            .arg(example("deferred"));
        command.args(line.split_whitespace()).arg("--json");
        ended(command.spawn().unwrap(), line, self.ann.path())
    }

    /// What is left in the directory of spools.
    fn left(&self) -> Vec<PathBuf> {
        let spools = std::fs::read_dir(self.ann.path().join("spools")).unwrap();
        spools.map(|found| found.unwrap().path()).collect()
    }

    /// `up` fails because this file has no room, and says so; no table was written to, and nothing is left that could be
    /// taken for whole.
    fn is_refused_with(&self, blocks: &str, file: &str) {
        let before = self.harness.requests().len();
        let up = self.run(blocks, "up --lease 2s");
        assert_eq!(up.code, 1, "{up:?}");
        let error = up.error();
        assert_eq!(error["code"], "file", "{up:?}");
        let hint = error["hint"].as_str().unwrap();
        for says in [
            "nothing was written to any table",
            "make room",
            "spool_directory",
        ] {
            assert!(hint.contains(says), "{up:?}");
        }
        let sent: Vec<Seen> = self.harness.requests().split_off(before);
        let of_items = sent
            .iter()
            .filter(|seen| seen.tables.iter().any(|table| table == "customers"));
        let operations: Vec<_> = of_items.map(|seen| seen.operation.as_str()).collect();
        assert!(operations.contains(&"Scan"), "{operations:?}");
        let reads = ["DescribeTable", "Scan"];
        assert!(
            operations.iter().all(|one| reads.contains(one)),
            "{operations:?}"
        );
        assert_eq!(self.left(), [] as [PathBuf; 0]);
        let status = self.run("unlimited", "status").json();
        let one = &status["migrations"][1];
        assert_eq!(
            (&one["state"], &one["progress"]["phase"]),
            (&"failed".into(), &"collecting".into()),
            "{status}"
        );
        let why = one["error"].as_str().unwrap();
        assert!(
            why.contains("cannot be written") && why.contains(file),
            "{why}"
        );
    }

    /// With room, the next run starts at the first item and ends.
    fn goes_on(&self, items: u64) {
        let up = self.run("unlimited", "up --lease 2s --json-progress");
        assert_eq!(up.code, 0, "{up:?}");
        let last = up.error();
        assert_eq!(
            (&last["event"], &last["counts"]["written"]),
            (&"finished".into(), &items.into()),
            "{up:?}"
        );
        assert_eq!(self.left(), [] as [PathBuf; 0]);
    }
}

#[test]
fn a_disk_that_is_full_in_the_middle_of_answers_ends_the_run_before_it_writes() {
    let full = Full::new("400");
    // A part has several kilobytes: its first write ends in the middle of an answer.
    full.is_refused_with("1", "/00000");
    // As often as the disk is full.
    full.is_refused_with("3", "/00000");
    full.goes_on(400);
}

#[test]
fn a_disk_that_is_full_when_all_answers_are_there_ends_the_run_before_it_writes() {
    // An item or two of each segment fit, and what tells of them all does not.
    let full = Full::new("8");
    full.is_refused_with("1", "/manifest.new");
    full.goes_on(8);
}
