# profile: nameless: txo:hasComponent relates individuals

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:folfox txo:hasComponent [ a txo:Platinum ] }
