"""Measurements of speed and memory, and the generator of claims that they and the tests use. Not part of what is installed."""
