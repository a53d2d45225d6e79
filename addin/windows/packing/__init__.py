"""The package for offline PCs: what `pe build windows` writes."""

from addin.windows.packing.package import Package, build
from addin.windows.packing.refusing import BadMaterialError

__all__ = ["BadMaterialError", "Package", "build"]
