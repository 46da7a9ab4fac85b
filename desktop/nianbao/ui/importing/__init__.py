"""What was read from a source, looked at side by side before it is taken over."""
