# shape: a whole number that comes before its end

PREFIX oa: <http://www.w3.org/ns/oa#>

DELETE { ?p oa:start ?start }
INSERT { ?p oa:start 99999999 }
WHERE { ?p oa:start ?start }
