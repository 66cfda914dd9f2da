use super::{MigrationReport, Report, State, Summary, TableSummary};
use crate::history::Head;
use crate::registry::Registry;

/// Where every migration stands when the summary of the history agrees with the registry, without reading any row: all
/// are applied; by whom and when is not looked at. `None` where some are baselined or skipped, which only rows tell.
#[must_use]
pub fn settled(registry: &Registry, head: &Head) -> Option<Report> {
    if head.baselined + head.skipped > 0 {
        return None;
    }
    let applied = |migration| MigrationReport::linked(migration, None, State::Applied);
    let migrations: Vec<_> = registry.in_order().map(applied).collect();
    Some(Report {
        summary: Summary {
            tables: TableSummary {
                known: registry.tables().len(),
                unlooked: registry.tables().len(),
                ..TableSummary::default()
            },
            ..Summary::of(registry.all().len(), &migrations)
        },
        migrations,
        tables: Vec::new(),
        warnings: Vec::new(),
    })
}
