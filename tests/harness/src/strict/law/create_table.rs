use super::{
    Case, attributes, billing, capacity, caps, class, create_index, encryption, keys as key_rules,
    local, name, policy, stream, tags, warm,
};
use crate::strict::asked::text;
use crate::strict::held::{Billing, Status, Throughput, Units, keys};
use crate::strict::rejection::{Judged, Rejection};

/// The request by itself first, then whether its name is free.
pub(super) fn judge(case: &Case<'_>) -> Judged {
    let body = case.body();
    let mode = Billing::of(text(&body["BillingMode"]).unwrap_or_default());
    name::check_table(case.name)?;
    billing::check_word(body)?;
    capacity::check(&body["ProvisionedThroughput"], "")?;
    attributes::check_created(body)?;
    key_rules::check(&keys(body))?;
    local::check(body)?;
    create_index::check_of_table(body, mode)?;
    create_index::check_names(body)?;
    create_index::check_included(body)?;
    billing::check_created(body, mode)?;
    caps::check_created(&body["OnDemandThroughput"], mode)?;
    let least = Throughput::created(body, mode).capacity;
    warm::check(
        &body["WarmThroughput"],
        "table",
        least.unwrap_or(Units::WARM),
    )?;
    stream::check_created(&body["StreamSpecification"])?;
    encryption::check_shape(&body["SSESpecification"])?;
    class::check_word(body)?;
    tags::check(&body["Tags"], 0)?;
    policy::check_size(&body["ResourcePolicy"])?;
    check_name_is_free(case)
}

fn check_name_is_free(case: &Case<'_>) -> Judged {
    match case.table().map(|table| table.status(case.now)) {
        None => Ok(()),
        Some(Status::Deleting) => Err(Rejection::in_use(format!(
            "Table is being deleted: {}",
            case.name
        ))),
        Some(_) => Err(Rejection::exists(case.name)),
    }
}
