"""Clinical papers in, a knowledge graph of cancer treatment out."""
