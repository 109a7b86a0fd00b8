"""The inference service: text and candidates in, suggestions with their evidence out."""

__version__ = "0.1.0"
