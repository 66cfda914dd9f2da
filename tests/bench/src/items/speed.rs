use std::path::PathBuf;

use super::boto3::Boto3;
use super::engine::DELAY;
use super::fixture::{FEW, FIRST_STATE, ITEMS, MANY};
use super::plain_loop::AT_ONCE;
use super::processes::{Engines, Server, Took, client};
use super::raw;
use super::role::Role;
use crate::figure::{Figure, Goal};
use crate::measure::median;
use crate::suite::Effort;
use crate::workspace::Workspace;
use crate::{Result, output};

const THREADS: u32 = 16;

/// Ways to set the state of every item of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Ours,
    Raw,
    Loop,
    /// dynamig, with a layer in front of the engine that does not delay.
    AtOnce,
    /// dynamig, with one that does.
    Delayed,
    /// dynamig, on a smaller table.
    Small,
    Serial,
    Threads,
}

const WAYS: [Way; 8] = [
    Way::Ours,
    Way::Raw,
    Way::Loop,
    Way::AtOnce,
    Way::Delayed,
    Way::Small,
    Way::Serial,
    Way::Threads,
];

/// Items a second, in each round, by [`WAYS`].
struct Rounds(Vec<[f64; WAYS.len()]>);

/// How fast dynamig is beside others on the same engine. All take turns, and who begins changes with each round.
pub(super) fn measure(engines: &Engines, effort: Effort) -> Result<Vec<Figure>> {
    let (items, many, few, rounds) = match effort {
        Effort::Whole => (20_000, 100_000, 600, 5),
        Effort::Quick => (8_000, 8_000, 400, 1),
    };
    let workspace = Workspace::of_dynamig()?;
    let boto3 = Boto3::new(&workspace)?;
    let counts = [items, many, few].map(|count: u64| count.to_string());
    let server = engines.start(Role::Engine, &counts)?;
    let directory = workspace.directory("items")?;
    let mut compared = Compared {
        boto3: boto3.as_ref(),
        requests: ["a", "b"].map(|state| directory.join(format!("requests-{state}"))),
        server,
        states: [FIRST_STATE; 3],
    };
    compared.record()?;
    output::say("measuring dynamig beside others on one engine");
    let mut measured = Rounds(Vec::new());
    for round in 0..rounds {
        let mut speeds = [f64::NAN; WAYS.len()];
        for turn in 0..WAYS.len() {
            let at = (turn + round * 2) % WAYS.len();
            if let Some(took) = compared.run(WAYS[at])? {
                speeds[at] = took.items_per_second();
            }
        }
        measured.0.push(speeds);
    }
    let versions = boto3.map(|boto3| boto3.versions()).transpose()?;
    Ok(measured.figures(versions))
}

/// What is compared, and how far it is.
struct Compared<'a> {
    server: Server,
    boto3: Option<&'a Boto3>,
    /// The files of recorded requests that set the one state and the other.
    requests: [PathBuf; 2],
    /// The state of the items of each table: each run sets the other.
    states: [&'static str; 3],
}

impl Compared<'_> {
    /// Sets both states once, so that the items are again as they were.
    fn record(&mut self) -> Result<()> {
        output::say("recording the requests of a run");
        let runtime = tokio::runtime::Runtime::new()?;
        let url = self.server.url("url");
        let [a, b] = &self.requests;
        runtime.block_on(async {
            raw::record(&url, "b", b).await?;
            raw::record(&url, "a", a).await
        })
    }

    fn run(&mut self, way: Way) -> Result<Option<Took>> {
        let (at, table) = match way {
            Way::Small => (0, ITEMS),
            Way::Ours | Way::Raw | Way::Loop | Way::AtOnce | Way::Delayed => (1, MANY),
            Way::Serial | Way::Threads => (2, FEW),
        };
        let state = &mut self.states[at];
        *state = if *state == "a" { "b" } else { "a" };
        let (state, url) = (*state, |name| self.server.url(name));
        let ours = |url: String| client(Role::Ours, &[&url, table, state]);
        let boto3 = |threads| match self.boto3 {
            Some(boto3) => boto3.run(&url("url"), state, threads).map(Some),
            None => Ok(None),
        };
        match way {
            Way::Ours | Way::Small => ours(url("url")).map(Some),
            Way::AtOnce => ours(url("at_once")).map(Some),
            Way::Delayed => ours(url("delayed")).map(Some),
            Way::Raw => {
                let file = self.requests[usize::from(state == "b")].to_string_lossy();
                client(Role::Raw, &[&url("url"), &file]).map(Some)
            }
            Way::Loop => client(Role::Loop, &[&url("url"), table, state]).map(Some),
            Way::Serial => boto3(1),
            Way::Threads => boto3(THREADS),
        }
    }
}

impl Rounds {
    fn figures(&self, boto3: Option<String>) -> Vec<Figure> {
        let mut figures = vec![
            self.figure("ceiling_ratio", Way::Ours, Way::Raw, 0.9, &format!(
                "the same scans and batches, recorded and sent again over {AT_ONCE} connections by a program that does nothing else"
            )),
            self.figure("vs_rust_loop", Way::Ours, Way::Loop, 1.8, &format!(
                "a loop of the SDK's, pages and a conditional UpdateItem an item, {AT_ONCE} at once"
            )),
            self.figure("latency_efficiency", Way::Delayed, Way::AtOnce, 0.9, &format!(
                "the same run on the same engine without the {} ms that each request takes longer", DELAY.as_millis()
            )),
        ];
        if let Some(versions) = boto3 {
            let each = format!(
                "of table `{FEW}`, where dynamig has `{ITEMS}`: pages and a conditional update an item, {versions}"
            );
            let serial = format!("a script, one request after the other, {each}");
            let threads = format!("a script with {THREADS} threads, {each}");
            figures.push(self.figure("vs_boto3_serial", Way::Small, Way::Serial, 20.0, &serial));
            figures.push(self.figure("vs_boto3_threads", Way::Small, Way::Threads, 10.0, &threads));
        }
        figures
    }

    fn figure(&self, name: &'static str, one: Way, other: Way, goal: f64, what: &str) -> Figure {
        let ratios = || {
            self.of(one)
                .zip(self.of(other))
                .map(|(one, other)| one / other)
        };
        let told: Vec<_> = ratios().map(|ratio| format!("{ratio:.2}")).collect();
        Figure {
            name,
            value: median(ratios()),
            unit: "times",
            goal: Some(Goal::AtLeast(goal)),
            note: format!(
                "items a second, {:.0}, by {:.0}: {what}; engine and client on a core each; in the rounds {}",
                median(self.of(one)),
                median(self.of(other)),
                told.join(", ")
            ),
        }
    }

    fn of(&self, way: Way) -> impl Iterator<Item = f64> {
        let at = WAYS.iter().position(|other| *other == way);
        self.0
            .iter()
            .filter_map(move |round| round.get(at?).copied())
    }
}
