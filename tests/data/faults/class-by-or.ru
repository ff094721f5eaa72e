# profile: owl:unionOf is outside OWL 2 EL: it joins classes by or

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:Drug owl:equivalentClass [ a owl:Class ; owl:unionOf ( txo:Chemotherapy txo:Immunotherapy ) ] }
