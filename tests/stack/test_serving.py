"""What the web processes are forked from."""

import gc
import importlib

import pytest


@pytest.mark.django_db
def test_what_is_loaded_at_the_start_is_not_looked_through_by_the_garbage_collector_again():
    before, thresholds = gc.get_freeze_count(), gc.get_threshold()
    try:
        importlib.reload(importlib.import_module("config.wsgi"))
        assert gc.get_freeze_count() > before + 100_000
        assert gc.get_threshold()[0] > thresholds[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
