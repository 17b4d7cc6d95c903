//! `claims graph`: what speaks to what around claims, as a tree or in a format that other programs draw.

use claims_model::Target;

use super::score;
use crate::{
    desk::Desk,
    failure::{Exit, Failure, Outcome},
    graph::Graph,
    plugins::{self, Kind, Options},
    refs,
    render::graph as render,
};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claims graph c2\n  claims graph                 every claim that is being checked or was\n  claims graph l6              what is said about one link\n  claims graph c2 --dot | dot -Tsvg > c2.svg\n  claims graph c2 --mermaid\n\nRead it downwards: each line speaks to the one it hangs from. What speaks to a link undercuts it or backs it.\n(above) and (below) say where else a claim is drawn."
)]
pub(crate) struct Args {
    /// The claims (c2), or links (l6); all that are checked if none is named
    #[arg(value_name = "HANDLE")]
    handles: Vec<String>,
    /// Write a flowchart for Mermaid, as in Markdown on many sites
    #[arg(long, group = "format")]
    mermaid: bool,
    /// Write a graph for Graphviz
    #[arg(long, group = "format")]
    dot: bool,
    /// Write it as Argdown, a text that people can go on with
    #[arg(long, group = "format")]
    argdown: bool,
}

pub(crate) fn run(args: &Args, desk: &Desk<'_>) -> Outcome<()> {
    let mut out = desk.out();
    if out.json && (args.mermaid || args.dot || args.argdown) {
        return Err(Failure::new(Exit::Usage, "--json is a format of its own; name one format"));
    }
    let mut casebook = desk.open()?;
    let records = casebook.read()?;
    let starts = if args.handles.is_empty() {
        score::chosen(&records, &[])?.iter().map(|claim| Target::Claim(claim.key)).collect()
    } else {
        args.handles.iter().map(|typed| refs::target(&records, typed)).collect::<Outcome<Vec<_>>>()?
    };
    let mut graph = Graph::around(&records, &starts)?;
    if args.handles.is_empty() {
        graph.tops_first();
    }
    if out.json {
        out.object(&render::json(&graph))?;
        return out.done();
    }
    if graph.claims.is_empty() {
        out.message("no claims to draw")?;
    }
    if args.argdown {
        let exporter = plugins::find(desk, Kind::Exporter, "argdown", &[])?;
        exporter.export(&graph.case(&records)?, &Options::new(), &mut out.raw())?;
        return out.done();
    }
    let text = if args.mermaid {
        render::mermaid(&graph)
    } else if args.dot {
        render::dot(&graph)
    } else {
        render::tree(&graph, out.shows.then_some(out.columns))
    };
    out.as_is(&text)?;
    if args.mermaid && graph.links.len() > render::MOST_MERMAID_EDGES {
        out.message(&format!(
            "Mermaid draws at most {} edges unless its maxEdges is raised; this has more",
            render::MOST_MERMAID_EDGES
        ))?;
    }
    out.done()
}
