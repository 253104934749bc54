"""What is written for schema.org, checked by TypeScript against the vocabulary as its makers publish it.

The package schema-dts holds every type and property of schema.org's release, with what each property takes.
"""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from innbyggertorg.chrono import DateRange, Interval
from innbyggertorg.exchange import schema_org
from innbyggertorg.testing import example_programme
from support.houses import golden

NODE = Path(__file__).parent
SPRING = Interval(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))
DAYS = DateRange(date(2026, 3, 1), date(2026, 5, 1))


@pytest.fixture
def complaints(tmp_path):
    """Return what TypeScript has to say about nodes."""
    compiler = NODE / "node_modules" / ".bin" / "tsc"
    if not (shutil.which("node") and compiler.exists() and (NODE / "node_modules" / "schema-dts").exists()):
        pytest.skip("typescript and schema-dts are not installed: npm ci --prefix tests/oracle")
    (tmp_path / "node_modules").symlink_to(NODE / "node_modules")

    def of(nodes):
        text = 'import type { Thing, WithContext } from "schema-dts";\n'
        for number, node in enumerate(nodes):
            text += f"export const n{number}: WithContext<Thing> = {json.dumps(schema_org.document(node))};\n"
        (tmp_path / "nodes.ts").write_text(text, "utf-8")
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext"]
        command = [compiler, *options, "--moduleResolution", "bundler", "nodes.ts"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()

    return of


def nodes_of(programme):
    for torg in programme.torgs:
        yield schema_org.torg(programme, torg.id, hours=DAYS)[0]
        for service in torg.services:
            yield schema_org.service(programme, torg.id, service.id, hours=DAYS)[0]
    for event in programme.events:
        if event.is_public:
            yield schema_org.event(programme, event.uid, SPRING)[0]
    for occurrence in programme.occurrences(SPRING)[:10]:
        yield schema_org.occurrence(programme, occurrence)[0]


@pytest.mark.parametrize("programme", [golden(), example_programme("heggedal")], ids=["golden", "heggedal"])
def test_every_term_is_one_of_the_vocabulary_and_stands_where_it_may(programme, complaints):
    nodes = list(nodes_of(programme))
    assert {"CivicStructure", "EventSeries", "MusicEvent"} & {node["@type"] for node in nodes}
    assert complaints(nodes) == []


def test_the_judge_sees_what_is_wrong(complaints):
    found = complaints(
        [
            {"@type": "CivicStructure", "nme": "Heggedal"},
            {"@type": "Place", "startDate": "2026-01-01"},
            {"@type": "Event", "location": {"@type": "Offer", "price": 1}},
            {"@type": "Event", "eventStatus": "https://schema.org/EventMoved"},
        ]
    )
    lines = {line.partition("(")[2].partition(",")[0] for line in found if line.startswith("nodes.ts(")}
    assert lines == {"2", "3", "4", "5"}
