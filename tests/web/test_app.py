from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from kg_builder.web import create_app
from kg_builder.web.shelf import Shelf


@pytest.fixture
def client(shelf: Shelf) -> FlaskClient:
    """The application as a browser sees it."""
    client: FlaskClient = create_app(shelf).server.test_client()
    return client


def asked(client: FlaskClient, output: str, inputs: list[tuple[str, str, Any]]) -> Any:  # noqa: ANN401 - JSON
    """The answer of a callback."""
    ids = [o.rsplit(".", 1) for o in output.strip(".").split("...")]
    outputs = [{"id": i, "property": p} for i, p in ids]
    body = {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": [{"id": i, "property": p, "value": v} for i, p, v in inputs],
        "changedPropIds": [f"{i}.{p}" for i, p, _ in inputs],
    }
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code in (200, 204), response.text
    return json.loads(response.text)["response"] if response.text else None


@pytest.mark.parametrize("path", ["/", "/regimen/lenvatinib", "/anything?q=<script>alert(1)</script>"])
def test_every_address_serves_the_application_from_here(client: FlaskClient, path: str) -> None:
    """Deep links work; every script and style comes from this server; nothing of the address is echoed."""
    response = client.get(path)
    assert response.status_code == 200
    assert "alert(1)" not in response.text
    links = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert links
    assert [link for link in links if not link.startswith("/")] == []
    for link in links:
        with client.get(link) as part:
            assert part.status_code == 200, link


def test_nothing_foreign_may_run(client: FlaskClient) -> None:
    """The policy that the browser gets lets only this server's scripts run and only it be asked."""
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert "http" not in policy


def test_a_page_comes_by_its_address(client: FlaskClient) -> None:
    """The callback of the address gives the page and puts the question into the search field."""
    answer = asked(
        client, "..page.children...asked.value..", [("url", "pathname", "/search"), ("url", "search", "?q=lenvatinib")]
    )
    assert answer["asked"]["value"] == "lenvatinib"
    assert "/regimen/lenvatinib" in json.dumps(answer["page"]["children"])


def test_a_quote_opens_by_its_address(client: FlaskClient, shelf: Shelf) -> None:
    """The part behind # opens the quote."""
    record = next(r for r in shelf.records if r.quote == "33.0%")
    assert "33.0%" in json.dumps(asked(client, "sheet.children", [("url", "hash", f"#{record.id}")]))


def test_a_comparison_downloads(client: FlaskClient) -> None:
    """The CSV has what the address asks for; what it names in vain leaves it empty."""
    response = client.get("/compare.csv?r=lenvatinib&endpoint=OS+median")
    assert response.mimetype == "text/csv"
    assert len(response.text.splitlines()) == 3
    assert len(client.get("/compare.csv?r=qqqqqq").text.splitlines()) == 1
