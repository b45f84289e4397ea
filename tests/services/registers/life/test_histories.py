"""Any sequence of events of all kinds keeps what must hold, tells the past as it was, and can be taken back."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tenants.directory.models import Tenant
from tests.services.registers.life.histories.village import Village

# What fails is told as it was found: making it smaller costs minutes, so that is done by hand (add Phase.shrink).
HOW = settings(
    max_examples=7, stateful_step_count=10, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.generate],
)  # fmt: skip


def test_whatever_happens_stays_true_and_can_be_taken_back(in_karool: Tenant) -> None:
    Village.happened.clear()
    run_state_machine_as_test(Village, settings=HOW)
    assert Village.happened.total() > 30, "hardly anything could happen"
    assert len(Village.happened) > 15, "hardly any kind of event could happen"
