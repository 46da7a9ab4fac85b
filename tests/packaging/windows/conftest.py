"""The built installers, and one Windows for all tests of this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from winkit.product import Product, load_product
from winkit.wine import create_prefix

from tests.packaging.windows.desk import Desk, screen


@pytest.fixture(scope="session")
def product() -> Product:
    return load_product()


@pytest.fixture(scope="session")
def build(repository: Path) -> Path:
    """The working folder of `make windows`."""
    return repository / "build" / "windows"


@pytest.fixture(scope="session")
def setup_program(repository: Path, product: Product) -> Path:
    """The installer as it is given to people."""
    return repository / "dist" / product.setup_name


@pytest.fixture(scope="session")
def portable(repository: Path, product: Product) -> Path:
    """The portable archive as it is given to people."""
    return repository / "dist" / product.portable_name


@pytest.fixture(scope="session")
def old_setup(build: Path) -> Path:
    """The installer of the version before."""
    return build / "old-version.exe"


@pytest.fixture(scope="session")
def desk(build: Path, product: Product) -> Iterator[Desk]:
    """A fresh Windows on a screen of its own."""
    with screen() as display:
        windows = create_prefix(build / "test-wine", {"DISPLAY": display})
        yield Desk(windows, display, product, build / "pictures")
        windows.stop()


@pytest.fixture(scope="module")
def installed(desk: Desk, setup_program: Path) -> Iterator[Desk]:
    """The program, installed for the present user."""
    assert desk.install(setup_program) == 0
    yield desk
    desk.windows.stop()
    desk.uninstall()
