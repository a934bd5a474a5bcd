# The few commands that a newcomer needs. CMakePresets.json has the builds for daily work: cmake --preset dev
.PHONY: help demo check bench fuzz format

help:
	@echo 'make demo     install what is missing, build, run the examples'
	@echo 'make check    every test and check, with two compilers and the sanitizers (within 25 minutes on 2 cores)'
	@echo 'make bench    measure against hand-written driver code, and the compile time'
	@echo 'make fuzz     each fuzz target for 30 seconds, with the sanitizers (scripts/fuzz.sh [seconds] [target…])'
	@echo 'make format   format the sources in place'

demo:
	@scripts/demo.sh

check:
	@scripts/check.sh

bench:
	@scripts/bench.sh

fuzz:
	@scripts/fuzz.sh

format:
	@scripts/format.sh
