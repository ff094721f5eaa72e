# profile: construct: owl:oneOf of several is outside OWL 2 EL

PREFIX txo: <https://w3id.org/txo#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA { txo:Pair a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:oneOf ( txo:tace txo:haic ) ] }
