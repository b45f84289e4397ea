"""What can be asked about shared templates."""

from tenants.catalogue.models import Template


def current(kind: str) -> list[Template]:
    """Return the newest version of every template of `kind`, in the order their content gives them."""
    found = Template.objects.of_kind(kind).latest()
    return sorted(found, key=lambda template: (template.content.get("order", 1_000), template.code))


def get(kind: str, code: str, *, version: int | None = None) -> Template:
    """Return one template: the newest version unless told. Raises Template.DoesNotExist."""
    found = Template.objects.of_kind(kind).filter(code=code)
    if version is not None:
        return found.get(version=version)
    template = found.order_by("-version").first()
    if template is None:
        raise Template.DoesNotExist(f"{kind}/{code}")
    return template
