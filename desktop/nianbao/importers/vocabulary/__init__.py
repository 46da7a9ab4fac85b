"""The words, values, labels and sums by which any source is understood."""
