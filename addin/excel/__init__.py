"""The Excel host: the add-in `pe.xlam`, templates with macros, and what they need beside them."""
