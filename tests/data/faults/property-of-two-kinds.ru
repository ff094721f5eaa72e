# profile: a property is declared as owl:DatatypeProperty, owl:ObjectProperty

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:value a owl:ObjectProperty }
