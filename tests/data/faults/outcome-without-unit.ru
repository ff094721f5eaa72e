# shape: an outcome result with a value has a unit

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:unitName ?u }
WHERE { ?x a txo:OutcomeResult ; txo:unitName ?u }
