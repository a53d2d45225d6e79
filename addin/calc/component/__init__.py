"""What LibreOffice itself loads; nothing here can be imported outside it."""
