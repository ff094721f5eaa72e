# shape: an extraction leads to the rule that it followed

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:byRule ?rule }
WHERE { ?x txo:byRule ?rule }
