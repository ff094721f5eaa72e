# shape: a statement has no source

PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX txo: <https://w3id.org/txo#>

DELETE { ?x prov:wasDerivedFrom ?place }
WHERE { ?x a txo:OutcomeResult ; prov:wasDerivedFrom ?place }
