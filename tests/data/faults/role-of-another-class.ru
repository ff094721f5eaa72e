# consistency: exclude each other

PREFIX txo: <https://w3id.org/txo#>

INSERT { ?regimen txo:hasSystemicComponent txo:tace }
WHERE { ?regimen txo:hasComponent txo:tace }
