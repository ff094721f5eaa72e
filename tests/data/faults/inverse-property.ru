# profile: owl:inverseOf is outside OWL 2 EL: it reverses a property

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:componentOf a owl:ObjectProperty ; owl:inverseOf txo:hasComponent }
