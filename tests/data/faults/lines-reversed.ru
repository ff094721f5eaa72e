# shape: a later one does not come before it

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:toLine ?line }
INSERT { ?x txo:toLine 1 ; txo:fromLine 2 }
WHERE { ?x txo:toLine ?line }
