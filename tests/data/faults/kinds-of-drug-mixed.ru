# consistency: this cannot be: it is

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:lenvatinib a txo:AntiPd1Antibody }
