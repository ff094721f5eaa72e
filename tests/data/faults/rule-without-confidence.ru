# shape: a rule has exactly one confidence

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:confidence ?word }
INSERT { ?x txo:confidence "fairly" }
WHERE { ?x txo:confidence ?word }
