r"""Papers in, documents out: one reader per format, chosen by what a file contains.

A reader is a module-level `Reader` in its own file and one entry of `READERS`; nothing else knows formats.

>>> import pathlib, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     file = pathlib.Path(folder, "case.txt")
...     _ = file.write_text("# A short case\n\nThe patient recovered.\n", encoding="utf-8")
...     [(str(b.kind), read(file)[b.span]) for b in read(file).blocks]
[('title', 'A short case'), ('paragraph', 'The patient recovered.')]
"""

from __future__ import annotations

from kg_builder.readers._find import READERS, find_papers, read, read_bytes
from kg_builder.readers._reader import Reader

__all__ = ["READERS", "Reader", "find_papers", "read", "read_bytes"]
