# quality: label-whitespace: a label has spaces at an end

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>

DELETE { txo:Regimen rdfs:label ?label }
INSERT { txo:Regimen rdfs:label " regimen "@en }
WHERE { txo:Regimen rdfs:label ?label }
