# shape: a regimen variant has at least one statement that tells a dose

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:dosing ?dose }
WHERE { ?x txo:dosing ?dose }
