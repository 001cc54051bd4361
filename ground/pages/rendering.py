"""The form renderer: Django's own widgets with the classes USWDS and Gatehouse's stylesheet expect.

Set as `FORM_RENDERER`. A form, a field and an error list render through `templates/uswds/`; a widget keeps Django's
template and gets its class here, so no form has to name a class. The admin shares the renderer and is not harmed:
a class without a stylesheet does nothing.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting

_WIDGETS = "django/forms/widgets/"

CLASSES: Mapping[str, str] = {
    **{
        f"{_WIDGETS}{name}.html": "usa-input"
        for name in (
            "text",
            "number",
            "email",
            "url",
            "tel",
            "password",
            "search",
            "date",
            "datetime",
            "time",
            "color",
        )
    },
    f"{_WIDGETS}textarea.html": "usa-textarea",
    f"{_WIDGETS}select.html": "usa-select",
    f"{_WIDGETS}file.html": "gh-file",
    f"{_WIDGETS}clearable_file_input.html": "gh-file",
    f"{_WIDGETS}checkbox.html": "gh-check",
    f"{_WIDGETS}checkbox_option.html": "gh-check",
    f"{_WIDGETS}radio_option.html": "gh-check",
}
REPLACED: Mapping[str, str] = {
    f"{_WIDGETS}select.html": "uswds/select.html",
    f"{_WIDGETS}radio.html": "uswds/choices.html",
    f"{_WIDGETS}checkbox_select.html": "uswds/choices.html",
    f"{_WIDGETS}clearable_file_input.html": "uswds/file.html",
}


class UswdsRenderer(TemplatesSetting):
    """Renders forms through `templates/uswds/` and adds the USWDS class to every widget."""

    form_template_name = "uswds/form.html"
    field_template_name = "uswds/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Render one template; a widget's context is dressed first."""
        widget = context.get("widget")
        if isinstance(widget, dict):
            dress(widget)
            template_name = REPLACED.get(template_name, template_name)
        return super().render(template_name, context, request)


def dress(widget: dict[str, Any]) -> None:
    """Add classes to a widget's context and to what is inside it: parts of a range, options of a radio group."""
    template_name = widget.get("template_name", "")
    attrs = widget["attrs"]
    if name := CLASSES.get(template_name):
        classes = [name]
        if attrs.get("aria-invalid") and name != "gh-check":
            classes.append("usa-input--error")
        attrs["class"] = " ".join([*classes, *str(attrs.get("class", "")).split()])
    if widget.get("type") == "password":
        attrs.pop("placeholder", None)  # repeats the label and goes away when one types
    if template_name == f"{_WIDGETS}date.html" and widget.get("type") == "text":
        # Django writes dates as ISO text under the English locale, which is what a native date field takes.
        widget["type"] = "date"
    for part in widget.get("subwidgets", ()):
        if isinstance(part, dict):
            dress(part)
    for _group, options, _index in widget.get("optgroups", ()):
        for option in options:
            dress(option)
