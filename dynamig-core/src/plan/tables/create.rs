//! A table that is not there yet.

use super::{TableStep, TableTarget, waits};
use crate::plan::{Hazard, Phase};
use crate::table::{Billing, Call, Caps, Declaration, Definition, Index, Setting, Update, Warm};

/// The steps that make a table of this definition which waits for nothing.
pub(crate) fn creation(definition: &Definition) -> Vec<TableStep> {
    let declaration = Declaration::new(definition.clone());
    steps(&declaration, definition, &TableTarget::default())
}

/// The steps that make a table: one CreateTable with all that it can carry and that waits for nothing, then the rest.
pub(super) fn steps(
    declaration: &Declaration,
    wanted: &Definition,
    target: &TableTarget,
) -> Vec<TableStep> {
    let name = declaration.name();
    let after = &declaration.after;
    let made = created(declaration, wanted, target);
    let mut steps = vec![safe(name, "create the table", Call::Create(Box::new(made)))];
    if let Setting::On(recovery) = &wanted.recovery {
        let call = Call::Recovery(Setting::On(*recovery));
        steps.push(safe(name, "switch point-in-time recovery on", call));
    }
    if let Setting::On(attribute) = &wanted.ttl {
        let detail = format!("let items expire by `{attribute}`");
        let waits = waits(after.ttl.as_ref(), target);
        steps.push(safe(name, &detail, Call::TtlOn(attribute.clone())).after(waits));
    }
    let waiting = waits(after.stream.as_ref(), target);
    if wanted.stream.on().is_some() && !waiting.is_empty() {
        let call = Update::Stream(wanted.stream.clone());
        let call = Call::Update(Box::new(call));
        steps.push(safe(name, "switch the stream on", call).after(waiting));
    }
    for index in &wanted.indexes {
        let waiting = waits(after.indexes.get(&index.name), target);
        if !waiting.is_empty() {
            let detail = format!("add index `{}`", index.name);
            let call = create_index(index, wanted, wanted.billing());
            steps.push(safe(name, &detail, call).after(waiting));
        }
    }
    steps
}

fn safe(table: &str, detail: &str, call: Call) -> TableStep {
    TableStep::new(table, Phase::Expand, Hazard::Safe, call, detail)
}

/// What CreateTable is to carry: what is off is left out, and attributes that no key has as well.
fn created(declaration: &Declaration, wanted: &Definition, target: &TableTarget) -> Definition {
    let after = &declaration.after;
    let mut made = wanted.clone();
    made.billing = Some(wanted.billing());
    made.indexes
        .retain(|index| waits(after.indexes.get(&index.name), target).is_empty());
    for caps in made
        .indexes
        .iter_mut()
        .map(|index| &mut index.caps)
        .chain([&mut made.caps])
    {
        without_off(&mut caps.read);
        without_off(&mut caps.write);
    }
    without_off(&mut made.stream);
    if !waits(after.stream.as_ref(), target).is_empty() {
        made.stream = Setting::Unsaid;
    }
    without_off(&mut made.encryption);
    without_off(&mut made.deletion_protection);
    without_off(&mut made.policy);
    made.tags.retain(|tag| tag.value.is_some());
    made.ttl = Setting::Unsaid;
    made.recovery = Setting::Unsaid;
    let keys: Vec<_> = made
        .keys
        .iter()
        .chain(made.indexes.iter().flat_map(|index| &index.keys))
        .map(|key| key.attribute.clone())
        .collect();
    made.attributes
        .retain(|attribute| keys.contains(&attribute.name));
    made
}

fn without_off<T>(setting: &mut Setting<T>) {
    if matches!(setting, Setting::Off) {
        *setting = Setting::Unsaid;
    }
}

/// The call that makes an index of a table that is paid for like this: with the types of its key's attributes, and
/// without what the billing has no place for.
pub(crate) fn create_index(index: &Index, of: &Definition, billing: Billing) -> Call {
    use crate::table::check::capacity::{WARM_READ, WARM_WRITE};
    let mut index = index.clone();
    without_off(&mut index.caps.read);
    without_off(&mut index.caps.write);
    match billing {
        Billing::Provisioned => index.caps = Caps::default(),
        Billing::OnDemand => {
            index.capacity = None;
            // Every index on demand is that warm.
            index.warm = Warm {
                read: index.warm.read.filter(|&units| units >= WARM_READ),
                write: index.warm.write.filter(|&units| units >= WARM_WRITE),
            };
        }
    }
    let of_key = |name: &str| index.keys.iter().any(|key| key.attribute == name);
    let attributes = of.attributes.iter().filter(|one| of_key(&one.name));
    let attributes = attributes.cloned().collect();
    Call::Update(Box::new(Update::CreateIndex(Box::new(index), attributes)))
}
