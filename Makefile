.PHONY: help deps test demo drill conformance verifiers gallery differ fuzz budgets coverage docs format

# Objects at the greatest sizes are read in seconds so, and in minutes otherwise.
RELEASE = swift build -c release

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 16

deps: ## install the Debian packages that are missing
	@.ci/deps

test: deps ## run all tests
	swift test --disable-xctest
	python3 -m unittest discover --start-directory spec --pattern '*_test.py'
	python3 -m unittest discover --start-directory test-vectors/generator --top-level-directory test-vectors --pattern '*_test.py'
	python3 -m unittest discover --start-directory Tests/Gallery/gallery --top-level-directory Tests/Gallery --pattern '*_test.py'

demo: deps ## real records to passes, QR pictures and verdicts, with no network
	./Tests/Demo/run

drill: deps ## the noon of 13 December 2021: ten thousand holders at eighteen doors with no network, asserted
	./Tests/Drill/run

conformance: deps ## the library over all test vectors, and a report in .build-conformance
	$(RELEASE) --product mapae-conformance
	"$$($(RELEASE) --show-bin-path)/mapae-conformance" run --report .build-conformance \
	  -- "$$($(RELEASE) --show-bin-path)/mapae-conformance" reference

verifiers: deps ## the verifiers in Python, JavaScript, Java, Go and C: built, tested, and exact over all test vectors
	$(RELEASE) --product mapae-conformance
	.ci/verifiers

gallery: deps ## each deliberately wrong verifier is caught by the test vectors, and no requirement lacks its proof
	./Tests/Gallery/run
	./Tests/Gallery/trace --check

differ: deps ## fuzzing over the protocol finds a sample of the wrong verifiers, and nothing in the library
	./Tests/Gallery/fuzz

fuzz: deps ## each fuzz target for a few seconds, with AddressSanitizer
	./Fuzzing/run

budgets: deps ## sizes, allocations and times, each beside its limit
	swift run -c release --package-path Benchmarks budgets

coverage: deps ## what the library's tests do not run, beside what Tests/NotCovered.md names
	.ci/coverage

docs: deps ## the library's documentation, under .build-docs
	.ci/docs

format: ## bring the sources into the one format
	git ls-files -z '*.swift' | xargs -0 swift format -i -p
