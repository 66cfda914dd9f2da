use dynamig::iam::{self, Policy};
use dynamig::item_check::{CheckItems, ExampleKeys};
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

    /// For `plan --check-items` or `up --check-items`: also read the items of tables that are to get an index now
    #[arg(long)]
    check_items: bool,
}

impl IamPolicyArgs {
    fn check(&self) -> CheckItems {
        match self.check_items {
            true => CheckItems::Scan(ExampleKeys::Hashed),
            false => CheckItems::No,
        }
    }
}

/// Who needs a policy.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Role {
    /// Who runs `plan`
    Plan,
    /// Who runs `up`
    Deploy,
    /// Who runs `baseline --adopt-tables`
    Adopt,
    /// Who runs `contract`
    Contract,
    /// Who is on call: the history and the lock alone
    Operate,
}

pub(crate) async fn run(args: IamPolicyArgs, session: &Session) -> Result<Exit, Failure> {
    if args.check_items && !matches!(args.role, Role::Plan | Role::Deploy) {
        return Err(Failure::usage("only who plans or deploys checks items")
            .hint("give `--check-items` with `--role plan` or `--role deploy`"));
    }
    let migrator = session.migrator()?;
    let shell = session.shell();
    session.announce(None);
    let permissions = migrator
        .permissions(args.role.into(), &args.check())
        .await?;
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
            Role::Adopt => Self::Adopt,
            Role::Contract => Self::Contract,
            Role::Operate => Self::Operate,
        }
    }
}
