use dynamig::iam::{self, Policy};
use dynamig::migrator::Unknown;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Prints the least that AWS has to allow a role, for what is pending now: a policy of IAM, as JSON.
///
/// Exits with 0 also where something of it is not known, and says what.
#[derive(Debug, clap::Args)]
pub(crate) struct IamPolicyArgs {
    /// Who the policy is for
    #[arg(long, value_name = "ROLE")]
    role: Role,
}

/// Who needs a policy.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Role {
    /// Who runs `plan`
    Plan,
    /// Who runs `up`
    Deploy,
    /// Who runs `contract`
    Contract,
    /// Who is on call: the history and the lock alone
    Operate,
}

pub(crate) async fn run(args: IamPolicyArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let shell = session.shell();
    session.announce(None);
    let permissions = migrator.permissions(args.role.into()).await?;
    for unknown in &permissions.unknown {
        let (message, hint) = told(unknown);
        shell.warning(&message, Some(hint));
    }
    let size = permissions.policy.size();
    if size > Policy::LIMIT {
        let message = format!(
            "the policy has {size} characters, and IAM takes {} of a managed one",
            Policy::LIMIT
        );
        shell.warning(&message, Some("make several policies of its statements"));
    }
    shell.data(&permissions.policy.to_json())?;
    Ok(Exit::DONE)
}

fn told(unknown: &Unknown) -> (String, &'static str) {
    match unknown {
        Unknown::Account => (
            "the account is not known: the policy has `*` in its place".to_owned(),
            "put the account's number there",
        ),
        Unknown::Region => (
            "the region is not known: the policy has `*` in its place".to_owned(),
            "give `--region`",
        ),
        Unknown::Touches(id) => (
            format!(
                "migration {id} does not say which tables it touches: what it needs is left out"
            ),
            "declare it: `touches = [\"TABLE\"]`",
        ),
        _ => (
            "something of the policy is not known".to_owned(),
            "update dynamig-cli",
        ),
    }
}

impl From<Role> for iam::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Plan => Self::Plan,
            Role::Deploy => Self::Deploy,
            Role::Contract => Self::Contract,
            Role::Operate => Self::Operate,
        }
    }
}
