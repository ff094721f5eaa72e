# quality: deprecated-reference: a term that is obsolete is still used

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:VegfrTki owl:deprecated true }
