# shape: a percentage is one decimal number from 0 to 100

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:percent ?v }
INSERT { ?x txo:percent 120.0 }
WHERE { ?x txo:percent ?v }
