"""Shared templates: published in versions, checked before, never changed after."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tenants.catalogue import actions, kinds, queries
from tenants.catalogue.kinds import BadTemplateError, TemplateKind
from tenants.catalogue.models import Template
from tenants.directory.models import Tenant
from tereze.exchange.registry import NameTakenError, UnknownNameError
from tests.conftest import inside


def check(content: Mapping[str, Any]) -> None:
    if "title" not in content:
        raise BadTemplateError("title is missing")


@pytest.fixture(autouse=True)
def shelf(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kind of templates of the test's own; returns the folder of those that are shipped."""
    monkeypatch.setattr(kinds.registry, "_things", dict(kinds.registry._things))
    kinds.registry.add(TemplateKind("test", check, tmp_path))
    return tmp_path


def publish(code: str = "leave", **content: Any) -> Template:
    return actions.publish(kind="test", code=code, content={"title": "Арыз"} | content)


def test_what_is_published_first_is_version_one() -> None:
    template = publish()

    assert (str(template), template.content) == ("test/leave v1", {"title": "Арыз"})


def test_a_change_is_the_next_version_and_the_former_one_stays() -> None:
    first, second = publish(), publish(days=14)

    assert (first.version, second.version) == (1, 2)
    assert queries.get("test", "leave") == second
    assert queries.get("test", "leave", version=1).content == {"title": "Арыз"}


def test_publishing_the_same_again_changes_nothing() -> None:
    publish()
    second = publish(days=14)

    assert publish(days=14) == second
    assert Template.objects.of_kind("test").count() == 2


def test_going_back_is_a_new_version_too() -> None:
    publish()
    publish(days=14)

    assert publish().version == 3


def test_every_template_has_its_own_versions() -> None:
    publish()

    assert publish("invitation").version == 1


def test_what_breaks_the_rules_of_its_kind_is_not_published() -> None:
    with pytest.raises(BadTemplateError, match="title is missing"):
        actions.publish(kind="test", code="leave", content={})

    assert not Template.objects.of_kind("test").exists()


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        actions.publish(kind="nobody's", code="leave", content={})


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(NameTakenError):
        kinds.registry.add(TemplateKind("test", check))


def test_the_database_holds_one_template_for_a_version() -> None:
    template = publish()

    with pytest.raises(IntegrityError, match="one_template_per_version"), transaction.atomic():
        Template.objects.create(kind="test", code="leave", version=1, content={}, published_at=template.published_at)


def test_current_templates_come_newest_and_in_the_order_they_say() -> None:
    for code, order in (("c", 1), ("a", 3), ("b", 2)):
        publish(code, order=order + 10)
        publish(code, order=order)
    publish("unordered")

    found = queries.current("test")

    assert [(template.code, template.version) for template in found] == [
        ("c", 2), ("b", 2), ("a", 2), ("unordered", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "version"), [("nobody", None), ("nobody", 1), ("leave", 2)])
def test_what_was_never_published_is_not_there(code: str, version: int | None) -> None:
    publish()

    with pytest.raises(Template.DoesNotExist):
        queries.get("test", code, version=version)


def test_what_is_shipped_is_published_once_and_again_only_when_it_changed(shelf: Path) -> None:
    (shelf / "leave.toml").write_text('title = "Арыз"\n', encoding="utf-8")
    (shelf / "notes.txt").write_text("no template")

    for title in ("Арыз", "Арыз", "Өргүү арызы"):
        (shelf / "leave.toml").write_text(f'title = "{title}"\n', encoding="utf-8")
        actions.publish_shipped()

    assert [(one.version, one.content["title"]) for one in Template.objects.of_kind("test").order_by("version")] == [
        (1, "Арыз"), (2, "Өргүү арызы"),
    ]  # fmt: skip


def test_one_bad_file_keeps_everything_unpublished_that_came_with_it(shelf: Path) -> None:
    (shelf / "bad.toml").write_text("days = 14\n")

    with pytest.raises(BadTemplateError), transaction.atomic():
        actions.publish_shipped()

    assert not Template.objects.of_kind("test").exists()


def test_the_certificates_we_ship_are_published_everywhere(in_karool: Tenant) -> None:
    codes = {template.code for template in queries.current("certificate")}

    assert {"residence", "family_composition", "joint_residence"} <= codes


def test_a_council_reads_templates_and_changes_none(karool: Tenant) -> None:
    publish()

    with inside(karool):
        assert queries.get("test", "leave").version == 1
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            publish(days=14)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Template.objects.update(content={})
