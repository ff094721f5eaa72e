# shape: what a drug acts on

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:lenvatinib txo:inhibits txo:modality-antibody }
