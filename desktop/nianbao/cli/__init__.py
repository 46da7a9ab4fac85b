"""The program without a window: read, check, export, rollup, self-test."""
