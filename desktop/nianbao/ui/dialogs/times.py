"""Times as people say them: 今天 10:32, 昨天 17:05, 1月20日 09:00."""

from datetime import datetime, timedelta


def spoken_time(moment: datetime, now: datetime | None = None) -> str:
    """Return a moment in words, relative to ``now``."""
    now = now or datetime.now().astimezone()
    local = moment.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return f"今天 {clock}"
    if local.date() == (now - timedelta(days=1)).date():
        return f"昨天 {clock}"
    day = f"{local.month}月{local.day}日 {clock}"
    return day if local.year == now.year else f"{local.year}年{day}"
