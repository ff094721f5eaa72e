# shape: a value in percent lies between 0 and 100

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:value ?v }
INSERT { ?x txo:value 250.0 }
WHERE { ?x a txo:OutcomeResult ; txo:unitName "percent" ; txo:value ?v }
