"""Sources that must be refused, and with what words."""

import pytest

from nianbao.importers.registry import read_bytes
from nianbao.report.errors import UserError


def refused(content: bytes, name: str = "资料") -> UserError:
    """Read a source that must be refused; what is wrong and what to do are whole sentences."""
    with pytest.raises(UserError) as error:
        read_bytes(content, name)
    assert error.value.message.endswith("。")
    assert error.value.advice.endswith("。")
    return error.value


def refusal(content: bytes, name: str = "资料") -> str:
    """What is wrong with a source that must be refused."""
    return refused(content, name).message
