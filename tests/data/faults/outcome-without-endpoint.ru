# shape: an outcome result has exactly one endpoint

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:endpointName ?e }
WHERE { ?x a txo:OutcomeResult ; txo:endpointName ?e }
