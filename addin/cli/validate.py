def validate() -> None:
    """Later."""
