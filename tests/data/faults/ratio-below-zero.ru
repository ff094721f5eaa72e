# shape: a ratio is above 0

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:value ?v }
INSERT { ?x txo:value -0.5 }
WHERE { ?x a txo:EffectEstimate ; txo:value ?v }
