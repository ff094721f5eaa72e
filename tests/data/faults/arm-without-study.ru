# shape: an arm belongs to exactly one study

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?arm txo:study ?study }
WHERE { ?arm a txo:Arm ; txo:study ?study }
