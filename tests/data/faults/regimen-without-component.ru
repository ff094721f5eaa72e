# shape: a regimen has no component

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?regimen txo:hasComponent ?part }
WHERE { ?regimen a txo:Regimen ; txo:hasComponent ?part }
