# shape: a place in a paper has a position

PREFIX oa: <http://www.w3.org/ns/oa#>

DELETE { ?place oa:hasSelector ?position }
WHERE { ?place oa:hasSelector ?position . ?position a oa:TextPositionSelector }
