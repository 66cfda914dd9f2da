use super::diff::{kms, policy};
use super::{
    Billing, Call, Caps, Definition, Encryption, Index, Observed, Recovery, Setting, Update, Warm,
};

impl Call {
    /// Whether a table is already as the call would make it, so that it need not be sent. `None`: the table is not
    /// there.
    #[must_use]
    pub fn is_met_by(&self, observed: Option<&Observed>) -> bool {
        match (self, observed) {
            (Self::Delete, None) | (Self::Create(_), Some(_)) => true,
            // A backup is another one each time.
            (_, None) | (Self::Delete | Self::BackUp(_), Some(_)) => false,
            (Self::Update(update), Some(observed)) => update.is_met_by(&observed.definition),
            (Self::TtlOn(attribute), Some(observed)) => {
                observed.definition.ttl == Setting::On(attribute.clone())
            }
            (Self::TtlOff(_), Some(observed)) => observed.definition.ttl == Setting::Off,
            (Self::Recovery(recovery), Some(observed)) => {
                recovers(recovery, &observed.definition.recovery)
            }
            (Self::Tag(tags), Some(observed)) => {
                let has = |(key, value): (&String, &String)| {
                    let mut tags = observed.definition.tags.iter();
                    tags.any(|tag| tag.key == *key && tag.value.as_ref() == Some(value))
                };
                tags.iter().all(has)
            }
            (Self::Untag(keys), Some(observed)) => observed
                .definition
                .tags
                .iter()
                .all(|tag| !keys.contains(&tag.key)),
            (Self::Policy(wanted), Some(observed)) => {
                let policy = observed.definition.policy.on();
                policy.is_some_and(|policy| policy::is_same(wanted, policy))
            }
            (Self::NoPolicy, Some(observed)) => observed.definition.policy == Setting::Off,
        }
    }
}

impl Call {
    /// Whether the table does not show that it is as the call makes it: a KMS key that is named by an alias.
    pub(crate) fn shows_nowhere(&self) -> bool {
        matches!(self, Self::Update(_)) && self.encryption().is_some_and(kms::is_by_alias)
    }

    /// The encryption with a KMS key that the call asks for.
    pub(crate) fn encryption(&self) -> Option<&Encryption> {
        match self {
            Self::Create(definition) => definition.encryption.on(),
            Self::Update(update) => match &**update {
                Update::Encryption(encryption) => encryption.on(),
                _ => None,
            },
            _ => None,
        }
    }
}

impl Update {
    fn is_met_by(&self, is: &Definition) -> bool {
        let of =
            |name: &str, holds: &dyn Fn(&Index) -> bool| is.global_index(name).is_some_and(holds);
        match self {
            Self::Capacity {
                billing,
                table,
                indexes,
            } => {
                billing.is_none_or(|billing| is.billing == Some(billing))
                    && table.is_none_or(|table| is.capacity == Some(table))
                    && indexes
                        .iter()
                        .all(|(name, units)| of(name, &|index| index.capacity == Some(*units)))
            }
            Self::OnDemand(caps) => is.billing == Some(Billing::OnDemand) && capped(caps, &is.caps),
            Self::Caps(caps) => capped(caps, &is.caps),
            Self::IndexCaps(indexes) => indexes
                .iter()
                .all(|(name, caps)| of(name, &|index| capped(caps, &index.caps))),
            Self::Warm(warm) => warmed(*warm, is.warm),
            Self::IndexWarm(indexes) => indexes
                .iter()
                .all(|(name, warm)| of(name, &|index| warmed(*warm, index.warm))),
            Self::Class(class) => is.class == Some(*class),
            Self::Encryption(encryption) => encrypted(encryption, &is.encryption),
            Self::Stream(stream) => is.stream == *stream,
            Self::DeletionProtection(protection) => is.deletion_protection == *protection,
            Self::CreateIndex(index, _) => is.global_index(&index.name).is_some(),
            Self::DeleteIndex(name) => is.global_index(name).is_none(),
        }
    }
}

/// AWS tells the key by its ARN, whatever it was named by.
fn encrypted(wanted: &Setting<Encryption>, is: &Setting<Encryption>) -> bool {
    match (wanted, is) {
        (Setting::On(wanted), Setting::On(is)) => kms::shows(wanted, is),
        (wanted, is) => wanted.on().is_none() && is.on().is_none(),
    }
}

/// Days that are not said may be any.
fn recovers(wanted: &Setting<Recovery>, is: &Setting<Recovery>) -> bool {
    match (wanted, is) {
        (Setting::On(wanted), Setting::On(is)) => wanted.days.is_none() || wanted.days == is.days,
        (wanted, is) => wanted.on().is_none() == is.on().is_none() && !is.is_unsaid(),
    }
}

fn capped(wanted: &Caps, is: &Caps) -> bool {
    let holds = |wanted: &Setting<u64>, is: &Setting<u64>| wanted.is_unsaid() || wanted == is;
    holds(&wanted.read, &is.read) && holds(&wanted.write, &is.write)
}

/// AWS raises it by itself: more is enough.
fn warmed(wanted: Warm, is: Warm) -> bool {
    let holds = |wanted: Option<u64>, is: Option<u64>| {
        wanted.is_none_or(|wanted| is.is_some_and(|is| is >= wanted))
    };
    holds(wanted.read, is.read) && holds(wanted.write, is.write)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Scope;

    fn observed(change: impl FnOnce(&mut Definition)) -> Observed {
        let mut observed = Observed::default();
        change(&mut observed.definition);
        observed
    }

    #[test]
    fn what_is_there_need_not_be_made_and_what_is_gone_need_not_be_deleted() {
        let table = observed(|_| {});
        assert!(Call::Create(Box::default()).is_met_by(Some(&table)));
        assert!(!Call::Create(Box::default()).is_met_by(None));
        assert!(Call::Delete.is_met_by(None));
        assert!(!Call::Delete.is_met_by(Some(&table)));
        let with = observed(|table| table.indexes.push(Index::new("by_email", Scope::Global)));
        let delete = Call::Update(Box::new(Update::DeleteIndex("by_email".into())));
        assert!(delete.is_met_by(Some(&table)) && !delete.is_met_by(Some(&with)));
    }

    #[test]
    fn a_setting_that_nobody_looked_at_is_not_met() {
        let unsaid = observed(|_| {});
        for call in [
            Call::TtlOff("a".into()),
            Call::Recovery(Setting::Off),
            Call::NoPolicy,
        ] {
            assert!(!call.is_met_by(Some(&unsaid)), "{call:?}");
        }
    }

    #[test]
    fn warmer_than_wanted_is_warm_enough() {
        let warm = Warm {
            read: Some(20_000),
            write: None,
        };
        let call = Call::Update(Box::new(Update::Warm(warm)));
        let warmer = Warm {
            read: Some(30_000),
            write: Some(4_000),
        };
        assert!(call.is_met_by(Some(&observed(|table| table.warm = warmer))));
        let colder = Warm {
            read: Some(12_000),
            write: Some(4_000),
        };
        assert!(!call.is_met_by(Some(&observed(|table| table.warm = colder))));
    }
}
