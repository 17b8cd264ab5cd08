"""Proof of the checker: mistakes inserted at random into a copy of the shipped ledger, and how many of them are caught."""
