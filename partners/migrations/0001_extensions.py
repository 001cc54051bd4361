"""Trigram search and exclusion constraints need these two extensions; both are trusted, no superuser needed."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("pghistory", "0007_auto_20250421_0444")]
    operations = [TrigramExtension(), BtreeGistExtension()]
