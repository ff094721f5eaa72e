# quality: undeclared-term: a term is used but declared nowhere

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:lenvatinib a txo:WonderDrug }
