"""Where a fact comes from. An incident, finding, posting, parent or published figure without one is refused."""

from typing import ClassVar

from django.db import models

from ground.guards import NoDelete
from ground.history import track


@track()
class Source(models.Model):
    """A document, list, page or record that facts rest on."""

    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=300, blank=True)
    published_on = models.CharField(max_length=20, blank=True, help_text="As precise as known: 2013, 2013-02 or a day")
    address = models.URLField(max_length=1000, blank=True)
    external_id = models.CharField("identifier at its source", max_length=100, blank=True)

    class Meta:
        triggers: ClassVar = [NoDelete(name="no_delete")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(title=""),
                name="source_has_title",
                violation_error_message="A source has a title.",
            ),
            models.UniqueConstraint(
                fields=["external_id"], condition=~models.Q(external_id=""), name="source_external_id_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
