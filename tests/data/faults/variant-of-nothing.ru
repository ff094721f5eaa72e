# shape: a regimen variant is a variant of exactly one regimen

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:variantOf ?regimen }
WHERE { ?x txo:variantOf ?regimen }
