# profile: xsd:double is no datatype of OWL 2 EL

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE { txo:value rdfs:range ?range }
INSERT { txo:value rdfs:range xsd:double }
WHERE { txo:value rdfs:range ?range }
