/// The candidate that `wanted` was probably meant to be, if one is near enough to be worth naming.
pub(super) fn nearest<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&wanted.to_lowercase(), candidate),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}

/// ``did you mean `NAME`?`` where a candidate is near, else the list of them all.
pub(super) fn suggestion(wanted: &str, what: &str, candidates: &[&str]) -> String {
    match nearest(wanted, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None => format!("{what}: {}", list(candidates)),
    }
}

/// The names in backticks, joined by commas.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{nearest, suggestion};

    #[test]
    fn a_slip_of_the_finger_is_recognised_whatever_its_case() {
        assert_eq!(
            nearest("Laese", ["region", "lease", "lock_table"]),
            Some("lease")
        );
    }

    #[test]
    fn what_resembles_nothing_gets_the_whole_list() {
        assert_eq!(
            suggestion("xyz", "environments", &["local", "prod"]),
            "environments: `local`, `prod`"
        );
    }
}
