"""Ask a SPARQL endpoint what was tried after failure of a drug, with SPARQLWrapper.

kg-builder build
oxigraph serve &
kg-builder publish --endpoint http://localhost:7878/update
python examples/ask_with_sparqlwrapper.py http://localhost:7878/query lenvatinib
"""

from __future__ import annotations

import sys

from SPARQLWrapper import JSON, SPARQLWrapper

QUERY = """
PREFIX txo: <https://w3id.org/txo#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?next (SUM(?patients) AS ?n) (COUNT(DISTINCT ?paper) AS ?papers) {
  GRAPH ?a { ?step a txo:TreatmentSequence ; txo:fromRegimen ?before ; txo:toRegimen ?after ; txo:paper ?paper .
             OPTIONAL { ?step txo:n ?patients } }
  GRAPH ?b { ?before skos:notation "%s" . ?after rdfs:label ?next }
}
GROUP BY ?next
ORDER BY DESC(?n) ?next
"""


def main(endpoint: str, drug: str) -> None:
    """Print what followed, with patients and papers."""
    if not drug.replace("-", "").replace("+", "").isalnum():
        sys.exit(f"{drug!r} is not the key of a regimen, such as lenvatinib or lenvatinib+tace")
    server = SPARQLWrapper(endpoint, returnFormat=JSON)
    server.setQuery(QUERY % drug)
    for row in server.queryAndConvert()["results"]["bindings"]:
        print(
            f"{row['next']['value']:40} {row.get('n', {}).get('value', '?'):>5} patients, {row['papers']['value']} papers"
        )


if __name__ == "__main__":
    main(*sys.argv[1:3])
