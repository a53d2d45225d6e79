"""Windows: a package that installs without rights and network (`packing`), and what it installs.

Everything but `packing` runs on the user's PC, by the Python of the installation.
"""
