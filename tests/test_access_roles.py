"""Who may write with a sign-in: roles from claims and lists, and settings that would be unsafe."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.workspace.model import ROLES
from ui import roles, sign_in

# Roles


@pytest.mark.parametrize(
    ("claims", "name", "role"),
    [
        ({"roles": ["coordinator"]}, "roles", "coordinator"),
        ({"roles": ["viewer", "analyst", "other"]}, "roles", "analyst"),
        ({"roles": "viewer coordinator"}, "roles", "coordinator"),
        ({"roles": "viewer,coordinator"}, "roles", "coordinator"),
        ({"realm_access": {"roles": ["viewer"]}}, "realm_access.roles", "viewer"),
        ({"http://schemas.example/role": "analyst"}, "http://schemas.example/role", "analyst"),
        ({"roles": ["Analyst", "admin", 3, None, {"analyst": 1}]}, "roles", None),
        ({"roles": {"analyst": True}}, "roles", None),
        ({"roles": None}, "roles", None),
        ({"role": "analyst"}, "roles", None),
        ({"realm_access": "analyst"}, "realm_access.roles", None),
        ({}, "a.b.c", None),
    ],
)
def test_a_claim_gives_its_highest_known_role(claims, name, role):
    assert roles.claimed(claims, name) == role


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_a_claim_of_any_shape_gives_a_known_role_or_none(value):
    assert roles.claimed({"roles": value}, "roles") in (None, *ROLES)


@pytest.fixture
def state(monkeypatch, tmp_path) -> Path:
    monkeypatch.setenv("TWIN_STATE", str(tmp_path / "state"))
    for name in ("TWIN_ROLES_FILE", "TWIN_ROLE_CLAIM", "TWIN_KEY_SALT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def listing(monkeypatch, state):
    def write(text: str) -> None:
        file = state / "roles.csv"
        file.write_text(text, encoding="utf-8-sig")
        monkeypatch.setenv("TWIN_ROLES_FILE", str(file))

    return write


def person(**claims: object) -> dict[str, object]:
    return {"iss": "https://id.example.se", "sub": "s1", **claims}


def test_a_key_tells_nothing_and_differs_between_installations(monkeypatch, state):
    key = roles.key("https://id.example.se", "anna.andersson@example.se")
    assert len(key) == 24 and int(key, 16) >= 0
    assert key == roles.key("https://id.example.se", "anna.andersson@example.se")
    assert key != roles.key("https://other.example.se", "anna.andersson@example.se")
    salt = state / "state" / "access.salt"
    assert salt.stat().st_mode & 0o777 == 0o600 and len(salt.read_bytes()) == 32
    assert [file.name for file in salt.parent.iterdir()] == ["access.salt"]
    monkeypatch.setenv("TWIN_STATE", str(state / "elsewhere"))
    assert key != roles.key("https://id.example.se", "anna.andersson@example.se")


def test_issuer_and_subject_cannot_be_shifted_into_each_other(state):
    assert roles.key("https://id.example.se/a", "b") != roles.key("https://id.example.se/", "ab")


def test_the_list_stands_above_the_claim(listing):
    listing("issuer,subject,role\nhttps://id.example.se,s1,viewer\n")
    assert roles.role(person(roles=["analyst"])) == "viewer"
    assert roles.role(person(sub="s2", roles=["analyst"])) == "analyst"
    assert roles.role(person(iss="https://evil.example", roles=[])) is None


def test_the_list_takes_the_code_that_the_page_shows(listing):
    listing(f"code,role\n{roles.key('https://id.example.se', 's1')},coordinator\n")
    assert roles.role(person()) == "coordinator"


def test_the_claims_name_is_a_setting(monkeypatch, state):
    monkeypatch.setenv("TWIN_ROLE_CLAIM", "grupper")
    assert roles.role(person(grupper=["coordinator"], roles=["analyst"])) == "coordinator"


@pytest.mark.parametrize("lacking", ["iss", "sub"])
def test_nobody_without_issuer_and_subject_has_a_role(state, lacking):
    assert roles.role({**person(roles=["analyst"]), lacking: ""}) is None


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("code,role\nabc,admin\n", 2),
        ("code,role\nabc,viewer\n,viewer\n", 3),
        ("issuer,subject,role\nhttps://id.example.se,,viewer\n", 2),
        ("code,role\nabc,viewer\nabc,analyst\n", 3),
        ("namn,roll\nAnna,analyst\n", 2),
    ],
)
def test_a_faulty_list_gives_nobody_a_role_and_names_the_row(listing, text, row):
    listing(text)
    with pytest.raises(roles.RolesFault, match=f"rad {row}"):
        roles.role(person(roles=["analyst"]))


def test_a_list_that_is_missing_or_in_the_repository_gives_nobody_a_role(monkeypatch, state):
    monkeypatch.setenv("TWIN_ROLES_FILE", str(state / "gone.csv"))
    with pytest.raises(roles.RolesFault, match="kan inte läsas"):
        roles.role(person())
    monkeypatch.setenv("TWIN_ROLES_FILE", str(Path(__file__).parent / "roles.csv"))
    with pytest.raises(roles.RolesFault, match="Flytta den utanför"):
        roles.role(person())


def test_a_sign_in_lasts_half_a_day():
    now = time.time()
    assert roles.fresh({"iat": now}) and roles.fresh({"iat": int(now - 11.9 * 3600)})
    assert not roles.fresh({"iat": now - 12.1 * 3600})
    assert not roles.fresh({"iat": now + 3600})
    assert not any(roles.fresh(claims) for claims in ({}, {"iat": None}, {"iat": "now"}, {"iat": True}))


# Settings of the sign-in


GOOD = {
    "redirect_uri": "https://twin.example.se/oauth2callback",
    "cookie_secret": "0123456789abcdef" * 4,
    "client_id": "x",
    "client_secret": "y",
    "server_metadata_url": "https://id.example.se/.well-known/openid-configuration",
}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"cookie_secret": "xxx"}, "cookie_secret"),
        ({"cookie_secret": None}, "cookie_secret"),
        ({"redirect_uri": "http://twin.example.se/oauth2callback"}, "redirect_uri"),
        ({"redirect_uri": "http://127.0.0.1:{port}/oauth2callback"}, ""),
        ({"server_metadata_url": "http://id.example.se/x"}, "server_metadata_url"),
        ({"client_id": None}, "client_id"),
        ({"entra": {"client_id": "z", "server_metadata_url": "http://id.example.se"}}, "[auth.entra]"),
    ],
)
def test_an_unsafe_sign_in_is_told(monkeypatch, changes, told):
    auth = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    monkeypatch.setattr(sign_in.st, "secrets", {"auth": auth})
    assert (told in sign_in.fault()) if told else sign_in.fault() == ""


@pytest.mark.parametrize(("option", "value"), [("server.trustedUserHeaders", {"X-Role": "roles"}), ("server.enableXsrfProtection", False)])
def test_settings_that_would_stand_above_the_cookie_are_told(monkeypatch, option, value):
    monkeypatch.setattr(sign_in.st, "secrets", {"auth": GOOD})
    ask = sign_in.st.get_option
    monkeypatch.setattr(sign_in.st, "get_option", lambda name: value if name == option else ask(name))
    assert option in sign_in.fault()
