# quality: class-hierarchy-cycle: a class is below itself

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:Drug rdfs:subClassOf txo:VegfrTki }
