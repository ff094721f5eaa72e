# profile: owl:AllDisjointProperties is outside OWL 2 EL

PREFIX txo: <https://w3id.org/txo#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA { [] a owl:AllDisjointProperties ; owl:members ( txo:arm txo:study ) }
