"""Checking claims. Called, `claims.check(paths)`, it is the function of `claims.api`: a report on files or folders of claims."""
