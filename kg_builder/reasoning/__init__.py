"""What follows from the graph: the classes of regimens, found by a reasoner and by rules, and why.

inference = infer(triples)        # or infer(triples, Reasoner.HERMIT)
inference.quads()                 # for the named graph of inferences
explained(triples, regimen)       # in words
"""

from kg_builder.reasoning.inference import INFERRED_GRAPH, Explanation, Inference, Reasoner, compared, explained, infer

__all__ = ["INFERRED_GRAPH", "Explanation", "Inference", "Reasoner", "compared", "explained", "infer"]
