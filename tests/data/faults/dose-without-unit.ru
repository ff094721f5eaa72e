# shape: a dose has exactly one unit

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:unitName ?unit }
WHERE { ?x a txo:DoseStatement ; txo:unitName ?unit }
