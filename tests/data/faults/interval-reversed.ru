# shape: does not exceed the upper end

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:ciLow ?low ; txo:ciHigh ?high }
INSERT { ?x txo:ciLow ?high ; txo:ciHigh ?low }
WHERE { ?x txo:ciLow ?low ; txo:ciHigh ?high }
