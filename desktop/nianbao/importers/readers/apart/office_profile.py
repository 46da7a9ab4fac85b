"""The settings with which LibreOffice converts a stranger's document: it reaches out for nothing.

Two walls. The document's links are not followed, its macros not run, nothing is updated; and not every
import filter asks whether it may follow a link (those of .doc and RTF do not), so of the protocols that
LibreOffice can speak only those are left that stay on this computer, and of its files only those in the
folder that the conversion works in and its own: no other folder and no share can be named.
"""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

_NAMESPACES = (
    'xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_NEVER = "2"
_SETTINGS = (
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", _NEVER),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", _NEVER),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)
_PROVIDERS = (
    "/org.openoffice.ucb.Configuration/ContentProviders"
    "/org.openoffice.ucb.Configuration:ContentProvidersDataPrimaryKeys['Local']/SecondaryKeys"
)
_PROTOCOLS = {
    "vnd.sun.star.hier": "HierarchyContentProvider",
    "vnd.sun.star.pkg": "PackageContentProvider",
    "vnd.sun.star.zip": "PackageContentProvider",
    "vnd.sun.star.expand": "ExpandContentProvider",
    "vnd.sun.star.tdoc": "TransientDocumentsContentProvider",
    "vnd.sun.star.extension": "ExtensionContentProvider",
    "vnd.libreoffice.image": "ImageContentProvider",
}
"""Of the program itself; left out are http, https, ftp, WebDAV and CMIS in all spellings, and files."""
_FILES = "FileContentProvider"


def write_profile(folder: Path, office: Path) -> None:
    """Lay a fresh profile for ``-env:UserInstallation`` into a folder that does not exist yet.

    With it the program ``office`` reaches what is below the folder's parent and what is its own.
    """
    user = folder / "user"
    user.mkdir(parents=True)
    items = [
        *(_setting(*setting) for setting in _SETTINGS),
        _protocols((folder.parent, office.resolve().parents[1])),
    ]
    text = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f"<oor:items {_NAMESPACES}>", *items]
    )
    text += "\n</oor:items>\n"
    (user / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _setting(path: str, name: str, value: str) -> str:
    return f'<item oor:path="{path}">{_value(name, value)}</item>'


def _protocols(folders: Iterable[Path]) -> str:
    """Return the item that puts our list of protocols in the place of LibreOffice's own."""
    files = {f'"{folder.resolve().as_uri()}/".*': _FILES for folder in folders}
    nodes = "".join(
        f'<node oor:name="Provider{number}" oor:op="replace">'
        f"{_value('ServiceName', f'com.sun.star.ucb.{service}')}"
        f"{_value('URLTemplate', escape(protocol))}{_value('Arguments', '')}</node>"
        for number, (protocol, service) in enumerate({**files, **_PROTOCOLS}.items())
    )
    return (
        f'<item oor:path="{_PROVIDERS}"><node oor:name="Office" oor:op="replace">'
        f'<node oor:name="ProviderData">{nodes}</node></node></item>'
    )


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
