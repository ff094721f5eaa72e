# quality: duplicate-label: two terms of one kind have the same label

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:Twin a owl:Class ; rdfs:label "Regimen"@en }
