#!/usr/bin/env bash
# System packages (Debian and its kin): `system.sh run`, `test`, `windows` or `deb`.
# Root gets them installed; anyone else is told the exact command.
set -euo pipefail

# What PySide6's xcb, wayland and offscreen plugins link to and wheels do not bring.
qt_libraries=(
    libcups2 libdbus-1-3 libegl1 libfontconfig1 libfreetype6 libgl1 libglib2.0-0
    libwayland-client0 libwayland-cursor0 libwayland-egl1 libx11-6 libx11-xcb1
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1
    libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libxcb1 libxkbcommon-x11-0 libxkbcommon0
)
chinese_font=(fonts-noto-cjk)

# Tests open windows, convert exported files and look at the pages.
test_programs=(
    fontconfig imagemagick libreoffice-calc libreoffice-writer poppler-utils strace xauth xdotool xvfb
)

# The Windows program: compiler, installer maker, signature checks, and a Windows to try it in.
windows_programs=(
    binutils-mingw-w64-x86-64 fonts-wqy-microhei gcc-mingw-w64-x86-64-win32 imagemagick locales
    nsis openbox osslsigncode wine wine64 xauth xdotool xvfb
)

# The Debian package: what its interpreter is made with, and the desktops' own tools to try it with.
deb_programs=(
    appstream dbus-x11 debootstrap desktop-file-utils dpkg-dev fcitx5 fcitx5-chinese-addons
    fonts-wqy-microhei ibus ibus-libpinyin imagemagick make openbox shared-mime-info tcl xauth
    xdg-utils xdotool xvfb
)

has_chinese_font() {
    command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn file 2>/dev/null | head -n 1)" ]
}

wanted() {
    printf '%s\n' "${qt_libraries[@]}"
    if [ "$1" = test ]; then
        printf '%s\n' "${chinese_font[@]}" "${test_programs[@]}"
    elif [ "$1" = windows ]; then
        printf '%s\n' "${windows_programs[@]}"
    elif [ "$1" = deb ]; then
        printf '%s\n' "${deb_programs[@]}"
    elif ! has_chinese_font; then
        printf '%s\n' "${chinese_font[@]}"
    fi
}

installed() {
    # A package of another name may stand in (libglib2.0-0t64 provides libglib2.0-0).
    dpkg-query --show --showformat='${db:Status-Status} ${Package}\n${db:Status-Status} ${Provides}\n' |
        sed -n 's/^installed //p' | sed 's/([^)]*)//g; s/,/\n/g' | tr -d ' ' | sort -u
}

missing() {
    comm -23 <(wanted "$1" | sort -u) <(installed)
}

install_as_root() {
    export DEBIAN_FRONTEND=noninteractive
    echo "Installing system packages: $*"
    apt-get -o DPkg::Lock::Timeout=600 update -q </dev/null
    apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends "$@" </dev/null
}

kind=${1:?run, test, windows or deb}
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "Not a Debian system: if the program does not start, install what these Debian packages hold:" >&2
    wanted "$kind" | paste -sd ' ' >&2
    exit 0
fi
mapfile -t packages < <(missing "$kind")
if [ ${#packages[@]} -eq 0 ]; then
    exit 0
elif [ "$(id -u)" -eq 0 ]; then
    install_as_root "${packages[@]}"
else
    cat >&2 <<MESSAGE

Some system packages are missing. Run this once, then the same make command again:

    sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends ${packages[*]}'

MESSAGE
    exit 1
fi
