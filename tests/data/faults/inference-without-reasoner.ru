# shape: an inferred fact says which reasoning concluded it

PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>

DELETE { ?axiom prov:wasGeneratedBy ?reasoning }
WHERE { ?axiom a owl:Axiom ; prov:wasGeneratedBy ?reasoning }
