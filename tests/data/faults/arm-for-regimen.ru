# consistency: this cannot be: it is

PREFIX txo: <https://w3id.org/txo#>

INSERT { ?x txo:regimen ?arm }
WHERE { ?x a txo:OutcomeResult ; txo:arm ?arm }
