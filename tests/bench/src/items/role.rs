//! The processes that are measured, or measured with: this program again, told what to be.

use std::io::Write as _;

use super::{beside, client, engine, plain_loop, raw};
use crate::Result;

/// What a process of this program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// dynoxide, with tables.
    Engine,
    /// An engine that does nothing with items.
    Null,
    /// dynamig.
    Ours,
    /// The same, while its instructions are counted.
    Counted,
    /// A loop of the SDK's.
    Loop,
    /// Requests that are ready to be sent.
    Raw,
    /// dynamig, slowed down, until it is told to end.
    Job,
    /// A program that starts.
    Instance,
}

const ROLES: [(&str, Role); 8] = [
    ("engine", Role::Engine),
    ("null", Role::Null),
    ("ours", Role::Ours),
    ("counted", Role::Counted),
    ("loop", Role::Loop),
    ("raw", Role::Raw),
    ("job", Role::Job),
    ("instance", Role::Instance),
];

impl Role {
    pub(super) fn name(self) -> &'static str {
        ROLES
            .into_iter()
            .find(|(_, role)| *role == self)
            .map_or("", |(name, _)| name)
    }
}

/// Acts in a role, and tells in one line of JSON on standard output what came of it.
pub(crate) fn act(role: &str, arguments: &[&str]) -> Result<()> {
    let role = ROLES.into_iter().find(|(name, _)| *name == role);
    let (_, role) = role.ok_or("there is no such role")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match role {
            Role::Engine => engine::dynoxide(arguments).await,
            Role::Null => engine::null(arguments).await,
            Role::Ours => client::ours(arguments).await,
            Role::Counted => client::counted(arguments).await,
            Role::Loop => plain_loop::act(arguments).await,
            Role::Raw => raw::act(arguments).await,
            Role::Job => beside::job(arguments).await,
            Role::Instance => beside::instance(arguments).await,
        }
    })
}

/// Tells the process that started this one.
pub(super) fn tell(told: &serde_json::Value) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{told}")?;
    Ok(out.flush()?)
}
