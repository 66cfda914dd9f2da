use dynamig::plan::Hazard;
use dynamig::plan::tables::Adopting;
use dynamig::{BaselineOptions, Baselined, Migrator};

use super::carry_out::{exit_of, texts};
use super::declared_tables;
use crate::args::SelectionArgs;
use crate::consent::{self, Need};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{Document, counted};
use crate::session::Session;

/// Records pending migrations as baselined, without running them: for an environment that already is as they would make
/// it, because another tool was there before.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Takes declared tables over as well that are there already, as they are; the next `up` does what they differ in
    #[arg(long)]
    adopt_tables: bool,
    /// Takes over those of a CloudFormation stack too
    #[arg(long, requires = "adopt_tables")]
    adopt: bool,
}

impl BaselineArgs {
    fn options(&self) -> BaselineOptions {
        let options = BaselineOptions::new(self.selection.selection());
        options.adopting(match (self.adopt_tables, self.adopt) {
            (false, _) => Adopting::No,
            (true, false) => Adopting::Tables,
            (true, true) => Adopting::Stacks,
        })
    }
}

pub(crate) async fn run(args: BaselineArgs, session: &Session) -> Result<Exit, Failure> {
    let migrator = session.migrator()?;
    let options = args.options();
    let head = migrator.head().await?;
    let account = head.as_ref().map(|head| head.account.as_str());
    let mut recorded = migrator.plan_baseline(&options).await?;
    session.announce(account);
    let is_refused = !recorded.tables.plan.refusals.is_empty();
    if !session.is_dry_run() && (is_refused || !recorded.is_empty()) {
        recorded = record(session, &migrator, recorded, options, account).await?;
    }
    let tables = declared_tables::tell_adoption(session, &recorded.tables);
    let report = migrator.status().await?;
    let exit = exit_of(&report.warnings).or(tables);
    if session.is_json() {
        let document = Document::new(session, account).report(report);
        document
            .with("baselined", texts(&recorded.migrations))
            .with("adopted", recorded.tables.adopted.clone())
            .print(session.shell())?;
    } else {
        for warning in &report.warnings {
            session
                .shell()
                .warning(&warning.message, Some(&warning.hint));
        }
    }
    session.shell().result(&told(session, &recorded))?;
    Ok(exit)
}

/// Records what is shown, once it is agreed to.
async fn record(
    session: &Session,
    migrator: &Migrator,
    shown: Baselined,
    mut options: BaselineOptions,
    account: Option<&str>,
) -> Result<Baselined, Failure> {
    let mut what = Vec::new();
    if !shown.migrations.is_empty() {
        let migrations = counted(shown.migrations.len(), "migration");
        what.push(format!("record {migrations} as done without running them"));
    }
    if !shown.tables.adopted.is_empty() {
        let tables = counted(shown.tables.adopted.len(), "table");
        what.push(format!("adopt {tables}"));
    }
    let mut details = texts(&shown.migrations);
    details.extend(shown.tables.adopted.iter().cloned());
    // What is refused needs no consent: nothing will be done.
    if shown.tables.plan.refusals.is_empty() {
        let need = Need {
            hazard: Hazard::Safe,
            what: &what.join(", "),
            account,
            advice: "",
            details: &details.join("\n"),
        };
        if consent::obtain(session, need)?.was_asked {
            options = options.agreed(shown);
        }
    }
    Ok(migrator.baseline(&options).await?)
}

/// `baselined 2 migrations, adopted 1 table`, and which.
fn told(session: &Session, recorded: &Baselined) -> String {
    let would = if session.is_dry_run() { "would " } else { "" };
    let (baselined, adopted) = match session.is_dry_run() {
        true => ("baseline", "adopt"),
        false => ("baselined", "adopted"),
    };
    let lists = [
        (baselined, "migration", texts(&recorded.migrations)),
        (adopted, "table", recorded.tables.adopted.clone()),
    ];
    let parts = lists.into_iter().filter(|(_, _, names)| !names.is_empty());
    let parts: Vec<_> = parts
        .map(|(verb, noun, names)| {
            let count = counted(names.len(), noun);
            format!("{would}{verb} {count}\n  {}", names.join("\n  "))
        })
        .collect();
    match parts.is_empty() {
        true => "nothing to baseline".to_owned(),
        false => parts.join("\n"),
    }
}
