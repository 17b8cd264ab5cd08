"""Writing ledgers. Called, `claims.export(ledger, path)`, it is the function of `claims.api`: the files written."""
