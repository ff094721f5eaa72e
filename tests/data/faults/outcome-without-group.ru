# shape: an outcome result says who had it

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:arm ?a ; txo:regimen ?r ; txo:subgroup ?s }
WHERE { ?x a txo:OutcomeResult OPTIONAL { ?x txo:arm ?a } OPTIONAL { ?x txo:regimen ?r } OPTIONAL { ?x txo:subgroup ?s } }
