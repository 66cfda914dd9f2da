use std::collections::BTreeSet;
use std::fmt::Write as _;

use dynamig::{MigrationId, Registry};
use serde::Serialize;

/// Show which migrations depend on which
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct GraphArgs {
    /// How it is drawn
    #[arg(long, value_name = "STYLE", default_value = "tree")]
    pub(crate) style: Style,
}

/// How a graph is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Style {
    /// Indented, for people.
    #[default]
    Tree,
    /// For Graphviz.
    Dot,
    /// For pull requests and wikis.
    Mermaid,
}

impl Style {
    /// Draws a graph.
    pub(crate) fn draw(self, graph: &Graph) -> String {
        match self {
            Self::Tree => graph.text(),
            Self::Dot => graph.dot(),
            Self::Mermaid => graph.mermaid(),
        }
    }
}

/// The migrations in the order of their versions, each after all that it depends on.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Graph {
    pub(crate) migrations: Vec<Node>,
}

/// A migration, and what it depends on.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) description: String,
    pub(crate) depends_on: Vec<String>,
}

/// Reads the graph off a registry.
pub(crate) fn run(_args: &GraphArgs, registry: &Registry) -> Graph {
    let nodes = registry.in_order().map(|migration| {
        let ids = migration.depends_on().iter();
        // As the registry writes ids: a text may have leading zeros.
        let ids: BTreeSet<MigrationId> = ids.filter_map(|text| text.parse().ok()).collect();
        Node {
            id: migration.id().to_string(),
            description: migration.description().to_owned(),
            depends_on: ids.iter().map(MigrationId::to_string).collect(),
        }
    });
    Graph {
        migrations: nodes.collect(),
    }
}

impl Graph {
    /// A tree for each migration that depends on none, with its dependants below it. What was shown with all that is
    /// below it is shown again with `(*)` only.
    pub(crate) fn text(&self) -> String {
        let mut tree = Tree {
            graph: self,
            text: String::new(),
            shown: BTreeSet::new(),
        };
        for node in self
            .migrations
            .iter()
            .filter(|node| node.depends_on.is_empty())
        {
            tree.show(node, "", "", "");
        }
        tree.text
    }

    /// Graphviz: `cargo dynamig graph --style dot | dot -Tsvg`.
    pub(crate) fn dot(&self) -> String {
        let mut text = "digraph migrations {\n  rankdir = LR;\n  node [shape = box];\n".to_owned();
        for node in &self.migrations {
            let label = label(node, "\\n").replace('"', "\\\"");
            let _infallible = writeln!(text, "  \"{}\" [label = \"{label}\"];", node.id);
        }
        for (from, to) in self.edges() {
            let _infallible = writeln!(text, "  \"{from}\" -> \"{to}\";");
        }
        text.push_str("}\n");
        text
    }

    /// Mermaid, as pull requests show it.
    pub(crate) fn mermaid(&self) -> String {
        let mut text = "graph LR\n".to_owned();
        for node in &self.migrations {
            let label = label(node, "<br>").replace('"', "#quot;");
            let _infallible = writeln!(text, "  m{}[\"{label}\"]", node.id);
        }
        for (from, to) in self.edges() {
            let _infallible = writeln!(text, "  m{from} --> m{to}");
        }
        text
    }

    /// From what must run first to what depends on it.
    fn edges(&self) -> impl Iterator<Item = (&str, &str)> {
        self.migrations.iter().flat_map(|node| {
            node.depends_on
                .iter()
                .map(|id| (id.as_str(), node.id.as_str()))
        })
    }
}

fn label(node: &Node, newline: &str) -> String {
    match node.description.as_str() {
        "" => node.id.clone(),
        description => format!("{}{newline}{}", node.id, description.replace('\\', "\\\\")),
    }
}

struct Tree<'g> {
    graph: &'g Graph,
    text: String,
    shown: BTreeSet<&'g str>,
}

impl<'g> Tree<'g> {
    fn show(&mut self, node: &'g Node, indent: &str, branch: &str, below: &str) {
        let dependants: Vec<_> = self
            .graph
            .migrations
            .iter()
            .filter(|other| other.depends_on.contains(&node.id))
            .collect();
        let again = !self.shown.insert(&node.id) && !dependants.is_empty();
        let mark = if again { " (*)" } else { "" };
        let _infallible = writeln!(self.text, "{indent}{branch}{}{mark}", node.id);
        let Some((last, others)) = dependants.split_last().filter(|_| !again) else {
            return;
        };
        let indent = format!("{indent}{below}");
        for dependant in others {
            self.show(dependant, &indent, "├── ", "│   ");
        }
        self.show(last, &indent, "└── ", "    ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::given::{migration, registry};

    fn graph() -> Graph {
        run(
            &GraphArgs::default(),
            &registry([
                migration("1_seed", "", &[]),
                migration("2_customers", "", &["01_seed"]),
                migration("3_plans", "", &["1_seed"]),
                migration("4_invoices", "", &["2_customers", "3_plans"]),
                migration("5_totals", "", &["4_invoices"]),
                migration("6_alone", "", &[]),
            ]),
        )
    }

    #[test]
    fn a_tree_shows_what_is_below_a_migration_once() {
        insta::assert_snapshot!(graph().text());
    }

    #[test]
    fn dot_and_mermaid_have_every_migration_and_every_edge() {
        let mut graph = graph();
        graph.migrations[1].description = "The \"first\" customers".to_owned();
        insta::assert_snapshot!(format!("{}\n{}", graph.dot(), graph.mermaid()));
    }
}
