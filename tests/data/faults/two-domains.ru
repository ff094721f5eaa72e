# quality: multiple-domains: a property has several domains

PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:regimen rdfs:range txo:Arm }
