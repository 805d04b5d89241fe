"""One drawing of the application serves every home in a process, each with parts of its own."""

from gateway.api.blueprints import BASE
from gateway.app import create_app
from gateway.security.signing_keys import SigningKeys
from gateway.settings import GatewaySettings
from tests.gateway.api_bench import PASSWORD, ApiBench

OTHER_KEYS = SigningKeys(b"another signing key, of 32 bytes")


def test_two_applications_share_their_routes(api: ApiBench) -> None:
    other = create_app(api.home.backend, GatewaySettings(OTHER_KEYS))

    assert other.url_map is api.app.url_map


def test_two_applications_share_neither_keys_nor_settings(api: ApiBench) -> None:
    settings = GatewaySettings(OTHER_KEYS, largest_body=10)
    other = create_app(api.home.backend, settings).test_client()
    ana = api.who_signs_in("ana@example.org")
    signed = {"Authorization": f"Bearer {api.token(ana)}"}
    words = {"email": "ana@example.org", "password": PASSWORD}

    assert api.get("/exchanges?student=me", ana).status_code == 200
    assert other.get(f"{BASE}/exchanges?student=me", headers=signed).status_code == 401
    assert api.post("/session", json=words).status_code == 201
    assert other.post(f"{BASE}/session", json=words).status_code == 413


def test_each_application_says_by_itself_whether_it_is_behind_tls(api: ApiBench) -> None:
    settings = GatewaySettings(OTHER_KEYS, is_behind_tls=True)
    other = create_app(api.home.backend, settings).test_client()

    assert "Strict-Transport-Security" in other.get("/healthz").headers
    assert "Strict-Transport-Security" not in api.client.get("/healthz").headers
