"""Records, vocabularies, findings and dates: what there is, with no thought of files or formats."""
