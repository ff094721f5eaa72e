# shape: an outcome result has exactly one measure

PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x txo:value ?v ; txo:qualifier ?q ; txo:count ?c }
WHERE { ?x a txo:OutcomeResult . OPTIONAL { ?x txo:value ?v } OPTIONAL { ?x txo:qualifier ?q } OPTIONAL { ?x txo:count ?c } }
