"""How the properties are checked: always the same examples by default, many fresh ones at night."""

from hypothesis import HealthCheck, Phase, settings

# Values are large, and many are filtered by what the laws presuppose: slow data is no failure here.
_CALM = (HealthCheck.too_slow, HealthCheck.data_too_large)

settings.register_profile(
    "ci",
    derandomize=True,  # the same examples on each run and machine: a red run is red because of its change
    database=None,
    deadline=None,
    max_examples=100,
    print_blob=True,
    suppress_health_check=_CALM,
)
settings.register_profile(
    "nightly",  # pytest --hypothesis-profile nightly
    deadline=None,
    max_examples=5_000,
    print_blob=True,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=_CALM,
)
settings.load_profile("ci")
