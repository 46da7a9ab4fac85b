# The Windows program. The real work is in packaging/windows/winkit.

WINKIT := PYTHONPATH=packaging/windows nice $(PY) -m winkit

.PHONY: windows windows-setup test-windows

windows-setup:
	@$(SETUP)/system.sh windows
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev
	@packaging/windows/chinese-locale.sh

windows: windows-setup ## build the Windows installer and the portable archive into dist/
	$(WINKIT) build

test-windows: windows ## install, run, upgrade and remove the Windows program under Wine
	$(WINKIT) tests
	$(PY) -m pytest -m windows $(AGAIN) tests/packaging/windows
