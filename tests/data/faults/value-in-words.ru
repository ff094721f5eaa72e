# shape: a value is one decimal number

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:value ?v }
INSERT { ?x txo:value "ten" }
WHERE { ?x a txo:OutcomeResult ; txo:value ?v }
