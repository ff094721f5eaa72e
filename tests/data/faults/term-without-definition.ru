# quality: missing-definition: a term has no English definition

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX txo: <https://w3id.org/txo#>

DELETE { txo:lenvatinib skos:definition ?text }
WHERE { txo:lenvatinib skos:definition ?text }
