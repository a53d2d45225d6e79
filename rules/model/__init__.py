"""What a policy says, as frozen dataclasses: one module per kind.

Each field carries its Chinese keyword and a sentence about it (`rules.model.keys.key`); loader,
JSON Schema and documentation are all made from these types, so they cannot drift apart.
"""
