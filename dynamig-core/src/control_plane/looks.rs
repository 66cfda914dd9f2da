use crate::table::diff::Property;
use crate::table::{Call, Changing, ChangingPart, Definition, Observed, Setting};

/// What is looked at besides DescribeTable; each has a call of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Looks {
    pub(crate) ttl: bool,
    pub(crate) recovery: bool,
    pub(crate) tags: bool,
    pub(crate) policy: bool,
    pub(crate) items: Items,
}

/// How exactly items are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Items {
    /// As DynamoDB has counted them.
    #[default]
    Count,
    /// Where it has counted none, by looking for one.
    LookForOne,
}

impl Looks {
    /// At what a definition says something of.
    pub(crate) fn of(definition: &Definition) -> Self {
        Self {
            ttl: !definition.ttl.is_unsaid(),
            recovery: !definition.recovery.is_unsaid(),
            tags: !definition.tags.is_empty(),
            policy: !definition.policy.is_unsaid(),
            // A time to live on a table with items deletes some of them.
            items: match definition.ttl {
                Setting::On(_) => Items::LookForOne,
                Setting::Off | Setting::Unsaid => Items::Count,
            },
        }
    }

    /// At what tells whether a call has taken effect.
    pub(crate) fn before(call: &Call) -> Self {
        Self {
            ttl: matches!(call, Call::TtlOn(_) | Call::TtlOff(_)),
            recovery: matches!(call, Call::Recovery(_)),
            tags: matches!(call, Call::Tag(_) | Call::Untag(_)),
            policy: matches!(call, Call::Policy(_) | Call::NoPolicy),
            ..Self::default()
        }
    }

    /// Takes out of what somebody saw who looked at more what is not looked at here.
    pub(crate) fn forget_the_rest(&self, observed: &mut Observed) {
        let seen = &mut observed.definition;
        if !self.ttl {
            seen.ttl = Setting::Unsaid;
            let is_its = |changing: &Changing| changing.part == ChangingPart::Ttl;
            observed.changing.retain(|changing| !is_its(changing));
            observed.unlooked.insert(Property::Ttl);
        }
        if !self.recovery {
            seen.recovery = Setting::Unsaid;
            observed.unlooked.insert(Property::Recovery);
        }
        if !self.policy {
            seen.policy = Setting::Unsaid;
            observed.unlooked.insert(Property::Policy);
        }
        if !self.tags {
            seen.tags.clear();
            observed.reserved_tags.clear();
            observed.stack = None;
            observed.unlooked.insert(Property::Tags);
        }
    }
}
