# Shortcuts; `make train` needs the labelled pages beside the project, the rest only Swift.
.PHONY: build static test format lint corpus train evaluate gate fuzz

CHAFFINCH = swift run -c release chaffinch
CORPUS = ../shared/corpora

build:
	swift build -c release

# One file without libraries, which starts fastest; on Linux alone. In a folder of its own, as nothing of
# the other build can be used.
static:
	swift build -c release --product chaffinch --static-swift-stdlib -Xswiftc -static-executable \
	  -Xlinker --strip-all --scratch-path .build-static
	@echo .build-static/release/chaffinch

test:
	swift test

format:
	swift format format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

# The labelled pages, cut by this program's own segmentation.
corpus:
	$(CHAFFINCH) corpus build TrainingData/pages.labels --pages ../shared/pages \
	  --output .build/train.jsonl
	$(CHAFFINCH) corpus build TrainingData/partial-pages.labels \
	  --pages ../shared/pages/wcxb-partial/html --output .build/partial.jsonl

train: corpus
	$(CHAFFINCH) train TrainingData/*.tsv TrainingData/feeds/*.html .build/train.jsonl \
	  .build/partial.jsonl \
	  --settings Evaluation/settings.txt \
	  --output Models/chaffinch.safetensors --card Models/MODEL_CARD.md \
	  --top-weights Models/top-weights.tsv --scores Evaluation/out-of-fold.json \
	  --predictions .build/out-of-fold

# The floors, on the out-of-fold predictions of the last training.
gate:
	$(CHAFFINCH) evaluate .build/out-of-fold/text.jsonl --predicted \
	  --gate Evaluation/baseline.json --gate-only
	$(CHAFFINCH) evaluate .build/out-of-fold/text.jsonl --predicted --source written \
	  --gate Evaluation/baseline.json --gate-only
	$(CHAFFINCH) evaluate .build/out-of-fold/markup.jsonl --predicted \
	  --gate Evaluation/baseline.json --gate-only

evaluate:
	$(CHAFFINCH) evaluate $(CORPUS)/test.jsonl.gz --language en

# Goes on from the inputs of the last time.
fuzz:
	python3 Evaluation/fuzz.py --seconds 600
