"""The only module that speaks HTTP. Manners towards publishers in one place: who we are, how long we wait, when we ask again, what we refuse.

An answer that is HTML where data was due is an error here, and so is data where a page with links was due.
"""

import hashlib
import os
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests

from ingest.bodies import beginning, most, wrong_kind
from ingest.errors import FetchError, NothingToReplay, NotThere
from ingest.source import Answer, Request

USER_AGENT = "TwinTransition/1.0 (municipal climate and digital dashboard; contact: the coordinator named in data/region.toml)"
RETRIED = {408, 425, 429, 500, 502, 503, 504}
MISSING = {400, 404, 410}  # the publisher is well and has not what we ask for
WAITS = (1.0, 2.0, 4.0, 8.0)  # seconds before the second to the fifth attempt
LONGEST_WAIT = 120.0  # a longer Retry-After means: come back another time
CONNECT, READ = 10.0, 60.0
SLOW_HOSTS = {  # these answer in minutes
    "data.vinnova.se": 300.0,
    "swecris-api.vr.se": 300.0,
    "data.formas.se": 300.0,
    "nationellaemissionsdatabasen.smhi.se": 300.0,
    "cordis.europa.eu": 300.0,
}
SECONDS_BETWEEN = {"statistikdatabasen.scb.se": 0.4, "api.scb.se": 0.4, "api.kolada.se": 0.2, "admin.dataportal.se": 0.5}  # others 1.0
OBTAINED = {"public_copy", "rebuilt"}


