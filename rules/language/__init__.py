"""The rule language: reading a policy file, from text to a proven `Policy`."""
