//! Time to live, recovery, encryption, policy and tags.

use dynamig_rules::table::check::*;
use dynamig_rules::table::*;

use crate::breach::{Breach, breach};
use crate::made::*;

pub(crate) fn breaches() -> Vec<Breach> {
    vec![
        breach(&protection::TTL, Part::Ttl, |t| {
            t.ttl = Setting::On(String::new())
        }),
        breach(&protection::DAYS, Part::Recovery, |t| {
            t.recovery = Setting::On(Recovery { days: Some(36) })
        }),
        breach(&protection::KMS_KEY, Part::Encryption, |t| {
            t.encryption = Setting::On(Encryption {
                key: Some(String::new()),
            });
        }),
        breach(&protection::POLICY, Part::Policy, |t| {
            t.policy = Setting::On(" ".repeat(20_481))
        }),
        breach(&tags::COUNT, Part::Tags, |t| {
            t.tags.extend((0..50).map(|n| tag(&n.to_string(), "")))
        }),
        breach(&tags::KEY, Part::Tag(0), |t| {
            t.tags[0].key = "AWS:team".into()
        }),
        breach(&tags::KEY, Part::Tag(0), |t| t.tags[0].key.clear()),
        breach(&tags::VALUE, Part::Tag(0), |t| {
            t.tags[0].value = Some("v".repeat(257))
        }),
        breach(&tags::ONE_KEY, Part::Tag(1), |t| {
            t.tags.push(tag("team", "other"))
        }),
    ]
}
