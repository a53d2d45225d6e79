def calc() -> None:
    """Later."""
