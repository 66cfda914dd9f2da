use super::answer::Conflict;
use super::intent::{Intent, IntentKind};
use super::value::same_or_absent;
use crate::item::Attributes;

/// Whether an earlier attempt may have been carried out although its answer did not say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tried {
    /// No: this was the first, or those before were refused.
    Never,
    /// It may: its answer was lost.
    Perhaps,
}

/// What a failed condition means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Settled {
    /// Somebody else has deleted the item: it is counted, and nothing is left to do.
    Gone,
    /// It is as we meant it to become: done.
    AlreadyOurs,
    /// Somebody else has changed it: the function is called again, with the item as it is now.
    RunAgain(Attributes),
}

/// Says what the failed condition of a write means, from the item as it is now.
///
/// Only what we set and remove is compared. Where no attempt of ours can have been carried out, everything else that the
/// answer rests on must be as it was read as well: an application that wrote the same value may have done so from another
/// state, and then the function has to see it.
pub(crate) fn settle(intent: &Intent, conflict: Conflict, tried: Tried) -> Settled {
    let Some(current) = conflict.current else {
        return gone(intent, conflict.at_new_key.as_ref(), tried);
    };
    let is_marked = intent.marker.as_ref().is_some_and(|marker| {
        // A delete sets no marker, so one that is there is an earlier change of this migration's: done as well.
        current.contains_key(marker)
    });
    let IntentKind::Update(difference) = &intent.kind else {
        return match is_marked {
            true => Settled::AlreadyOurs,
            false => Settled::RunAgain(current),
        };
    };
    let is_as_meant = difference
        .names()
        .all(|name| same_or_absent(difference.set.get(name), current.get(name)));
    let rests = || {
        let mut others = intent.conditions.iter().filter(|condition| {
            let name = &condition.name;
            !difference.set.contains_key(name) && !difference.remove.contains(name)
        });
        others.all(|condition| same_or_absent(intent.was(condition), current.get(&condition.name)))
    };
    if is_marked || is_as_meant && (tried == Tried::Perhaps || rests()) {
        Settled::AlreadyOurs
    } else {
        Settled::RunAgain(current)
    }
}

/// No item has the key that the item had.
fn gone(intent: &Intent, at_new_key: Option<&Attributes>, tried: Tried) -> Settled {
    let is_ours = match &intent.kind {
        IntentKind::Update(_) => false,
        IntentKind::Delete => tried == Tried::Perhaps,
        IntentKind::Move(moved) => at_new_key.is_some_and(|found| {
            let mut changed = moved.changed.iter();
            changed.all(|name| same_or_absent(moved.put.get(name), found.get(name)))
        }),
    };
    match is_ours {
        true => Settled::AlreadyOurs,
        false => Settled::Gone,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::sync::Arc;

    use aws_sdk_dynamodb::types::AttributeValue;

    use super::super::intent::{Terms, intend};
    use super::super::target::Target;
    use super::*;
    use crate::item::{Difference, ReadSet, Verdict};
    use crate::migration::Compare;

    fn item(pairs: &[(&str, &str)]) -> Attributes {
        let n = |text: &str| AttributeValue::N(text.to_owned());
        pairs
            .iter()
            .map(|(name, text)| ((*name).to_owned(), n(text)))
            .collect()
    }

    /// `a` was read; by an update, `b` becomes 2 and `c` goes.
    fn intent(verdict: Verdict, marker: Option<&str>) -> Intent {
        let target = Target {
            table: "t".into(),
            partition: "pk".into(),
            sort: None,
            indexes: Vec::new(),
        };
        let terms = Terms {
            compare: Compare::Read,
            marker: marker.map(str::to_owned),
        };
        let reads = ReadSet::Attributes(["a".to_owned()].into());
        let scanned = Arc::new(item(&[("pk", "0"), ("a", "1"), ("c", "3")]));
        intend(&scanned, verdict, reads, &target, &terms)
            .unwrap()
            .unwrap()
    }

    fn update() -> Verdict {
        Verdict::Update(Difference {
            set: item(&[("b", "2")]).into_iter().collect(),
            remove: ["c".to_owned()].into(),
        })
    }

    fn settled(intent: &Intent, current: Option<Attributes>, tried: Tried) -> Settled {
        let conflict = Conflict {
            current,
            at_new_key: None,
        };
        settle(intent, conflict, tried)
    }

    #[test]
    fn our_own_write_is_told_by_what_it_sets_and_removes() {
        let update = intent(update(), None);
        let ours = item(&[("pk", "0"), ("a", "1"), ("b", "2.0"), ("x", "9")]);
        for tried in [Tried::Never, Tried::Perhaps] {
            assert_eq!(
                settled(&update, Some(ours.clone()), tried),
                Settled::AlreadyOurs
            );
        }
        let not_removed = item(&[("pk", "0"), ("a", "1"), ("b", "2"), ("c", "3")]);
        let other_value = item(&[("pk", "0"), ("a", "1"), ("b", "4")]);
        for current in [not_removed, other_value] {
            let again = Settled::RunAgain(current.clone());
            assert_eq!(settled(&update, Some(current), Tried::Perhaps), again);
        }
    }

    #[test]
    fn the_same_value_from_another_state_is_ours_only_where_an_answer_was_lost() {
        let update = intent(update(), None);
        let moved_on = item(&[("pk", "0"), ("a", "5"), ("b", "2")]);
        let lost = settled(&update, Some(moved_on.clone()), Tried::Perhaps);
        assert_eq!(lost, Settled::AlreadyOurs);
        let first = settled(&update, Some(moved_on.clone()), Tried::Never);
        assert_eq!(first, Settled::RunAgain(moved_on));
    }

    #[test]
    fn an_item_that_is_gone_is_ours_only_where_our_delete_may_have_been_carried_out() {
        let update = intent(update(), None);
        let delete = intent(Verdict::Delete, None);
        for tried in [Tried::Never, Tried::Perhaps] {
            assert_eq!(settled(&update, None, tried), Settled::Gone);
        }
        assert_eq!(settled(&delete, None, Tried::Never), Settled::Gone);
        assert_eq!(settled(&delete, None, Tried::Perhaps), Settled::AlreadyOurs);
        let current = item(&[("pk", "0"), ("a", "5")]);
        let again = Settled::RunAgain(current.clone());
        assert_eq!(settled(&delete, Some(current), Tried::Perhaps), again);
    }

    #[test]
    fn a_marker_settles_by_itself() {
        let update = intent(update(), Some("done"));
        let marked = item(&[("pk", "0"), ("a", "5"), ("b", "7"), ("done", "1")]);
        assert_eq!(
            settled(&update, Some(marked), Tried::Never),
            Settled::AlreadyOurs
        );
    }

    #[test]
    fn an_item_that_moved_is_ours_where_the_new_one_is_as_we_put_it() {
        let set = item(&[("pk", "7"), ("b", "2")]).into_iter().collect();
        let difference = Difference {
            set,
            ..Difference::default()
        };
        let moved = intent(Verdict::Update(difference), None);
        let at = |found: &[(&str, &str)]| {
            let conflict = Conflict {
                current: None,
                at_new_key: Some(item(found)),
            };
            settle(&moved, conflict, Tried::Perhaps)
        };
        assert_eq!(
            at(&[("pk", "7"), ("b", "2"), ("a", "5")]),
            Settled::AlreadyOurs
        );
        assert_eq!(at(&[("pk", "7"), ("b", "3")]), Settled::Gone);
        assert_eq!(settled(&moved, None, Tried::Perhaps), Settled::Gone);
    }
}
