"""公开年报: an offline form-filler for the statutory 政府信息公开工作年度报告.

Importing the package imports nothing else, so that start-up stays cheap.
"""

import os

# Looking for plugins in all installed packages would cost a sixth of pydantic's import; none is used.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
