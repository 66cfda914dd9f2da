//! Who runs: what lock and history say of the process that wrote them.

/// The process that takes a lease and writes history.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Identity {
    /// The person or principal, for the audit log.
    pub actor: String,
    /// The name of the host.
    pub host: String,
    /// The process id.
    pub pid: u32,
    /// The git revision of the code that runs, where known.
    pub git_revision: Option<String>,
    /// The version of the package whose migrations run, where known.
    pub package_version: Option<String>,
}

impl Identity {
    /// This process: the actor is `DYNAMIG_ACTOR`, else the user's name; the host is `HOSTNAME`, else the kernel's.
    #[must_use]
    pub fn of_this_process() -> Self {
        let host = host();
        let user = variable("DYNAMIG_ACTOR")
            .or_else(|| variable("USER"))
            .or_else(|| variable("USERNAME"))
            .unwrap_or_else(|| "unknown".to_owned());
        Self {
            actor: user,
            host,
            pid: std::process::id(),
            git_revision: variable("DYNAMIG_GIT_REVISION"),
            package_version: None,
        }
    }

    /// `actor on host`: what a row's `applied_by` says.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} on {}", self.actor, self.host)
    }
}

fn host() -> String {
    variable("HOSTNAME")
        .or_else(|| variable("COMPUTERNAME"))
        .or_else(|| {
            std::fs::read_to_string("/proc/sys/kernel/hostname")
                .ok()
                .map(|name| name.trim().to_owned())
        })
        .unwrap_or_else(|| "unknown".to_owned())
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
