# consistency: which exclude each other

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:lenvatinib txo:inhibits txo:sorafenib }
