#!/usr/bin/env bash
# Wine takes the language of Windows from the locale, so the Chinese one must exist.
set -euo pipefail
locale -a | grep -qix 'zh_CN.utf-\?8' && exit 0
if [ "$(id -u)" -ne 0 ]; then
    echo "The locale zh_CN.UTF-8 is missing. Run once: sudo localedef -i zh_CN -f UTF-8 zh_CN.UTF-8" >&2
    exit 1
fi
localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
