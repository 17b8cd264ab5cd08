"""Files that come back or come from elsewhere: edited workbooks and CSV tables, foreign tables, to changes of a ledger."""
