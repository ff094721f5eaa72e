# profile: owl:FunctionalProperty is outside OWL 2 EL

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:regimen a owl:FunctionalProperty }