class Http:
    """One session for a whole run. `say` hears of every wait, so that long work shows what it is doing."""

    def __init__(self, gateway: str | None = None, patience: float | None = None, say: Callable[[str], None] = lambda text: None) -> None:
        self.gateway = (gateway if gateway is not None else os.environ.get("INGEST_GATEWAY", "")).rstrip("/") or None
        self.patience = float(os.environ.get("INGEST_PATIENCE", "1")) if patience is None else patience
        self.say = say
        self._session = requests.Session()
        self._session.headers["User-Agent"] = USER_AGENT
        self._last: dict[str, float] = {}

    def ask(self, key: str, request: Request, known: Answer | None = None) -> Answer:
        """The answer to one request; `known` with its body when the publisher says that nothing is new (304).

        Raises FetchError, or NothingToReplay where a gateway has no answer.
        """
        host = urlsplit(request.url).hostname or ""
        headers = {name: _secret(key, value, request.refused) for name, value in request.headers.items()}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        response, body = self._attempts(key, request, host, headers)
        if response.status_code == 304 and known:
            return known
        if self.gateway and response.status_code == 404 and response.headers.get("X-Obtained") not in OBTAINED:  # not the publisher's word
            raise NothingToReplay(key, f"Mellanlagret {self.gateway} har inget svar för {request.url}.", "De inbyggda siffrorna används.")
        if response.status_code in (401, 403) and request.refused:
            raise FetchError(key, f"{host} svarade {response.status_code} på {request.url}: {beginning(body)}", request.refused)
        if response.status_code != 200:
            raise (NotThere if response.status_code in MISSING else FetchError)(
                key,
                f"{host} svarade {response.status_code} på {request.url}: {beginning(body)}",
                "Kontrollera adressen och koderna i källfilen mot utgivarens beskrivning.",
            )
        if wrong := wrong_kind(request, body):
            raise FetchError(
                key,
                f"{wrong} där {request.expects} väntades, från {request.url}: {beginning(body)}",
                "Utgivaren kan ha flyttat adressen eller ha driftstopp; öppna adressen i en webbläsare.",
            )
        obtained, copy_of = self._provenance(key, response)
        return Answer(
            request=request,
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            fetched_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            obtained=obtained,
            via=self.gateway,
            copy_of=copy_of,
            release=response.headers.get("X-Release") if self.gateway else None,
        )

    def _attempts(self, key: str, request: Request, host: str, headers: dict[str, str]) -> tuple[requests.Response, bytes]:
        fault = ""
        for attempt in range(len(WAITS) + 1):
            self._throttle(host)
            wait = WAITS[min(attempt, len(WAITS) - 1)] * random.uniform(0.75, 1.25)  # noqa: S311 jitter, not a secret
            try:
                response, body = self._once(key, request, host, headers)
            except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as cause:
                fault = f"{host}{f' genom {self.gateway}' if self.gateway else ''} gick inte att nå eller avbröt svaret ({type(cause).__name__})"
            else:
                if response.status_code not in RETRIED:
                    return response, body
                fault = f"{host} svarade {response.status_code}"
                wait = _asked_wait(response) or wait
            if wait > LONGEST_WAIT:
                raise FetchError(key, f"{fault} och ber oss vänta {wait:.0f} s.", "Kör hämtningen igen senare.")
            if attempt < len(WAITS):
                self.say(f"{key}: {fault}, försöker igen om {wait:.0f} s")
                time.sleep(wait * self.patience)
        raise FetchError(key, f"{fault} vid {len(WAITS) + 1} försök.", "Kör hämtningen igen senare; de senaste goda siffrorna ligger kvar.")

    def _once(self, key: str, request: Request, host: str, headers: dict[str, str], redirects: int = 3) -> tuple[requests.Response, bytes]:
        parts = urlsplit(request.url)
        url = f"{self.gateway}/{parts.netloc}{parts.path or '/'}{'?' + parts.query if parts.query else ''}" if self.gateway else request.url
        with self._session.request(
            "GET" if request.body is None else "POST",
            url,
            json=request.body,
            headers=headers,
            # not below a tenth: an answer on the loopback needs a moment too
            timeout=(CONNECT * max(self.patience, 0.1), SLOW_HOSTS.get(host, READ) * max(self.patience, 0.1)),
            stream=True,
            allow_redirects=False,  # one to another host would leave the gateway, and put another publisher's bytes on the receipt
        ) as response:
            if response.is_redirect:
                target = urljoin(request.url, response.headers["Location"])
                bared = parts.scheme == "https" and urlsplit(target).scheme != "https"  # a key in the headers would be seen on the way
                if urlsplit(target).hostname != host or bared or redirects == 0:
                    raise FetchError(key, f"{host} hänvisar vidare till {target}.", "Är det utgivarens nya adress, skriv den i källfilen.")
                return self._once(key, replace(request, url=target), host, headers, redirects - 1)
            chunks, size = [], 0
            for chunk in response.iter_content(1 << 16):
                size += len(chunk)
                if size > most(request):
                    raise FetchError(key, f"{host} skickar mer än {most(request)} byte.", "Begränsa frågan i källfilen till det som läses.")
                chunks.append(chunk)
            return response, b"".join(chunks)

    def _throttle(self, host: str) -> None:
        wait = self._last.get(host, 0.0) + SECONDS_BETWEEN.get(host, 1.0) * self.patience - time.monotonic()
        if wait > 0 and host in self._last:
            time.sleep(wait)
        self._last[host] = time.monotonic()

    def _provenance(self, key: str, response: requests.Response) -> tuple[str, str | None]:
        """How the bytes were obtained, and what they are a copy of: a gateway's answer is never 'direct'."""
        if not self.gateway:
            return "direct", None
        mark = response.headers.get("X-Obtained", "")
        if mark not in OBTAINED:
            raise NothingToReplay(
                key,
                f"Mellanlagret {self.gateway} märker svaret «{mark or 'inget'}»; bara {' och '.join(sorted(OBTAINED))} får bli siffror.",
                "De inbyggda siffrorna används. Låt mellanlagret svara med X-Obtained: public_copy om det kopierar utgivaren.",
            )
        return mark, response.headers.get("X-Copy-Of") or f"mellanlager {self.gateway}"


def _secret(key: str, value: str, refused: str) -> str:
    """The header with its key from the environment. Raises NothingToReplay where nobody has set one: the source is then not asked at all."""
    name = next((word[1:] for word in value.split() if word.startswith("$")), None)
    if name is None:
        return value
    if not os.environ.get(name):
        remedy = refused or f"Sätt {name} till den nyckel som utgivaren har delat ut."
        raise NothingToReplay(key, f"Källan tillfrågas inte: miljövariabeln {name} är inte satt.", remedy)
    return value.replace(f"${name}", os.environ[name])


def _asked_wait(response: requests.Response) -> float | None:
    """The seconds of a Retry-After header, which may also be a date; None where there is none."""
    asked = response.headers.get("Retry-After", "")
    if asked.isdigit():
        return float(asked)
    try:
        return max((parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return None
