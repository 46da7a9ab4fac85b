# The Debian package for 统信 and 麒麟. The real work is in packaging/linux/debkit.

DEBKIT := PYTHONPATH=packaging/windows:packaging/linux $(PY) -m debkit

.PHONY: deb deb-setup test-deb

deb-setup:
	@$(SETUP)/system.sh deb
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev

deb: deb-setup ## build the Debian package for 统信 and 麒麟 into dist/ (ARCHITECTURE=arm64: for 飞腾, 鲲鹏)
	$(DEBKIT) $(if $(ARCHITECTURE),--architecture $(ARCHITECTURE))

test-deb: deb ## install, run, upgrade and remove the Debian package in a clean root
	PYTHONPATH=packaging/windows:packaging/linux $(PY) -m pytest -m deb $(AGAIN) tests/packaging/linux
