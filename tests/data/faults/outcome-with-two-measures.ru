# shape: an outcome result has exactly one measure

PREFIX txo: <https://w3id.org/txo#>

INSERT { ?x txo:qualifier "NR" }
WHERE { ?x a txo:OutcomeResult ; txo:value ?v }
