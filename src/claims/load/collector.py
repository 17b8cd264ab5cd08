"""The garbage collector, paused while records are loaded in bulk."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector and restore it as it was, whatever happens.

    Parsed records hold no cycles, yet each generation of them is walked again and again: that is the greatest cost of a bulk load.
    What came to be meanwhile counts as old afterwards, so that it is not all walked at once as soon as the pause ends.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_freeze_count() == 0:  # what the program froze itself stays frozen
                gc.freeze()
                gc.unfreeze()
            gc.enable()
