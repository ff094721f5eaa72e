# consistency: this cannot be: it is txo:Drug and txo:Procedure, which exclude each other

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:lenvatinib a txo:Resection }
