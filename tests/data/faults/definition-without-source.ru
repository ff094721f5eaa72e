# quality: missing-definition-source: a definition does not say whose it is

PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX txo: <https://w3id.org/txo#>

DELETE { txo:lenvatinib dcterms:source ?source }
WHERE { txo:lenvatinib dcterms:source ?source }
