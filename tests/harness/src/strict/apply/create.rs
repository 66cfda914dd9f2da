use super::done;
use crate::strict::asked::{given, text};
use crate::strict::clock::Moment;
use crate::strict::held::{Billing, Encryption, Pending, Policy, Table, pairs};
use crate::strict::law::Case;
use crate::strict::show::key_arn;

pub(super) fn created(case: &Case<'_>) -> Table {
    let body = &case.asked.body;
    let billing = Billing::of(text(&body["BillingMode"]).unwrap_or_default());
    let policy = text(&body["ResourcePolicy"]).map(|document| Policy {
        document: document.to_owned(),
        revision: 1,
    });
    let active = done(case, |takes| takes.creating);
    Table {
        on_demand_since: (billing == Billing::OnDemand).then_some(case.now),
        class: text(&body["TableClass"]).map(str::to_owned),
        encryption: encryption(&body["SSESpecification"]),
        protected: body["DeletionProtectionEnabled"] == true,
        tags: pairs(&body["Tags"]).collect(),
        policy,
        pending: Pending {
            created: active,
            backups: active.after(case.durations.recovery_ready),
            tagged: Moment::default(),
            ..Pending::default()
        },
        ..Table::shaped(body, billing)
    }
}

pub(super) fn encryption(specification: &serde_json::Value) -> Encryption {
    if !given(specification) || specification["Enabled"] != true {
        return Encryption::Default;
    }
    Encryption::Kms(text(&specification["KMSMasterKeyId"]).map(key_arn))
}
