"""The pages: functions from a shelf and what is asked to components; they know no server.

search (the front page too), treatment and factor, regimen, paper, comparison, sparql
"""

__all__ = ()
