"""What the journal calls what the register writes into it."""

import re
from pathlib import Path

import pytest
from django.utils import translation

import services.registers
from tereze.audit import words

SOURCES = Path(services.registers.__file__).parent.rglob("*.py")
RECORDED = re.compile(r'journal\.record(?:_read)?\(\s*"([a-z_.]+)"')
ACTIONS = sorted({action for source in SOURCES for action in RECORDED.findall(source.read_text())})


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_action_that_is_journalled_has_a_name(language: str) -> None:
    with translation.override(language):
        said = {action: words.label_of(action) for action in ACTIONS}

    assert len(said) > 10
    assert [action for action, label in said.items() if not re.match("[А-ЯӨҮҢ]", label)] == []


@pytest.mark.parametrize(("subject", "kind"), [("resident:X", "Тургун"), ("household:X", "Түтүн")])
def test_what_an_entry_is_about_has_a_name(subject: str, kind: str) -> None:
    with translation.override("ky"):
        assert words.kind_of(subject) == kind
