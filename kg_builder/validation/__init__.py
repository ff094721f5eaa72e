"""Checks of a graph and its ontology."""
