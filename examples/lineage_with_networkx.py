"""Your own picture of a family of regimens, with networkx and matplotlib alone.

kg-builder build
kg-builder lineage lenvatinib --format json -o lineage.json
python examples/lineage_with_networkx.py lineage.json lineage.png
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib as mpl
import networkx as nx

mpl.use("Agg")
from matplotlib import pyplot as plt


def main(source: str, target: str) -> None:
    """Draw the regimens by number of components, arrows where one adds a component to another."""
    graph = nx.node_link_graph(json.loads(Path(source).read_text("utf-8")), edges="edges")
    adds = nx.DiGraph((u, v) for u, v, data in graph.edges(data=True) if data["type"] == "adds")
    for node in adds:
        adds.nodes[node]["layer"] = len(graph.nodes[node]["components"])
    place = nx.multipartite_layout(adds, subset_key="layer")
    figure, axes = plt.subplots(figsize=(12, 7))
    nx.draw_networkx_edges(adds, place, ax=axes, edge_color="#8A8A8A", arrows=True, node_size=900)
    labels = {node: graph.nodes[node]["label"].replace(" + ", "\n+ ") for node in adds}
    nx.draw_networkx_labels(adds, place, labels, font_size=8, ax=axes, bbox={"fc": "#CFE5F3", "ec": "none"})
    axes.margins(0.15)
    axes.axis("off")
    figure.savefig(target, dpi=120, metadata={"Software": None})
    print(f"{len(adds)} regimens, {adds.number_of_edges()} steps: {target}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
