# consistency: a class can have no members: it is txo:Drug and txo:Procedure

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX txo: <https://w3id.org/txo#>

INSERT DATA { txo:Both a owl:Class ; rdfs:subClassOf txo:Chemotherapy , txo:Radiotherapy }
