# quality: multiple-definitions: a term has more than one definition

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:Regimen skos:definition "a thing"@en }
