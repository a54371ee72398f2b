"""What every test may use."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# No test is about the time that an example takes: machines are shared, and tests run side by side. In continuous
# integration the same examples are tried each time; new ones are looked for at the desk.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update` writes the expected texts anew; read the diff before you commit it."""
    parser.addoption("--update", action="store_true", help="write expected texts instead of comparing them")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected texts are to be written."""
    return bool(request.config.getoption("--update"))
