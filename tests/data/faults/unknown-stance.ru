# shape: a recommendation takes exactly one stance

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:stance ?stance }
INSERT { ?x txo:stance "perhaps" }
WHERE { ?x txo:stance ?stance }
