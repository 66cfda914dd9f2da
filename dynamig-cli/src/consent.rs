//! What a person, or the flags, agree to before something is done.

use dynamig::plan::Hazard;
use dynamig::settings::Interactivity;
use dynamig::{Code, Consent};

use crate::args::Format;
use crate::failure::Failure;
use crate::session::Session;

/// What was agreed to, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    pub(crate) level: Consent,
    /// Somebody was shown the plan and said yes to it: to this one and no other.
    pub(crate) was_asked: bool,
}

/// What consent is needed for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need<'a> {
    /// The worst of it.
    pub(crate) hazard: Hazard,
    /// What is done, to be read after "to": `apply 2 migrations`.
    pub(crate) what: &'a str,
    /// The AWS account, where known.
    pub(crate) account: Option<&'a str>,
    /// A way that may need no consent; empty where there is none.
    pub(crate) advice: &'a str,
    /// What is shown before a question.
    pub(crate) details: &'a str,
}

/// Whether somebody is asked about whatever is done to the target, be it as safe as it may.
pub(crate) fn asks_about_everything(session: &Session) -> bool {
    session.settings().is_protected() && can_ask(session) && !session.setup.global.consent.yes
}

fn can_ask(session: &Session) -> bool {
    session.setup.interactivity == Interactivity::Interactive
        && session.shell().format() != Format::Json
}

/// Asks, or looks at the flags.
///
/// Steps that break or destroy need `--allow`, and on a protected target its name, by `--confirm` or typed. Before a
/// terminal, anything on a protected target is asked about, which `--yes` answers.
pub(crate) fn obtain(session: &Session, need: Need<'_>) -> Result<Agreement, Failure> {
    let flags = &session.setup.global.consent;
    let target = session.target(need.account);
    let (name, is_protected) = (target.name(), session.settings().is_protected());
    check_confirmed(flags.confirm.as_deref(), name)?;
    if need.hazard < Hazard::Breaking {
        let was_asked = asks_about_everything(session);
        if was_asked {
            session.shell().say(need.details);
            let question = format!("{} on `{name}`?", capital(need.what));
            session.shell().ask_yes(&question)?;
        }
        return Ok(Agreement {
            level: Consent::Safe,
            was_asked,
        });
    }
    let level = match need.hazard {
        Hazard::Destructive => Consent::Destructive,
        _ => Consent::Breaking,
    };
    let allowed = flags.allow.map(Consent::from);
    let is_allowed = allowed.is_some_and(|allowed| allowed >= level);
    let is_confirmed = !is_protected || flags.confirm.is_some();
    let was_asked = !(is_allowed && is_confirmed);
    if was_asked {
        ask(session, need, name)?;
    }
    Ok(Agreement { level, was_asked })
}

fn check_confirmed(confirmed: Option<&str>, name: &str) -> Result<(), Failure> {
    match confirmed {
        Some(confirmed) if confirmed != name => {
            let message =
                format!("`--confirm {confirmed}` does not name the target, which is `{name}`");
            Err(Failure::usage(message).hint("nothing was changed; check `--env` and `--confirm`"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Asks about what breaks or destroys; on a protected target for its name.
fn ask(session: &Session, need: Need<'_>, name: &str) -> Result<(), Failure> {
    let is_protected = session.settings().is_protected();
    if !can_ask(session) {
        return Err(refusal(need, name, is_protected));
    }
    session.shell().say(need.details);
    if !need.advice.is_empty() {
        session.shell().say(need.advice);
    }
    if is_protected {
        let question = format!("to {} on the protected target `{name}`", need.what);
        session.shell().ask_name(&question, name)
    } else {
        let question = format!("{}?", capital(need.what));
        session.shell().ask_yes(&question)
    }
}

fn refusal(need: Need<'_>, name: &str, is_protected: bool) -> Failure {
    let (hazard, says) = match need.hazard {
        Hazard::Destructive => ("destructive", "may destroy something"),
        _ => ("breaking", "may break something"),
    };
    let (place, confirm) = match is_protected {
        true => (
            format!(" on the protected target `{name}`"),
            format!(" --confirm {name}"),
        ),
        false => (String::new(), String::new()),
    };
    let advice = match need.advice {
        "" => String::new(),
        advice => format!("; {advice}"),
    };
    Failure::new(
        Code::ConsentNeeded,
        format!(
            "to {}{place} {says}, and there is no terminal to ask on",
            need.what
        ),
    )
    .hint(format!(
        "nothing was changed; add `--allow {hazard}{confirm}`{advice}"
    ))
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
