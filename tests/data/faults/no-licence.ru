# quality: incomplete-header: the ontology does not say all

PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

DELETE { ?o dcterms:license ?licence }
WHERE { ?o a owl:Ontology ; dcterms:license ?licence }
