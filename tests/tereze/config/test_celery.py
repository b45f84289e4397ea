"""A task works in the council it is told, and nowhere else."""

import pytest
from celery import shared_task
from django.conf import settings
from django.db import DataError

from tenants.directory.models import Tenant
from tereze.config.celery import CouncilTask, NoCouncilError, app
from tereze.exchange import tasks as deliveries
from tereze.storage import tasks as storing
from tests.tereze.config.conftest import expected, where

SEEN: list[object] = []


@shared_task(base=CouncilTask, name="tests.look_around")
def look_around(*arguments: object, **named: object) -> tuple[str, str]:
    SEEN.append((arguments, named))
    if named.get("fails"):
        raise RuntimeError("no")
    return where()


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    SEEN.clear()


def test_a_task_works_in_its_council_under_its_role_and_leaves_it(karool: Tenant) -> None:
    assert look_around(1, two=2, council="karool") == expected("karool")

    assert SEEN == [((1,), {"two": 2})]  # the council is for the way there, not for the task
    assert where() == expected("public")


def test_a_task_that_fails_leaves_its_council_too(karool: Tenant) -> None:
    with pytest.raises(RuntimeError):
        look_around(council="karool", fails=True)

    assert where() == expected("public")


@pytest.mark.parametrize("council", ["", "public"])
@pytest.mark.parametrize("task", [look_around, deliveries.deliver, storing.store], ids=lambda task: str(task.name))
def test_a_task_without_a_council_refuses(task: CouncilTask, council: str, db: None) -> None:
    with pytest.raises(NoCouncilError, match=f"{task.name} needs council="):
        task(**({"council": council} if council else {}))

    assert SEEN == []


def test_a_task_for_a_council_that_is_gone_reads_nothing_of_public(db: None) -> None:
    with pytest.raises(DataError, match="does not exist"):
        look_around(council="closed_long_ago")


def test_a_task_is_acknowledged_when_it_is_done_and_handed_back_when_its_worker_dies() -> None:
    assert look_around.acks_late
    assert look_around.reject_on_worker_lost
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1


def test_every_sweep_that_is_planned_exists_and_expires_when_the_next_one_comes() -> None:
    app.loader.import_default_modules()

    assert len(settings.CELERY_BEAT_SCHEDULE) >= 3
    for planned in settings.CELERY_BEAT_SCHEDULE.values():
        assert planned["task"] in app.tasks
        assert planned["options"] == {"expires": planned["schedule"]}
