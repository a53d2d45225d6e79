def new() -> None:
    """Later."""
