# quality: missing-label: a term has no English label

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>

DELETE { txo:lenvatinib rdfs:label ?label }
WHERE { txo:lenvatinib rdfs:label ?label }
