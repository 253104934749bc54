"""The strategies of the model draw every field, so that no law holds only because a field is always empty."""

from attrs import Factory, fields
from hypothesis import given, seed
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg.model import Programme
from support.examples import examples


def differing(value, found):
    """Note which fields of a value, and of all values within it, are not what they are when left out."""
    if isinstance(value, tuple):
        for item in value:
            differing(item, found)
    elif hasattr(type(value), "__attrs_attrs__"):
        for a in fields(type(value)):
            if a.init:
                inner = getattr(value, a.name)
                default = a.default
                if isinstance(default, Factory):
                    default = default.factory(value) if default.takes_self else default.factory()
                field = type(value).__module__, type(value).__name__, a.name
                found[field] = found.get(field, False) or inner != default
                differing(inner, found)


def never_differing(found):
    """Return the fields of the model that were drawn, but only ever as they are when left out."""
    return [
        field
        for field, differs in found.items()
        if field[0].startswith("innbyggertorg.model") and not differs
    ]


def test_every_field_of_the_model_is_drawn_with_more_than_its_default():
    found = {}

    @examples(100)
    @given(testing.programmes())
    def draw(programme: Programme) -> None:
        differing(programme, found)

    for turn in range(10):  # as often as it takes, which is once or twice
        seed(turn)(draw)()
        if not never_differing(found):
            break
    assert never_differing(found) == []
    drawn = {kind for module, kind, _ in found if module.startswith("innbyggertorg.model")}
    assert {"Room", "Service", "Closure", "Event", "EventDetails", "Contact"} <= drawn


@examples(40)
@given(testing.events(ids=st.just("e" * 63), torg="t" * 63))
def test_a_uid_of_its_own_holds_the_whole_id_however_long(event):
    """Two events of one programme would have one uid, and the strategy of programmes would raise."""
    assert ":" not in event.uid or event.uid.endswith(f":{event.torg}:{event.id}")
