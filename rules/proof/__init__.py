"""What only code can prove of a policy, beyond its structure. One module per kind of claim."""
