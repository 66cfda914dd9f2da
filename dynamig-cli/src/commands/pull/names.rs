use dynamig::{Code, Migrator};

use crate::failure::Failure;
use crate::session::Session;

/// The tables that were named, each once, or else all that are there.
pub(super) async fn chosen(
    named: Vec<String>,
    session: &Session,
    migrator: &Migrator,
) -> Result<Vec<String>, Failure> {
    if !named.is_empty() {
        let mut once: Vec<String> = Vec::new();
        for name in named {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        return Ok(once);
    }
    let names = migrator.live_tables().await?;
    if names.is_empty() {
        return Err(Failure::new(Code::TableMissing, nothing(session))
            .hint("check the region, the account and the table prefix"));
    }
    Ok(names)
}

fn nothing(session: &Session) -> String {
    match session.settings().table_prefix() {
        "" => "there is no table".to_owned(),
        prefix => format!("there is no table whose name begins with `{prefix}`"),
    }
}

/// What to say of a table that is not there: which one may be meant, if the names may be listed.
pub(super) async fn missing(name: &str, session: &Session, migrator: &Migrator) -> Failure {
    let real = session.settings().table_name(name);
    let sentence = match real {
        Ok(real) if real != name => format!("table `{name}` does not exist: it would be `{real}`"),
        _ => format!("table `{name}` does not exist"),
    };
    let live = migrator.live_tables().await.unwrap_or_default();
    let near = live
        .iter()
        .map(|live| (strsim::normalized_damerau_levenshtein(live, name), live))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|(a, _), (b, _)| a.total_cmp(b));
    // With the prefix, as AWS shows it, is another name here.
    let logical = session.settings().logical_name(name);
    let logical = logical.filter(|logical| live.contains(logical));
    let hint = match (logical, near) {
        (Some(logical), _) => format!("its logical name is `{logical}`, without the prefix"),
        (None, Some((_, near))) => format!("did you mean `{near}`?"),
        (None, None) => "check the region, the account and the table prefix".to_owned(),
    };
    Failure::new(Code::TableMissing, sentence).hint(hint)
}
