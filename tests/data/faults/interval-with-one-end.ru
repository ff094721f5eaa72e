# shape: a confidence interval has both ends or none

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:ciHigh ?high }
WHERE { ?x txo:ciHigh ?high }
