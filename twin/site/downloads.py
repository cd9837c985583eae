"""The datasets as files of the folder: each form that is small as it is, the large ones packed, and none twice."""

import io
import zipfile
from collections.abc import Iterator

from twin.opendata.catalogue_parts import Where
from twin.opendata.declared import datasets
from twin.opendata.writers import write

LARGE = 100_000  # bytes: a CSV over this is packed, other forms of it are left out (Parquet is small and has the same rows)
PACKED = ("csv", "excel.csv")
AT = (1980, 1, 1, 0, 0, 0)  # the same bytes each time


def files() -> Iterator[tuple[str, str, str, bytes]]:
    """Dataset, form, the file's name under the folder, its bytes."""
    for one in datasets():
        for form in one.formats:
            body = write(one, form)
            name = f"data/{one.name}.{form}"
            if len(body) <= LARGE or form == "parquet":
                yield one.name, form, name, body
            elif form in PACKED:
                yield one.name, form, f"{name}.zip", _packed(name.removeprefix("data/"), body)


def _packed(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        into.writestr(zipfile.ZipInfo(name, AT), body, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def where(held: dict[tuple[str, str], str]) -> Where:
    """Where the catalogue finds them: beside itself."""
    return Where("", "index.html", "dictionary.html", held)
