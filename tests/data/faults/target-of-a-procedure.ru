# consistency: exclude each other

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:tace txo:inhibits txo:target-vegfr }
