"""A small OpenID Connect provider on this machine: discovery, authorize, token and keys, as strict as a real one about what it is asked."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "twin-transition"
CLIENT_SECRET = "only-for-tests-" + "x" * 20


class Provider:
    """Signs people in who click their own name. `people` is name -> claims beyond the usual; a claim None is left out, iat may be moved."""

    def __init__(self, people: Mapping[str, Mapping[str, object]]) -> None:
        self.people = dict(people)
        self.forgers: set[str] = set()  # people whose tokens are signed with a key that the provider doesn't publish
        self.asked: list[dict[str, str]] = []  # every request for authorization
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.other_key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, tuple[str, dict[str, str]]] = {}
        self.issuer = ""

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """The page that asks who you are: a link for each person, back to the application with a code."""
        assert asked["client_id"] == CLIENT and asked["response_type"] == "code" and "openid" in asked["scope"].split()
        assert asked["code_challenge_method"] == "S256" and asked["state"] and asked["nonce"]
        self.asked.append(asked)
        links = []
        for name in self.people:
            code = secrets.token_urlsafe(16)
            self.codes[code] = (name, asked)
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<li><a href="{escape(back, quote=True)}">{escape(name)}</a>')
        return f"<!doctype html><title>Sign in</title><ul>{''.join(links)}</ul>"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, object]:
        """The tokens for a code, once, to who asked for it."""
        assert base64.b64decode(authorization.removeprefix("Basic ")).decode() == f"{CLIENT}:{CLIENT_SECRET}"
        name, asked = self.codes.pop(form["code"])
        assert form["redirect_uri"] == asked["redirect_uri"] and form["grant_type"] == "authorization_code"
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        assert proof == asked["code_challenge"]
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": f"sub-{name}", "iat": now, "exp": now + 86400, "nonce": asked["nonce"]}
        claims = {claim: value for claim, value in {**claims, **self.people[name]}.items() if value is not None}
        key = self.other_key if name in self.forgers else self.key
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 3600, "id_token": token}


@contextmanager
def providing(people: Mapping[str, Mapping[str, object]]) -> Iterator[Provider]:
    """The provider on a free loopback port, for as long as the block runs."""
    provider = Provider(people)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/.well-known/openid-configuration":
                self._answer(json.dumps(provider.discovery()), "application/json")
            elif parts.path == "/keys":
                self._answer(json.dumps({"keys": [provider.key.as_dict(private=False)]}), "application/json")
            elif parts.path == "/authorize":
                self._answer(provider.authorize(asked), "text/html; charset=utf-8")
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(json.dumps(provider.token(form, self.headers["authorization"])), "application/json")

        def _answer(self, text: str, kind: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on the test's screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def settings(provider: Provider, **changes: str) -> str:
    """The text of a secrets.toml for this provider; {port} in redirect_uri is filled in by Streamlit."""
    auth = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "0123456789abcdef" * 4,
        "client_id": CLIENT,
        "client_secret": CLIENT_SECRET,
        "server_metadata_url": f"{provider.issuer}/.well-known/openid-configuration",
        **changes,
    }
    return '[auth]\nclient_kwargs = { scope = "openid" }\n' + "".join(f"{name} = {json.dumps(value)}\n" for name, value in auth.items())
