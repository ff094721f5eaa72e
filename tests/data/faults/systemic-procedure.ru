# shape: a systemic component is a systemic therapy

PREFIX txo: <https://w3id.org/txo#>

INSERT { ?regimen txo:hasSystemicComponent txo:tace }
WHERE { ?regimen txo:hasComponent txo:tace }
