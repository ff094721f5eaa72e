# profile: undeclared: a property is used and not declared

PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:lenvatinib <http://example.org/likes> txo:tace }
