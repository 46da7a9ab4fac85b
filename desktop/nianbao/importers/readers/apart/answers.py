"""What a reader in a process of its own answers, as JSON: a document, or why there is none.

The answer is judged like a file from outside: whoever took the reader over may have written it.
"""

import json
from dataclasses import fields
from typing import Any

from nianbao.importers.document import Document
from nianbao.importers.errors import DamagedSourceError, SourceError, UnknownSourceError

_KINDS = {kind.__name__: kind for kind in (SourceError, UnknownSourceError, DamagedSourceError)}


class BrokenAnswerError(Exception):
    """Not what a reader answers: it crashed while it spoke, or is no longer ours."""


class ReaderFailedError(Exception):
    """Something in a reader that nobody foresaw; the words are the places in the program."""


def of_document(document: Document) -> bytes:
    """Return the answer with a document; its tuples become lists."""
    body = {field.name: getattr(document, field.name) for field in fields(Document)}
    return json.dumps({"document": body}).encode()


def of_refusal(error: SourceError) -> bytes:
    """Return the answer that there is no document."""
    kind = type(error).__name__
    return json.dumps({"refused": [kind, error.message, error.advice]}).encode()


def of_failure(description: str) -> bytes:
    """Return the answer that the program itself failed, with where it did."""
    return json.dumps({"failed": description}).encode()


def document_of(answer: bytes) -> Document:
    """Return the document; raise the refusal or the failure that is answered."""
    from pydantic import TypeAdapter

    try:
        body: dict[str, Any] = json.loads(answer)
        if "refused" in body:
            kind, message, advice = map(str, body["refused"])
            raise _KINDS[kind](message, advice)
        if "failed" in body:
            raise ReaderFailedError(str(body["failed"]))
        return TypeAdapter(Document).validate_python(body["document"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = "no answer of a reader"
        raise BrokenAnswerError(message) from error
