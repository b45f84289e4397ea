"""What a template of a certificate may say; what is shipped; what a published one keeps."""

import tomllib
from copy import deepcopy
from typing import Any

import pytest

from services.certificates import checking, completing, templates
from tenants.catalogue import actions as catalogue
from tenants.catalogue import queries
from tenants.catalogue.kinds import BadTemplateError
from tenants.catalogue.models import Template

SHIPPED = sorted(templates.SHIPPED.glob("*.toml"))


@pytest.fixture
def content() -> dict[str, Any]:
    """The certificate of residence, to be spoilt."""
    return tomllib.loads((templates.SHIPPED / "residence.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.stem))
def test_every_shipped_template_is_sound_and_complete(file: Any) -> None:
    content = completing.complete(tomllib.loads(file.read_text(encoding="utf-8")))

    checking.check(content)

    kinds = {block["kind"] for block in content["blocks"]}
    assert kinds >= {"title", "paragraph", "basis", "addressee", "validity"}
    assert set(content["names"]) == set(content["description"]) == {"ky", "ru", "en"}


def block(content: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in content["blocks"] if one["key"] == key)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda c: c["names"].pop("ru"), "names.ru is missing"),
        (lambda c: c["blocks"].append(dict(c["blocks"][0])), "key of its own"),
        (lambda c: c["blocks"].append({**c["blocks"][0], "key": "second"}), "one block of the kind title"),
        (lambda c: c["blocks"].pop(0), "one block of the kind title"),
        (lambda c: block(c, "body").update(kind="poem"), "Block body: there is no kind 'poem'"),
        (lambda c: block(c, "body").update(ru=""), "Block body: ru is missing"),
        (lambda c: block(c, "body").update(ky="{resident.nmae}"), "Block body, ky: There is no fact 'resident.nmae'"),
        (lambda c: block(c, "addressee").update(ru_otherwise="{"), "Block addressee, ru_otherwise: A bracket"),
        (lambda c: block(c, "body").update(kind="table", fact="resident.pin"), "'resident.pin' is no table"),
        (lambda c: block(c, "body").update(kind="table", fact="secrets"), "'secrets' is no table"),
        (lambda c: c.pop("validity_days"), "Block validity, ky: without validity_days there is no last day"),
    ],
)
def test_a_bad_template_is_refused_and_told_where_and_why(content: dict[str, Any], spoil: Any, complaint: str) -> None:
    spoil(content)

    with pytest.raises(BadTemplateError, match=complaint):
        checking.check(content)


def test_a_template_knows_which_facts_it_needs(content: dict[str, Any], karool: object) -> None:
    needed, optional = templates.get("residence").facts

    assert {"resident.name", "residence.address", "household.book"} <= needed
    assert optional == {"resident.pin", "resident.document", "residence.since"}
    assert not any(name.startswith("certificate.") for name in needed | optional)


def test_an_old_version_stays_as_it_was(content: dict[str, Any], karool: object) -> None:
    before = templates.get("residence")
    changed = deepcopy(content)
    block(changed, "title")["ky"] = "ЖАҢЫ МААЛЫМКАТ"

    catalogue.publish(kind=templates.KIND, code="residence", content=changed)

    assert templates.get("residence").version == before.version + 1
    assert templates.get("residence", version=before.version) == before
    codes = [one.code for one in queries.current(templates.KIND)]
    assert codes[:3] == ["residence", "family_composition", "joint_residence"]
    assert len(codes) == 34


def test_a_template_whose_content_differs_is_never_taken_for_the_one_read_before(
    content: dict[str, Any], karool: object
) -> None:
    before = templates.get("residence")
    content["names"]["ky"] = "Башкача маалымкат"

    Template.objects.filter(kind=templates.KIND, code="residence").update(content=content)

    after = templates.get("residence")
    assert (after.code, after.version) == (before.code, before.version)
    assert after.name.ky == "Башкача маалымкат"
    assert templates.get("residence") is after  # and the same content is taken apart once
