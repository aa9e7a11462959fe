# Bytecode for a layer, by the Python that runs it: importing boto3 takes 151 ms with it and 491 ms
# without. SAM's zips carry dates of 1980, so bytecode that is checked by date is dead weight: this
# kind is never checked. Its paths are Lambda's.

UV ?= uv
PYTHON313 := $(shell for python in python3.13 $$HOME/.pyenv/versions/3.13.*/bin/python $$HOME/.local/share/uv/python/cpython-3.13.*/bin/python; do \
	"$$python" -c "" 2>/dev/null && echo "$$python" && break; done)

# Layers are for Lambda. LAYERS_FOR_PYTHON=/path/to/python in the environment makes them for that
# Python on this machine instead, as the end-to-end test needs them. Never deploy those to AWS.
COMPILER := $(or $(LAYERS_FOR_PYTHON),$(PYTHON313))

ifneq ($(COMPILER),)
compile = "$(COMPILER)" -m compileall -q --invalidation-mode unchecked-hash -s "$(ARTIFACTS_DIR)" -p /opt "$(ARTIFACTS_DIR)/python"
else
compile = @echo "NOTE: there is no Python 3.13 here, so this layer has no bytecode: it works, but cold starts are slower." >&2
endif
