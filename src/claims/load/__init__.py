"""Reading and writing records. Called, `claims.load(path)`, it is the function of `claims.api`: a ledger."""
