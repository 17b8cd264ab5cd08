"""Settings for every test: two hypothesis profiles, chosen by `HYPOTHESIS_PROFILE` (default `dev`; `ci` where CI sets `CI`)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline: the machines that run this are shared, and a slow second is no defect. `ci` draws the same examples in every run.
settings.register_profile("dev", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, database=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
