"""From evidence to verdict and confidence: pure functions."""
