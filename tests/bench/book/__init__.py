"""An invented but plausible deal book; `deal.py` writes one deal, `config.py` the `dealfile.yaml` above it."""
